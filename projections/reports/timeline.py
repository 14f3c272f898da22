"""A year day by day: its figures on every day on which one may change, and their parts.

A page that shows a year at any day computes nothing: it takes the last step up to that
day. The parts of a figure on a step are those whose span has it, and add up to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledger.counting import View
from ledger.days import month_end, year_end, year_start
from ledger.events import Figures
from ledger.figures import due_day, figures
from ledger.rules import Rules
from ledger.state.book import YearState
from projections.explaining.collecting import parts_of
from projections.explaining.names import NAMES
from projections.explaining.parts import Part
from projections.view import BookView

FACTS_MAX = 2_000
"""A year with more facts is seen at the end of each month, and on no day between."""


class Step(Struct, frozen=True, kw_only=True):
    """The figures of a year from a day on, up to the next step; cents.

    `opening_projected` is what the year before would bring, while it is open.
    """

    on: dt.date
    figures: Figures
    closed: bool
    opening_projected: int | None


class TimedPart(Struct, frozen=True, kw_only=True):
    """A part of the figure `of`, on the steps `first` to `last`, both included."""

    of: str
    first: int
    last: int
    part: Part


class Timeline(Struct, frozen=True, kw_only=True):
    """Steps by day, and the parts of every figure; `until` is the last day to see."""

    since: dt.date
    until: dt.date
    steps: list[Step]
    parts: list[TimedPart]


def timeline(
    view: BookView,
    year: int,
    *,
    on: dt.date | None,
    day: dt.date,
    rules: Rules | None = None,
) -> Timeline:
    """Follow a year up to `on`, or through all that is known of it.

    `day` is the one as of which the report stands; the last step is that of the report.
    """
    state = view.year(year, rules)
    before = view.year(year - 1, rules) if year - 1 in view.state.years_opened else None
    facts = set(_days_of(view, year))
    last = min(on or day, max(facts | {year_end(year)}))
    days = sorted(_days(state, facts, before=before, last=last))
    steps = [_step(state, each, before=before) for each in days]
    return Timeline(
        since=min(year_start(year), last),
        until=last,
        steps=steps,
        parts=list(_timed(state, steps)),
    )


def _days_of(view: BookView, year: int) -> Iterator[dt.date]:
    for leaf in view.reader.stream(str(year), view.size):
        day = getattr(leaf.event, "on", None)
        if isinstance(day, dt.date):
            yield day


def _days(
    state: YearState, facts: set[dt.date], *, before: YearState | None, last: dt.date
) -> set[dt.date]:
    first, end = year_start(state.year), year_end(state.year)
    late = {due_day(state, number) + dt.timedelta(days=1) for number in (1, 2)}
    days = facts | late | _facts_of(before)
    if _count(state) > FACTS_MAX:
        days = {month_end(state.year, month) for month in range(1, 13)}
    return {min(max(first, each), last) for each in (*days, first, end, last)}


def _count(state: YearState) -> int:
    return len(state.entries) + len(state.links)


def _facts_of(before: YearState | None) -> set[dt.date]:
    """Give the days on which the year before may bring another reserve."""
    if before is None:
        return set()
    links = [link.event.on for link in before.links.values()]
    gone = [link.withdrawn.on for link in before.links.values() if link.withdrawn]
    entries = [entry.event.on for entry in before.entries.values()]
    undone = [r.on for entry in before.entries.values() for r in entry.reversals]
    closings = [closing.event.on for closing in before.closings.values()]
    return {*links, *gone, *entries, *undone, *closings}


def _step(state: YearState, day: dt.date, *, before: YearState | None) -> Step:
    seen = View(state, day)
    has_opening = any(seen.stands(opening) for opening in state.openings)
    projected = None
    if before is not None and not has_opening:
        projected = figures(before, day, today=day).carried_over
    return Step(
        on=day,
        figures=figures(state, day, today=day),
        closed=seen.closed is not None,
        opening_projected=projected,
    )


def _timed(state: YearState, steps: list[Step]) -> Iterator[TimedPart]:
    for name in NAMES:
        spans, order = _Spans(name), list[_Key]()
        for index, step in enumerate(steps):
            parts = parts_of(View(state, step.on), name, made=step.figures)
            keyed = dict(_keyed(parts))
            _merge(order, list(keyed))
            spans.see(keyed, index)
        place = {key: number for number, key in enumerate(order)}
        yield from spans.end(len(steps) - 1, place=place)


_Key = tuple[object, ...]


class _Spans:
    """Follows the parts of one figure, from the step on which each came."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: dict[_Key, tuple[int, Part]] = {}
        self._ended: list[tuple[_Key, TimedPart]] = []

    def see(self, keyed: dict[_Key, Part], index: int) -> None:
        for key in [key for key in self._open if key not in keyed]:
            self._end(key, index - 1)
        for key, part in keyed.items():
            self._open.setdefault(key, (index, part))

    def end(self, index: int, *, place: dict[_Key, int]) -> Iterator[TimedPart]:
        for key in list(self._open):
            self._end(key, index)
        self._ended.sort(key=lambda each: (place[each[0]], each[1].first))
        yield from (timed for _, timed in self._ended)

    def _end(self, key: _Key, index: int) -> None:
        first, part = self._open.pop(key)
        timed = TimedPart(of=self._name, first=first, last=index, part=part)
        self._ended.append((key, timed))


def _keyed(parts: Iterable[Part]) -> Iterator[tuple[_Key, Part]]:
    """Tell parts apart by all that they say, the same one again by its place."""
    seen: dict[_Key, int] = {}
    for part in parts:
        said = (part.cents, str(part.text), part.rule, part.on, *part.events)
        seen[said] = seen.get(said, 0) + 1
        yield (*said, seen[said]), part


def _merge(order: list[_Key], here: list[_Key]) -> None:
    """Put what is new behind what stands before it: each step keeps its order."""
    known = set(order)
    place = 0
    for key in here:
        if key in known:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
