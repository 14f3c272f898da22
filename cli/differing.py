"""A difference on the screen: events that came and went, figures before and after."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cli.surroundings import Surroundings
from cli.tables import table
from projections.comparing import Change, Difference, EventLine, YearChange
from projections.moment import PointInTime

COLUMNS = 80
NONE = "–"


def stand(here: Surroundings, point: PointInTime) -> str:
    """Say in words at which point in time a side stands."""
    on = f"on {here.locale.day(point.on)}" if point.on else "with every date"
    known = f"known at {point.known_at.text}" if point.known_at else "all that is known"
    return f"{on}, {known}"


def difference_lines(
    here: Surroundings, made: Difference, *, sides: tuple[str, str]
) -> Iterator[str]:
    """Yield both sides, the events that only one of them has, and the figures."""
    yield from (f"{name}: {side}" for name, side in zip("AB", sides, strict=True))
    yield ""
    yield from _events(here, made.came, done="came")
    if made.went:
        yield from _events(here, made.went, done="went")
    for year in made.years:
        yield ""
        yield from _figures(here, year)
    if not made.years:
        yield "no figure differs"


def _events(here: Surroundings, events: list[EventLine], *, done: str) -> Iterator[str]:
    if not events:
        yield f"no event {done}"
        return
    yield f"{len(events)} event{'' if len(events) == 1 else 's'} {done}"
    for event in events:
        day = here.locale.day(event.on) if event.on else " " * 10
        start = f"  #{event.number:<5}  {day}  "
        yield from textwrap.wrap(
            f"{start}{event.text}",
            COLUMNS,
            drop_whitespace=True,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _figures(here: Surroundings, year: YearChange) -> Iterator[str]:
    headings = (f"figures of {year.year}", ">before", ">after", ">change")
    yield from table(headings, [_row(here, change) for change in year.figures])


def _row(here: Surroundings, change: Change) -> tuple[str, ...]:
    amount, before, after = here.locale.amount, change.before, change.after
    moved = (after or 0) - (before or 0)
    return (
        change.figure.replace(".", ", ").replace("_", " "),
        NONE if before is None else amount(before),
        NONE if after is None else amount(after),
        f"{'+' if moved > 0 else ''}{amount(moved)}",
    )
