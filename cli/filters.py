"""The options that choose events, and what is said of those that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from cli.completing import kinds
from cli.figures import label
from cli.intake.values import parse_option
from cli.surroundings import Surroundings
from ledger import values as v
from ledger.errors import UsageError
from ledger.messages import message, plural
from projections.filtering import Filter, parse_filter
from projections.register import FIGURES, Register

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option("--year", help="Only what belongs to this budget year."),
    click.option(
        "--kind",
        multiple=True,
        shell_complete=kinds,
        help="Only this type or family: expense, grant, spending …; again for more.",
    ),
    click.option(
        "--from", "since", help="Only what takes effect on this day or later."
    ),
    click.option("--until", help="Only what takes effect up to and on this day."),
    click.option("--text", help="Only what has these words in it, in any case."),
    click.option("--amount", help="Only this amount, or a range as 100..200."),
    click.option("--csv", is_flag=True, help="Print comma-separated values."),
)


def filter_options(function: F) -> F:
    """Add the options that choose events, and `--csv`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def asked_filter(here: Surroundings, /, **given: Any) -> Filter:
    """Parse what events are asked for; raises `UsageError`."""
    if given["csv"] and here.json:
        raise UsageError(
            message("--csv and --json are two forms of one answer"),
            place="--csv",
            expected=message("one of them"),
            found=message("both"),
        )
    words = {name: given[name] for name in ("since", "until", "text", "amount")}
    year = parse_option("--year", v.Year, raw=given["year"]) if given["year"] else None
    return replace(parse_filter(given["kind"], **words), year=year)


def sums(here: Surroundings, register: Register, *, wanted: Filter) -> Iterator[str]:
    """Say what the events that were chosen add up to, once they are told."""
    if wanted.is_empty:
        return
    yield plural("{count} event", "{count} events", count=register.count)
    for year, by_figure in sorted(register.sums.items()):
        parts = [
            f"{label(here, figure)} {here.locale.amount(by_figure[figure])}"
            for figure in FIGURES
            if figure in by_figure
        ]
        yield message("{year}: {figures}", year=str(year), figures=parts)
