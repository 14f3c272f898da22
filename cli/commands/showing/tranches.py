"""The tranches of a year, with what was received of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, seen, stands_at, year_options
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.messages import message, term
from ledger.money import Amount
from projections.terms import word
from projections.tranches import Receipt, TrancheReport
from projections.tranches import tranches as tranches_of

HEADINGS = (
    term("heading", "number"),
    term("heading", "ref"),
    term("heading", "on"),
    term("heading", ">amount"),
    term("heading", ">withheld"),
    "",
)


@click.command()
@year_options
@common_options
@pass_surroundings
def tranches(here: Surroundings, /, **given: Any) -> None:
    """Show the 60 % and the 40 %: what is due, and what came."""
    wanted = asked(**given)
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(on, today=today)
        made = tranches_of(view, year, on=on, today=today, rules=wanted.rules)
        stands = stands_at(here, view, wanted=wanted, year=year)
    document = {"year": year, **stands.document, "tranches": made}
    here.answer(document, lambda: _lines(here, made, foot=stands.foot))


def _lines(
    here: Surroundings, made: list[TrancheReport], *, foot: list[str]
) -> Iterator[str]:
    headings = [here.tell(heading) for heading in HEADINGS]
    for tranche in made:
        yield message(
            "tranche {number}: {status}; {received} of {expected}, due {day}",
            number=tranche.tranche,
            status=word("tranche", tranche.status),
            received=Amount(tranche.received),
            expected=Amount(tranche.expected),
            day=tranche.due,
        )
        if tranche.receipts:
            yield from table(headings, [_row(here, each) for each in tranche.receipts])
    yield from foot


def _row(here: Surroundings, receipt: Receipt) -> tuple[str, ...]:
    amount = here.locale.amount
    return (
        f"#{receipt.number}",
        receipt.ref,
        here.locale.day(receipt.on),
        amount(receipt.amount),
        amount(receipt.withheld) if receipt.withheld else "",
        here.tell(message("after the due day")) if receipt.after_due else "",
    )
