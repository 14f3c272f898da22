"""The statement of a year: every figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from cli.figures import label
from cli.options import common_options, pass_surroundings
from cli.seeing import asked, depends, seen, stands_at, year_options
from cli.surroundings import Surroundings
from cli.tables import pairs, table
from ledger.messages import message, term
from projections.explaining.explanation import PROJECTED
from projections.labels import projected_label
from projections.statement import Statement, statement
from projections.terms import word

GROUPS = (
    ("grant", ("allocated", "received", "opening_reserve", "recovered", "funds")),
    ("spending", ("spent", "justified", "unjustified", "ineligible", "available")),
    ("left", ("unspent", "unused", "own_contribution")),
    ("reserve", ("reserve_limit", "reserve_allowed", "carried_over")),
    ("refund", ("claimed", "refund_due", "refund_paid", "refund_outstanding")),
)

HEADINGS = (
    term("heading", "tranche"),
    term("heading", "due"),
    term("heading", ">expected"),
    term("heading", ">received"),
    term("heading", "status"),
)


@click.command()
@year_options
@common_options
@pass_surroundings
def balance(here: Surroundings, /, **given: Any) -> None:
    """Show every figure of a year."""
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        made = statement(
            view, wanted.year, on=wanted.point.on, today=here.today, rules=wanted.rules
        )
        stands = stands_at(here, view, wanted=wanted, year=made.year)
        foot = [*depends(here, view, on=wanted.point.on, year=made.year), *stands.foot]
    document = {**msgspec.structs.asdict(made), **stands.document}
    named = stands.supposed.name if stands.supposed else made.rules
    here.answer(document, lambda: _lines(here, made, named=named, foot=foot))


def _lines(
    here: Surroundings, made: Statement, *, named: str, foot: list[str]
) -> Iterator[str]:
    state = message("open: carry-over and refund are projections")
    yield message(
        "school {school}, {year} ({state})",
        school=made.school,
        year=made.year,
        state=message("closed") if made.closed else state,
    )
    rows: list[tuple[str, str]] = []
    for _, names in GROUPS:
        rows.append(("", ""))
        for name in names:
            cents = getattr(made, name)
            rows.append((_label(here, made, name=name), here.locale.amount(cents)))
            if name == "opening_reserve" and made.opening_projected is not None:
                said = message("  projected from {year}", year=made.year - 1)
                projected = here.locale.amount(made.opening_projected)
                rows.append((here.tell(said), projected))
    yield from pairs(rows)
    yield ""
    headings = [here.tell(heading) for heading in HEADINGS]
    yield from table(headings, _tranches(here, made))
    yield ""
    yield message("rules {rules}", rules=named)
    yield from foot


def _label(here: Surroundings, made: Statement, *, name: str) -> str:
    if made.projected and name in PROJECTED:
        return here.tell(projected_label(name))
    return label(here, name)


def _tranches(here: Surroundings, made: Statement) -> Iterator[tuple[str, ...]]:
    for number, tranche in ((1, made.tranche_1), (2, made.tranche_2)):
        yield (
            str(number),
            here.locale.day(tranche.due),
            here.locale.amount(tranche.expected),
            here.locale.amount(tranche.received),
            here.tell(word("tranche", tranche.status)),
        )
