"""The expenses of a year, with their state of justification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, seen, standing, year_options
from cli.surroundings import Surroundings
from cli.tables import table
from projections.expenses import ExpenseLine
from projections.expenses import expenses as expenses_of

WORDS = {"programme-or-certificate": "programme"}
"""Shorter words for missing documents, so that a line has 80 columns."""


@click.command()
@year_options
@common_options
@pass_surroundings
def expenses(here: Surroundings, /, **given: Any) -> None:
    """Show the expenses of a year: justified or not, and what documents are missing."""
    wanted = asked(**given)
    on = wanted.point.on
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(on, today=here.today)
        made = expenses_of(view, year, on=on, rules=wanted.rules)
        foot = footer(here, view, point=wanted.point)
        stands = standing(view, point=wanted.point)
    here.answer(
        {"year": year, **stands, "expenses": made},
        lambda: _lines(here, made, foot=foot),
    )


def _lines(here: Surroundings, made: list[ExpenseLine], *, foot: str) -> Iterator[str]:
    amount = here.locale.amount
    rows = [
        (
            line.ref,
            here.locale.day(line.on),
            amount(line.amount),
            line.state,
            amount(line.unjustified) if line.unjustified else "",
            ", ".join(WORDS.get(kind, kind) for kind in line.missing),
        )
        for line in made
    ]
    headings = ("ref", "on", ">amount", "state", ">to link", "documents missing")
    yield from table(headings, rows)
    yield ""
    total = sum(line.amount for line in made)
    to_link = sum(line.unjustified for line in made)
    yield f"{len(made)} expenses, {amount(total)}; {amount(to_link)} still to be linked"
    yield foot
