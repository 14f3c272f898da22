"""The expenses of a year, with their state of justification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, seen, stands_at, year_options
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.messages import plural, term
from ledger.money import Amount
from projections.expenses import ExpenseLine
from projections.expenses import expenses as expenses_of
from projections.terms import word

HEADINGS = (
    term("heading", "ref"),
    term("heading", "on"),
    term("heading", ">amount"),
    term("heading", "state"),
    term("heading", ">to link"),
    term("heading", "documents missing"),
)
STATES = {
    "justified": term("state", "justified"),
    "partly": term("state", "partly"),
    "unjustified": term("state", "unjustified"),
    "ineligible": term("state", "ineligible"),
    "disallowed": term("state", "disallowed"),
    "reversed": term("state", "reversed"),
}


@click.command()
@click.option(
    "--open",
    "is_open",
    is_flag=True,
    help="Only what is not in order: not justified in full, or without a document.",
)
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
        if given["is_open"]:
            made = [line for line in made if line.is_open]
        stands = stands_at(here, view, wanted=wanted, year=year)
    here.answer(
        {"year": year, **stands.document, "expenses": made},
        lambda: _lines(here, made, foot=stands.foot),
    )


def _lines(
    here: Surroundings, made: list[ExpenseLine], *, foot: list[str]
) -> Iterator[str]:
    headings = [here.tell(heading) for heading in HEADINGS]
    yield from table(headings, [_row(here, line) for line in made])
    yield ""
    yield plural(
        "{count} expense, {total}; {to_link} still to be linked",
        "{count} expenses, {total}; {to_link} still to be linked",
        count=len(made),
        total=Amount(sum(line.amount for line in made)),
        to_link=Amount(sum(line.unjustified for line in made)),
    )
    yield from foot


def _row(here: Surroundings, line: ExpenseLine) -> tuple[str, ...]:
    amount = here.locale.amount
    return (
        line.ref,
        here.locale.day(line.on),
        amount(line.amount),
        here.tell(STATES.get(line.state, line.state)),
        amount(line.unjustified) if line.unjustified else "",
        ", ".join(here.tell(word("document", kind)) for kind in line.missing),
    )
