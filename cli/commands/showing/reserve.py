"""How the reserve of a year comes about."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from cli.accounts import account_lines
from cli.options import common_options, pass_surroundings
from cli.seeing import asked, seen, stands_at, year_options
from cli.surroundings import Surroundings
from projections.reserve import reserve as reserve_of


@click.command()
@year_options
@common_options
@pass_surroundings
def reserve(here: Surroundings, /, **given: Any) -> None:
    """Show how the reserve of a year comes about, line by line, with its rules."""
    wanted = asked(**given)
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(on, today=today)
        made = reserve_of(view, year, on=on, today=today, rules=wanted.rules)
        stands = stands_at(here, view, wanted=wanted, year=year)
    document = {**msgspec.structs.asdict(made), **stands.document}
    here.answer(document, lambda: account_lines(here, made, foot=stands.foot))
