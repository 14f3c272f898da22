"""Plan against actual: what a school year planned, spent and justified."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import joined, message, plural
from projections.expenses import ExpenseLine
from projections.planning import PlanLine, PlanReport
from projections.planning.known import VersionLine
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.noted import note_id, title_of
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
    tell = sheet.scribe.tell
    title = tell(message("school year {year}", year=plan.school_year))
    heads = [
        (tell(message("initiative")), False),
        (tell(message("planned")), True),
        (tell(message("spent")), True),
        (tell(message("justified by a link")), True),
    ]
    whole = max(1, *(line.planned or 0 for line in plan.lines), plan.spent)
    rows = [
        _line(sheet, plan, index=index, whole=whole) for index in range(len(plan.lines))
    ]
    return element(
        "div",
        element("h4", title),
        element("ul", [_version(sheet, each) for each in plan.versions]),
        table(title, heads, element("tbody", rows), _total(sheet, plan)),
        _whole(sheet, plan),
        [_note(sheet, plan, index=index) for index in range(len(plan.lines))],
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
    approval = " · ".join(map(scribe.tell, _approved(sheet, version)))
    numbers = [version.number, *([version.approval.number] if version.approval else [])]
    return element(
        "li",
        joined("; ", [scribe.tell(said), approval]),
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
        "approved on {day} by: {approver}",
        day=approval.on,
        approver=sheet.scribe.word("approver", approval.by),
    )
    if approval.school_council:
        said = sheet.scribe.word("council", approval.school_council)
        yield message("school council: {said}", said=said)


def _name(sheet: Sheet, line: PlanLine) -> str:
    if line.key is None:
        return sheet.scribe.tell(message("no initiative"))
    return " · ".join(filter(None, (line.key, line.name)))


def _line(sheet: Sheet, plan: PlanReport, *, index: int, whole: int) -> Markup:
    line = plan.lines[index]
    name, opens = _name(sheet, line), _id(sheet, plan, index)
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
        element("rect", width=planned, y=1, height=8, class_="bar room"),
        element("rect", width=spent, y=3, height=4, class_="bar justified"),
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


def _whole(sheet: Sheet, plan: PlanReport) -> Markup:
    """Say of which lines the sums of a plan are made: each opens its own note."""
    rows = []
    for index, line in enumerate(plan.lines):
        name, opens = _name(sheet, line), _id(sheet, plan, index)
        opener = element("a", element("bdi", name), href=f"#{opens}", data_note=opens)
        rows.append(_sums(sheet, opener, line.planned or 0, line.spent, line.linked))
    together = sheet.scribe.tell(message("together"))
    total = _sums(sheet, together, plan.planned, plan.spent, plan.linked)
    return element(
        "div",
        element("table", element("tbody", rows, total), class_="parts summed"),
        class_="note only-note",
        id=sheet.id(f"plan-{plan.school_year}"),
        data_title=plan.school_year,
        data_rules="initiative",
    )


def _sums(sheet: Sheet, what: Child, *sums: int) -> Markup:
    cells = [element("td", sheet.scribe.amount(each), class_="amount") for each in sums]
    return element("tr", element("td", what), cells)


def _id(sheet: Sheet, plan: PlanReport, index: int) -> str:
    return sheet.id(f"plan-{plan.school_year}-{index}")


def _note(sheet: Sheet, plan: PlanReport, *, index: int) -> Markup:
    """Say of what the sums of a line are made: of which expenses, and how much."""
    line, tell = plan.lines[index], sheet.scribe.tell
    shares = [(n, sheet.expenses.get(n)) for n in line.expenses]
    known = [(found, _share(found, line.key)) for _, found in shares if found]
    elsewhere = [number for number, found in shares if not found]
    rest = line.spent - sum(cents for _, cents in known)
    rows = [
        _row(sheet, _opener(found), [found.number], cents) for found, cents in known
    ]
    if elsewhere:
        said = tell(message("expenses of another budget year"))
        rows.append(_row(sheet, said, elsewhere, rest))
    together = tell(message("spent"))
    versions = [version.number for version in plan.versions[-1:]]
    return element(
        "div",
        element("p", tell(message("planned in")), " ", event_links(versions)),
        element(
            "table",
            element("tbody", rows, _row(sheet, together, [], line.spent)),
            class_="parts summed",
        ),
        class_="note only-note",
        id=_id(sheet, plan, index),
        data_title=f"{plan.school_year} · {_name(sheet, line)}",
        data_rules="initiative",
    )


def _share(expense: ExpenseLine, key: str | None) -> int:
    """Give what of an expense is for an initiative: as its links say, or itself."""
    justified = sum(link.justifies for link in expense.links)
    own = expense.amount - justified if expense.initiative == key else 0
    return own + sum(
        link.justifies
        for link in expense.links
        if (link.initiative or expense.initiative) == key
    )


def _opener(expense: ExpenseLine) -> Markup:
    return element(
        "a",
        element("bdi", title_of(expense)),
        href=f"#{note_id(expense.number)}",
        data_note=note_id(expense.number),
    )


def _row(sheet: Sheet, what: Child, numbers: list[int], cents: int) -> Markup:
    return element(
        "tr",
        element("td", what, " ", event_links(numbers) if numbers else None),
        element("td", sheet.scribe.amount(cents), class_="amount"),
    )
