"""The statement of a year: every figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, seen, year_options
from cli.surroundings import Surroundings
from cli.tables import pairs, table
from projections.statement import Statement, statement

GROUPS = (
    ("grant", ("allocated", "received", "opening_reserve", "recovered", "funds")),
    ("spending", ("spent", "justified", "unjustified", "ineligible", "available")),
    ("left", ("unspent", "unused", "own_contribution")),
    ("reserve", ("reserve_limit", "reserve_allowed", "carried_over")),
    ("refund", ("claimed", "refund_due", "refund_paid", "refund_outstanding")),
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
        foot = footer(here, view, point=wanted.point)
    here.answer(made, lambda: _lines(here, made, foot=foot))


def _lines(here: Surroundings, made: Statement, *, foot: str) -> Iterator[str]:
    state = "closed" if made.closed else "open: carry-over and refund are projections"
    yield f"school {made.school}, {made.year} ({state})"
    rows: list[tuple[str, str]] = []
    for _, names in GROUPS:
        rows.append(("", ""))
        for name in names:
            rows.append((_words(made, name), here.locale.amount(getattr(made, name))))
            if name == "opening_reserve" and made.opening_projected is not None:
                projected = here.locale.amount(made.opening_projected)
                rows.append((f"  projected from {made.year - 1}", projected))
    yield from pairs(rows)
    yield ""
    yield from table(
        ("tranche", "due", ">expected", ">received", "status"), _tranches(here, made)
    )
    yield ""
    yield f"rules {made.rules}; {foot}"


def _words(made: Statement, name: str) -> str:
    if name == "refund_due" and made.projected:
        return "refund that threatens"
    return name.replace("_", " ")


def _tranches(here: Surroundings, made: Statement) -> Iterator[tuple[str, ...]]:
    for number, tranche in ((1, made.tranche_1), (2, made.tranche_2)):
        yield (
            str(number),
            here.locale.day(tranche.due),
            here.locale.amount(tranche.expected),
            here.locale.amount(tranche.received),
            tranche.status,
        )
