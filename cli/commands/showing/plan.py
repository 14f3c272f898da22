"""The plans of school years: their versions, and planned against spent and linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import click

from cli.options import common_options, pass_surroundings
from cli.printing import fitted
from cli.provenance import gone
from cli.seeing import asked, seen, stands_at, years_options
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.events import DocumentAttached
from ledger.messages import message, plural, term
from ledger.money import Amount
from projections.planning import (
    ApprovalLine,
    By,
    PlanLine,
    PlanReport,
    VersionLine,
    plans,
)
from projections.terms import word

BY = {
    "initiative": term("heading", "initiative"),
    "category": term("heading", "category"),
    "area": term("heading", "area"),
    "imposed": term("heading", "imposed"),
}
NAME = term("heading", "name")
AMOUNTS = (
    term("heading", ">planned"),
    term("heading", ">spent"),
    term("heading", ">linked"),
    term("heading", ">left"),
)
DUTIES = {
    "imposed": term("duty", "imposed"),
    "not-imposed": term("duty", "not-imposed"),
}
TOTAL = "total"
NAME_LENGTH_MAX = 24
"""How much of a name is shown, so that a line has 80 columns."""


@click.command()
@click.option(
    "--by",
    type=click.Choice(get_args(By)),
    default="initiative",
    help="What the lines are made by.",
)
@years_options
@common_options
@pass_surroundings
def plan(here: Surroundings, /, by: By, **given: Any) -> None:
    """Show the plans: versions, approval, and planned against spent and linked.

    All school years, or with --year those that touch the budget year.
    """
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        made = plans(view, wanted.year, by=by, on=wanted.point.on, rules=wanted.rules)
        stands = stands_at(here, view, wanted=wanted, year=wanted.year)
        absent = gone(view, DocumentAttached, slot="name")
    here.answer(
        {"year": wanted.year, "by": by, **stands.document, "plans": made},
        lambda: _lines(here, made, by=by, foot=stands.foot, absent=absent),
    )


def _lines(
    here: Surroundings, made: list[PlanReport], *, by: By, foot: list[str], absent: str
) -> Iterator[str]:
    for report in made:
        yield message("plan {school_year}", school_year=report.school_year)
        if not report.versions:
            yield message("  no plan is recorded")
        for version in report.versions:
            for line in _version(version, absent=absent):
                yield from fitted(here.tell(line), 6)
        if report.lines:
            headings = [here.tell(heading) for heading in _headings(by)]
            # What names no planned sum takes away of the sums that are planned.
            is_planned = any(line.planned is not None for line in report.lines)
            yield from table(
                headings,
                [
                    _row(here, line, by=by, is_planned=is_planned)
                    for line in _rows(report)
                ],
            )
        yield ""
    if not made:
        yield message("no plan is recorded, and nothing was spent")
    yield from foot


def _version(version: VersionLine, *, absent: str) -> Iterator[str]:
    yield plural(
        "  version {version} of {day} (#{number}): {count} initiative, {planned}"
        " planned",
        "  version {version} of {day} (#{number}): {count} initiatives, {planned}"
        " planned",
        count=version.initiatives,
        version=version.version,
        day=version.on,
        number=version.number,
        planned=Amount(version.planned),
    )
    approval = version.approval
    yield _approved(approval) if approval else message("    not approved")
    for document in version.documents:
        yield message(
            "    #{number} {kind}: {name}",
            number=document.number,
            kind=word("document", document.kind),
            name=document.name or absent,
        )


def _approved(approval: ApprovalLine) -> str:
    heard = approval.school_council
    return message(
        "    approved on {day} by {approver} (#{number}); school council: {council}",
        day=approval.on,
        approver=word("approver", approval.by),
        number=approval.number,
        council=word("council", heard) if heard else message("not said"),
    )


def _headings(by: By) -> tuple[str, ...]:
    names = (NAME,) if by == "initiative" else ()
    return (BY[by], *names, *AMOUNTS)


def _rows(report: PlanReport) -> Iterator[PlanLine]:
    yield from report.lines
    yield PlanLine(
        key=TOTAL,
        name="",
        planned=report.planned,
        spent=report.spent,
        linked=report.linked,
        expenses=[],
    )


def _row(
    here: Surroundings, line: PlanLine, *, by: By, is_planned: bool
) -> tuple[str, ...]:
    amount, planned = here.locale.amount, line.planned
    amounts = (
        "" if planned is None else amount(planned),
        amount(line.spent),
        amount(line.linked),
        amount((planned or 0) - line.spent) if is_planned else "",
    )
    key = here.tell(_key(line.key, by))
    return (key, _name(line), *amounts) if by == "initiative" else (key, *amounts)


def _key(key: str | None, by: By) -> str:
    if key is None:
        return message("(none)")
    if key == TOTAL:
        return message("total")
    if by == "imposed":
        return DUTIES[key]
    return key if by == "initiative" else word(by, key)


def _name(line: PlanLine) -> str:
    name = line.name or ""
    return name if len(name) <= NAME_LENGTH_MAX else f"{name[: NAME_LENGTH_MAX - 1]}…"
