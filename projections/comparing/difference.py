"""What differs between two sides: events that came or went, and the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledger.counting import View
from ledger.events import SCHOOL, Leaf, type_name
from ledger.figures import figures
from ledger.rules import Rules
from projections.explaining.formulas import value
from projections.explaining.names import NAMES
from projections.history import day_of, ref_of
from projections.view import BookView
from projections.wording import describe


class Side(Struct, frozen=True):
    """A log as far as it is known, seen on a day; `text` is how people named it."""

    text: str
    log: BookView
    on: dt.date | None


class EventLine(Struct, frozen=True, kw_only=True):
    """An event that only one side has; `number` counts from 1, `amount` is cents."""

    number: int
    at: str
    by: str
    stream: str
    type: str
    on: dt.date | None
    ref: str | None
    amount: int | None
    text: str


class Change(Struct, frozen=True, kw_only=True):
    """A figure before and after, in cents; None where that side has not the year."""

    figure: str
    before: int | None
    after: int | None


class YearChange(Struct, frozen=True, kw_only=True):
    """The figures of a budget year that differ; `projected`: open on one side at least.

    What is carried over and refunded is then a projection, on that side.
    """

    year: int
    figures: list[Change]
    projected: bool


class Difference(Struct, frozen=True, kw_only=True):
    """From one side to the other: what `came`, what `went`, and what differs then."""

    came: list[EventLine]
    went: list[EventLine]
    years: list[YearChange]


def compare(
    before: Side,
    after: Side,
    *,
    today: dt.date,
    rules: Rules | None = None,
    year: int | None = None,
) -> Difference:
    """Compare two sides of one log: the smaller must be the beginning of the larger.

    `year` leaves out the figures of other years. Raises `UsageError` where neither
    side has that year.
    """
    return Difference(
        came=list(_only(after, before)),
        went=list(_only(before, after)),
        years=list(_years(before, after, today=today, rules=rules, year=year)),
    )


def _only(side: Side, other: Side) -> Iterator[EventLine]:
    """Yield the events that count on `side` and do not on the other one."""
    # Where every date counts, what both know counts on both.
    start = other.log.size if side.on == other.on is None else 0
    own, others = _Counting(side), _Counting(other)
    for leaf in side.log.leaves(start, side.log.size):
        if own.has(leaf) and not others.has(leaf):
            yield _line(leaf, side.log)


class _Counting:
    """Which events of a side count."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._views: dict[str, View] = {}

    def has(self, leaf: Leaf) -> bool:
        """Say whether an event is known, and has taken effect on the day."""
        log, on = self._side.log, self._side.on
        day = day_of(leaf.event)
        if leaf.n >= log.size or on is None or day is None or day <= on:
            return leaf.n < log.size
        if leaf.stream == SCHOOL:
            return False
        if leaf.stream not in self._views:
            self._views[leaf.stream] = View(log.year(int(leaf.stream)), on)
        return self._views[leaf.stream].counts(leaf.n, day)


def _line(leaf: Leaf, log: BookView) -> EventLine:
    event = leaf.event
    return EventLine(
        number=leaf.n + 1,
        at=leaf.at,
        by=leaf.by,
        stream=leaf.stream,
        type=type_name(event),
        on=day_of(event),
        ref=ref_of(event),
        amount=getattr(event, "amount", None),
        text=describe(event, log.values(leaf.n)),
    )


def _years(
    before: Side,
    after: Side,
    *,
    today: dt.date,
    rules: Rules | None,
    year: int | None,
) -> Iterator[YearChange]:
    known = sorted({*before.log.years, *after.log.years})
    if year is not None and year not in known:
        after.log.year(year)
    for number in known if year is None else [year]:
        old, new = (
            _figures(side, number, today=today, rules=rules) for side in (before, after)
        )
        changes = list(_changes(old, new, names=NAMES))
        if changes:
            sides = [side for side in (before, after) if number in side.log.years]
            projected = any(_is_open(side, number) for side in sides)
            yield YearChange(year=number, figures=changes, projected=projected)


def _is_open(side: Side, number: int) -> bool:
    return View(side.log.year(number), side.on).closed is None


def _figures(
    side: Side, number: int, *, today: dt.date, rules: Rules | None
) -> dict[str, int]:
    if number not in side.log.years:
        return {}
    made = figures(side.log.year(number, rules), side.on, today=today)
    return {name: value(made, name) for name in NAMES}


def _changes(
    old: dict[str, int], new: dict[str, int], *, names: Iterable[str]
) -> Iterator[Change]:
    for name in names:
        if old.get(name) != new.get(name):
            yield Change(figure=name, before=old.get(name), after=new.get(name))
