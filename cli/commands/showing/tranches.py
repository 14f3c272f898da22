"""The tranches of a year, with what was received of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, seen, standing, year_options
from cli.surroundings import Surroundings
from cli.tables import table
from projections.tranches import TrancheReport
from projections.tranches import tranches as tranches_of


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
        foot = footer(here, view, point=wanted.point)
        stands = standing(view, point=wanted.point)
    document = {"year": year, **stands, "tranches": made}
    here.answer(document, lambda: _lines(here, made, foot=foot))


def _lines(
    here: Surroundings, made: list[TrancheReport], *, foot: str
) -> Iterator[str]:
    amount, day = here.locale.amount, here.locale.day
    for tranche in made:
        yield (
            f"tranche {tranche.tranche}: {tranche.status}; "
            f"{amount(tranche.received)} of "
            f"{amount(tranche.expected)}, due {day(tranche.due)}"
        )
        rows = (
            (
                f"#{receipt.number}",
                receipt.ref,
                day(receipt.on),
                amount(receipt.amount),
                amount(receipt.withheld) if receipt.withheld else "",
                "after the due day" if receipt.after_due else "",
            )
            for receipt in tranche.receipts
        )
        if tranche.receipts:
            yield from table(
                ("  number", "ref", "on", ">amount", ">withheld", ""), rows
            )
    yield foot
