"""How the refund of a year comes about."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from cli.accounts import account_lines
from cli.options import common_options, pass_surroundings
from cli.seeing import asked, depends, seen, stands_at, year_options
from cli.surroundings import Surroundings
from projections.refund import refund as refund_of


@click.command()
@year_options
@common_options
@pass_surroundings
def refund(here: Surroundings, /, **given: Any) -> None:
    """Show how the refund of a year comes about, line by line, with its rules."""
    wanted = asked(**given)
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(on, today=today)
        made = refund_of(view, year, on=on, today=today, rules=wanted.rules)
        stands = stands_at(here, view, wanted=wanted, year=year)
        foot = [*depends(here, view, on=on, year=year), *stands.foot]
    document = {**msgspec.structs.asdict(made), **stands.document}
    here.answer(document, lambda: account_lines(here, made, foot=foot))
