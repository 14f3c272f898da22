"""The rule set of a year, as a file."""

from __future__ import annotations

import sys
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.printing import Exact, on_screen
from cli.seeing import asked, point_options, seen, standing, year_option
from cli.surroundings import Surroundings


@click.command()
@year_option
@point_options
@common_options
@pass_surroundings
def rules(here: Surroundings, /, **given: Any) -> None:
    """Print the rule set of a year (TOML), byte for byte: keep it with > my.toml.

    What the figures would be under another one is shown with --rules my.toml.
    """
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(wanted.point.on, today=here.today)
        found = view.year(year).rules
        stands = standing(view, point=wanted.point)
    text = found.source.decode()
    if not (here.json or on_screen()):
        # In another encoding, or with other ends of lines, it would be another one.
        sys.stdout.buffer.write(found.source)
        return
    named = {"rules": found.set.id, "rules_sha256": found.sha256, "toml": text}
    here.answer(
        {"year": year, **stands, **named}, lambda: map(Exact, text.splitlines())
    )
