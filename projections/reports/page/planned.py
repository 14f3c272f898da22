"""Plan against actual: what a school year planned, spent and justified."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import clauses, joined, message, plural
from projections.planning import PlanLine, PlanReport
from projections.planning.known import VersionLine
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.plan_notes import (
    line_name,
    line_note,
    plan_heads,
    plan_id,
    plan_note,
)
from projections.reports.page.sheet import Sheet, document_list, event_links
from projections.reports.page.tables import cell, section, table


def plans(sheet: Sheet) -> Markup:
    """Write the plans of both school years that touch a budget year."""
    tell = sheet.scribe.tell
    reports = [_plan(sheet, plan) for plan in sheet.year.plans]
    none = element("p", tell(message("no plan is recorded")))
    return section(
        sheet.id("plans"),
        tell(message("plan against actual")),
        reports or none,
        note=tell(message("by school year, from 1 September to 31 August")),
    )


def _plan(sheet: Sheet, plan: PlanReport) -> Markup:
    title = sheet.scribe.tell(message("school year {year}", year=plan.school_year))
    whole = max(1, *(line.planned or 0 for line in plan.lines), plan.spent)
    rows = [
        _line(sheet, plan, index=index, whole=whole) for index in range(len(plan.lines))
    ]
    return element(
        "div",
        element("h4", title),
        element("ul", [_version(sheet, each) for each in plan.versions]),
        table(title, plan_heads(sheet), element("tbody", rows), _total(sheet, plan)),
        plan_note(sheet, plan),
        [line_note(sheet, plan, index=index) for index in range(len(plan.lines))],
        class_="plan",
    )


def _version(sheet: Sheet, version: VersionLine) -> Markup:
    scribe = sheet.scribe
    said = message(
        "version {version} of {day}: {initiatives}",
        version=version.version,
        day=version.on,
        initiatives=plural(
            "{count} initiative", "{count} initiatives", count=version.initiatives
        ),
    )
    approval = joined(" · ", _approved(sheet, version))
    numbers = [version.number, *([version.approval.number] if version.approval else [])]
    return element(
        "li",
        scribe.tell(clauses([said, approval])),
        " ",
        event_links(numbers),
        document_list(scribe, version.documents),
    )


def _approved(sheet: Sheet, version: VersionLine) -> Iterator[str]:
    approval = version.approval
    if approval is None:
        yield message("not approved")
        return
    yield message(
        "approved on {day} by {approver}",
        day=approval.on,
        approver=sheet.scribe.word("approver", approval.by),
    )
    if approval.school_council:
        said = sheet.scribe.word("council", approval.school_council)
        yield message("school council: {said}", said=said)


def _line(sheet: Sheet, plan: PlanReport, *, index: int, whole: int) -> Markup:
    line = plan.lines[index]
    name, opens = line_name(sheet, line), plan_id(sheet, plan, index=index)
    planned: Child = None
    if line.planned is not None:
        planned = sheet.note(line.planned, name, opens=opens)
    return element(
        "tr",
        element("th", element("bdi", name), _bar(line, whole=whole), scope="row"),
        cell(planned, number=True),
        cell(sheet.note(line.spent, name, opens=opens), number=True),
        cell(sheet.note(line.linked, name, opens=opens), number=True),
    )


def _bar(line: PlanLine, *, whole: int) -> Markup:
    """Draw what was spent, in the room of what was planned; the numbers say it too."""
    planned, spent = (
        f"{max(0, cents) * 1000 // whole / 10:g}%"
        for cents in (line.planned or 0, line.spent)
    )
    return element(
        "svg",
        element("rect", width=planned, y=1, height=8, class_=("bar", "room")),
        element("rect", width=spent, y=3, height=4, class_=("bar", "justified")),
        class_="against",
        height=10,
        aria_hidden="true",
    )


def _total(sheet: Sheet, plan: PlanReport) -> Markup:
    sums = [
        sheet.note(cents, plan.school_year, opens=sheet.id(f"plan-{plan.school_year}"))
        for cents in (plan.planned, plan.spent, plan.linked)
    ]
    return element(
        "tfoot",
        element(
            "tr",
            element("th", sheet.scribe.tell(message("together")), scope="row"),
            [cell(each, number=True) for each in sums],
            class_="sum",
        ),
    )
