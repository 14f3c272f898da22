"""A difference on the screen: events that came and went, figures before and after."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cli.surroundings import Surroundings
from cli.tables import table
from ledger.messages import message, plural, term
from projections.comparing import Change, Difference, EventLine, YearChange
from projections.explaining.explanation import PROJECTED
from projections.labels import LABELS, projected_label

COLUMNS = 80
NONE = "–"
HEADINGS = (
    term("heading", ">before"),
    term("heading", ">after"),
    term("heading", ">change"),
)
"""What begins with `>` is aligned right, in every language."""


def difference_lines(
    here: Surroundings, made: Difference, *, sides: tuple[str, str]
) -> Iterator[str]:
    """Yield both sides, the events that only one of them has, and the figures."""
    for name, side in zip("AB", sides, strict=True):
        yield message("{place}: {what}", place=name, what=side)
    yield ""
    yield _came(len(made.came))
    yield from _events(here, made.came)
    if made.went:
        yield plural("{count} event went", "{count} events went", count=len(made.went))
        yield from _events(here, made.went)
    for year in made.years:
        yield ""
        yield from _figures(here, year)
    if not made.years:
        yield message("no figure differs")


def _came(count: int) -> str:
    if not count:
        return message("no event came")
    return plural("{count} event came", "{count} events came", count=count)


def _events(here: Surroundings, events: list[EventLine]) -> Iterator[str]:
    for event in events:
        day = here.locale.day(event.on) if event.on else " " * 10
        start = f"  #{event.number:<5}  {day}  "
        yield from textwrap.wrap(
            f"{start}{here.tell(event.text)}",
            COLUMNS,
            drop_whitespace=True,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _figures(here: Surroundings, year: YearChange) -> Iterator[str]:
    first = message("figures of {year}", year=year.year)
    headings = [here.tell(text) for text in (first, *HEADINGS)]
    yield from table(
        headings, [_row(here, change, year=year) for change in year.figures]
    )


def _row(here: Surroundings, change: Change, *, year: YearChange) -> tuple[str, ...]:
    amount, before, after = here.locale.amount, change.before, change.after
    is_projected = year.projected and change.figure in PROJECTED
    name = projected_label(change.figure) if is_projected else LABELS[change.figure]
    moved = (after or 0) - (before or 0)
    return (
        here.tell(name),
        NONE if before is None else amount(before),
        NONE if after is None else amount(after),
        f"{'+' if moved > 0 else ''}{amount(moved)}",
    )
