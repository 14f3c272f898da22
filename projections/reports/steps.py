"""The parts of every figure of a year, each with the steps on which it counts.

Explaining every figure anew on every step would cost the days times the expenses. What
is spent, and the three parts that it falls into, is the union of what each expense
brings, and of one expense few days change anything: so each is explained alone.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from ledger.counting import View
from ledger.events import Figures
from ledger.state.book import YearState
from ledger.state.entries import AnyEntry, Expense
from projections.explaining.collecting import parts_of
from projections.explaining.names import NAMES
from projections.explaining.parts import Part

BY_EXPENSE = ("spent", "ineligible", "justified", "unjustified")
"""The figures to which each expense brings parts of its own."""


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


def timed_parts(state: YearState, steps: list[Step]) -> Iterator[TimedPart]:
    """Yield the parts of every figure, in the order in which an explanation has them.

    On each step those of a figure add up to it, in cents.
    """
    for name in NAMES:
        spans = _Spans(name, end=len(steps))
        if name in BY_EXPENSE:
            for expense in state.expenses:
                alone = structs.replace(state, expenses=[expense])
                for index in _changes(state, expense, steps=steps):
                    made = steps[index]
                    parts = parts_of(View(alone, made.on), name, made=made.figures)
                    spans.see(parts, index, group=expense.n)
        else:
            for index, step in enumerate(steps):
                parts = parts_of(View(state, step.on), name, made=step.figures)
                spans.see(parts, index)
        yield from spans.all()


def _changes(state: YearState, expense: Expense, *, steps: list[Step]) -> list[int]:
    """Give the steps from which on anything of an expense may count otherwise."""
    days = {expense.event.on, *_days(expense)}
    for link in expense.links:
        days |= {link.event.on, *([link.withdrawn.on] if link.withdrawn else [])}
    for decision in expense.decisions:
        days |= {decision.event.on, *_days(decision)}
        for withdrawal in decision.withdrawals:
            days |= {withdrawal.event.on, *_days(withdrawal)}
    if state.closed:
        days.add(state.closed.event.on)
    known = [step.on for step in steps]
    places = {bisect_left(known, day) for day in days} | {0}
    return sorted(place for place in places if place < len(steps))


def _days(entry: AnyEntry) -> set[dt.date]:
    return {reversal.on for reversal in entry.reversals}


_Key = tuple[object, ...]
_Place = tuple[int, int, int]


class _Spans:
    """Follows the parts of one figure, from the step on which each came."""

    def __init__(self, name: str, *, end: int) -> None:
        self._name, self._end = name, end
        self._open: dict[int, dict[_Key, tuple[int, _Place, Part]]] = {}
        self._ended: list[tuple[_Place, TimedPart]] = []

    def see(self, parts: Iterable[Part], index: int, *, group: int = 0) -> None:
        """Take the parts of a group as they are from step `index` on."""
        before = self._open.get(group, {})
        here = {key: (place, part) for key, place, part in _keyed(parts, group)}
        for key in before.keys() - here.keys():
            self._close(before[key], index)
        self._open[group] = {
            key: before.get(key, (index, place, part))
            for key, (place, part) in here.items()
        }

    def all(self) -> list[TimedPart]:
        """Give every part with its span, once all steps were seen."""
        for group in self._open.values():
            for each in group.values():
                self._close(each, self._end)
        self._open = {}
        self._ended.sort(key=lambda each: (each[0], each[1].first))
        return [timed for _, timed in self._ended]

    def _close(self, seen: tuple[int, _Place, Part], index: int) -> None:
        first, place, part = seen
        timed = TimedPart(of=self._name, first=first, last=index - 1, part=part)
        self._ended.append((place, timed))


def _keyed(parts: Iterable[Part], group: int) -> Iterator[tuple[_Key, _Place, Part]]:
    """Tell parts apart by all that they say, the same one again by its count.

    What has no day of its own stays with the part before it, as in an explanation.
    """
    seen: dict[_Key, int] = {}
    day = 0
    for number, part in enumerate(parts):
        day = part.on.toordinal() if part.on else day
        said = (part.cents, part.text, part.rule, part.on, *part.events)
        seen[said] = seen.get(said, 0) + 1
        yield (*said, seen[said]), (day, group, number), part
