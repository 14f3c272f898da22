"""The plans of school years: their versions, and planned against spent and linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import click

from cli.options import common_options, pass_surroundings
from cli.provenance import gone
from cli.seeing import asked, footer, seen, standing, year_options
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.events import DocumentAttached
from projections.planning import By, PlanLine, PlanReport, VersionLine, plans

NAME_LENGTH_MAX = 24
"""How much of a name is shown, so that a line has 80 columns."""


@click.command()
@click.option(
    "--by",
    type=click.Choice(get_args(By)),
    default="initiative",
    help="What the lines are made by.",
)
@year_options
@common_options
@pass_surroundings
def plan(here: Surroundings, /, by: By, **given: Any) -> None:
    """Show the plans: versions, approval, and planned against spent and linked.

    All school years, or with --year those that touch the budget year.
    """
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        made = plans(view, wanted.year, by=by, on=wanted.point.on, rules=wanted.rules)
        foot = footer(here, view, point=wanted.point)
        absent = here.tell(gone(view, DocumentAttached, slot="name"))
        stands = standing(view, point=wanted.point)
    here.answer(
        {"year": wanted.year, "by": by, **stands, "plans": made},
        lambda: _lines(here, made, by=by, foot=foot, absent=absent),
    )


def _lines(
    here: Surroundings, made: list[PlanReport], *, by: By, foot: str, absent: str
) -> Iterator[str]:
    for report in made:
        yield f"plan {report.school_year}"
        if not report.versions:
            yield "  no plan is recorded"
        for version in report.versions:
            yield from _version(here, version, absent=absent)
        if report.lines:
            yield from table(
                _headings(by), [_row(here, line, by=by) for line in _rows(report)]
            )
        yield ""
    if not made:
        yield "no plan is recorded, and nothing was spent"
    yield foot


def _version(here: Surroundings, version: VersionLine, *, absent: str) -> Iterator[str]:
    day, amount = here.locale.day, here.locale.amount
    count = f"{version.initiatives} initiative{'' if version.initiatives == 1 else 's'}"
    yield (
        f"  version {version.version} of {day(version.on)} (#{version.number}): "
        f"{count}, {amount(version.planned)} planned"
    )
    approval = version.approval
    if approval is None:
        yield "    not approved"
    else:
        council = approval.school_council or "not said"
        yield (
            f"    approved on {day(approval.on)} by {approval.by} "
            f"(#{approval.number}); school council: {council}"
        )
    for document in version.documents:
        yield f"    #{document.number} {document.kind}: {document.name or absent}"


def _headings(by: By) -> tuple[str, ...]:
    amounts = (">planned", ">spent", ">linked", ">left")
    return (by, "name", *amounts) if by == "initiative" else (by, *amounts)


def _rows(report: PlanReport) -> Iterator[PlanLine]:
    yield from report.lines
    yield PlanLine(
        key="total",
        name="",
        planned=report.planned,
        spent=report.spent,
        linked=report.linked,
        expenses=[],
    )


def _row(here: Surroundings, line: PlanLine, *, by: By) -> tuple[str, ...]:
    amount, planned = here.locale.amount, line.planned
    amounts = (
        "" if planned is None else amount(planned),
        amount(line.spent),
        amount(line.linked),
        "" if planned is None else amount(planned - line.spent),
    )
    key = line.key or "(none)"
    return (key, _name(line), *amounts) if by == "initiative" else (key, *amounts)


def _name(line: PlanLine) -> str:
    name = line.name or ""
    return name if len(name) <= NAME_LENGTH_MAX else f"{name[: NAME_LENGTH_MAX - 1]}…"
