"""When was an event recorded? Its window lies between anchors that held.

A timed proof (a cosignature by a witness of the policy, a token that held) of a head
of size s says that the events below s were there at its moment: *not after*. The event
that records it has index n: what stands above n came later, so that moment is their
*not before*. A head that the verifier saw himself gives *not after* only.

An event whose own moment lies outside its window by more than an hour was backdated, or
the clock was wrong: code 12. One whose day lies before its window begins is a *late
entry*: that is told, and is no fault.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ledger.days import brussels_day, format_moment, parse_moment
from ledger.errors import MalformedError
from ledger.events import FileImported
from ledger.events.dated import happened_on
from ledger.findings import Code
from ledger.messages import message
from ledger.verify.found import Found, PlaceOf
from ledger.verify.log import Line
from ledger.verify.words.time import after_bound, before_bound

LATE_MAX: Final = 100
"""How many late entries are listed; all of them are counted."""

_TOLERANCE = dt.timedelta(hours=1)


class Window(Struct, frozen=True):
    """The events with numbers `first` to `to`, and the moments between which they fell.

    None where no proof says so.
    """

    first: int = field(name="from")
    to: int
    not_before: str | None
    not_after: str | None


class LateEntry(Struct, frozen=True):
    """An event, by number, of a day before the moment after which it was recorded."""

    number: int
    on: dt.date
    not_before: str


class Late(Struct):
    """How many late entries there are, and the first of them.

    What was read in from a file is `imported`, and is not taken for late: a book that
    is begun with the facts of a year has them all after their days.
    """

    count: int = 0
    events: list[LateEntry] = field(default_factory=list)
    imported: int = 0


class _Lateness:
    """Counts late entries; which of them came from files is known after them."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._events: list[LateEntry] = []
        self._imported = 0

    def take(self, entry: LateEntry) -> None:
        self._numbers.append(entry.number)
        if len(self._events) < LATE_MAX:
            self._events.append(entry)

    def imported(self, first: int) -> None:
        """Take those from number `first` on for imported ones."""
        place = bisect_left(self._numbers, first)
        self._imported += len(self._numbers) - place
        del self._numbers[place:]
        while self._events and self._events[-1].number >= first:
            self._events.pop()

    def told(self) -> Late:
        return Late(len(self._numbers), self._events, self._imported)


class Windows:
    """Takes lines and timed proofs in the order of the log."""

    def __init__(self, place: PlaceOf, sizes: Iterable[int] = ()) -> None:
        """`place` names an event; `sizes` are those of known heads."""
        self._late = _Lateness()
        self.found = Found(Code.LOG)
        self._place = place
        self._known_sizes = frozenset(sizes)
        self._sizes = sorted(self._known_sizes)
        self._said: dict[int, tuple[int, str]] = {}
        self._size = 0
        self._last_at = ""
        self._floor: str | None = None
        self._floor_day = dt.date.min
        self._earliest = ""
        self._ceilings: list[tuple[int, str]] = []
        self._floors: list[tuple[int, str]] = []

    @property
    def bounded(self) -> bool:
        """Whether an event that comes now is known to be from after some moment."""
        return self._floor is not None

    def pass_over(self, lines: list[Line]) -> None:
        """Take lines, none of which anything bounds: only ends of heads are noted."""
        first, self._size = lines[0].number, lines[-1].number
        if (last := lines[-1].leaf) is not None:
            self._last_at = last.at
        start = bisect_left(self._sizes, first)
        for size in self._sizes[start : bisect_right(self._sizes, self._size)]:
            self._note(lines[size - first])

    def _note(self, line: Line) -> None:
        if line.leaf is not None:
            self._said[line.number] = line.number, line.leaf.at

    def take(self, line: Line) -> None:
        """Take the next line; what was added before it is known to be older."""
        self._size, leaf = line.number, line.leaf
        if leaf is None:
            return
        self._last_at = leaf.at
        if line.number in self._known_sizes:
            self._note(line)
        if self._floor is None:
            return
        if leaf.at < self._earliest:
            self._report_early(line.number, leaf.at, bound=self._floor)
        on = getattr(leaf.event, "on", None)
        if on and on < self._floor_day and happened_on(leaf.event):
            self._late.take(LateEntry(line.number, on, self._floor))
        if isinstance(leaf.event, FileImported):
            self._late.imported(line.number - leaf.event.events)

    @property
    def late(self) -> Late:
        """The late entries so far."""
        return self._late.told()

    def add(self, size: int, at: str, *, n: int | None = None) -> None:
        """Take a proof that held: of `size` events, at a moment, recorded by event `n`.

        An anchor is added once its own line was taken.
        """
        try:
            moment, day = parse_moment(at), brussels_day(at)
        except (ValueError, MalformedError):
            return
        self._ceilings.append((size, at))
        number, said = self._said.get(size, (size, ""))
        if size == self._size:
            said = self._last_at
        if said > _shifted(moment, _TOLERANCE):
            self._report_late(number, said, bound=at)
        if n is None:
            return
        if self._last_at < _shifted(moment, -_TOLERANCE):
            # The event that records a proof holds its digest: it came after it.
            self._report_early(n + 1, self._last_at, bound=at)
        self._floors.append((n + 1, at))
        if self._floor is None or at > self._floor:
            self._floor, self._floor_day = at, day
            self._earliest = _shifted(moment, -_TOLERANCE)

    def _report_early(self, number: int, at: str, *, bound: str) -> None:
        words = before_bound(at, bound)
        expected = message("after {bound}", bound=bound)
        self.found.add(self._place(number), words, expected=expected, found=at)

    def _report_late(self, number: int, at: str, *, bound: str) -> None:
        words = after_bound(at, bound)
        expected = message("before {bound}", bound=bound)
        self.found.add(self._place(number), words, expected=expected, found=at)

    def segments(self) -> list[Window]:
        """Give the window of every event, equal neighbours in one; none if unproven."""
        if not self._ceilings:
            return []
        ends = {size for size, _ in self._ceilings + self._floors if size < self._size}
        ends.add(self._size)
        after, before = self._not_after(ends), self._not_before(ends)
        made: list[Window] = []
        start = 0
        for end in sorted(ends):
            window = Window(start + 1, end, before[start], after[end])
            last = made[-1] if made else None
            if last and _bounds(last) == _bounds(window):
                made[-1] = replace(last, to=end)
            else:
                made.append(window)
            start = end
        return made

    def _not_after(self, ends: Collection[int]) -> dict[int, str | None]:
        """Give the earliest moment of a head that reaches each of these ends."""
        left, found = sorted(self._ceilings), {}
        earliest: str | None = None
        for end in sorted(ends, reverse=True):
            while left and left[-1][0] >= end:
                at = left.pop()[1]
                earliest = min(earliest or at, at)
            found[end] = earliest
        return found

    def _not_before(self, starts: Collection[int]) -> dict[int, str | None]:
        """Give the latest moment of an anchor that stands below each of these."""
        left, found = sorted(self._floors, reverse=True), {}
        latest: str | None = None
        for start in sorted({0, *starts}):
            while left and left[-1][0] <= start:
                at = left.pop()[1]
                latest = max(latest or at, at)
            found[start] = latest
        return found


def _bounds(window: Window) -> tuple[str | None, str | None]:
    return window.not_before, window.not_after


def _shifted(moment: dt.datetime, by: dt.timedelta) -> str:
    try:
        return format_moment(moment + by)
    except OverflowError:
        return format_moment(moment)
