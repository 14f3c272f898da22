"""Step 12: every line is the canonical leaf of its place, and all of them the tree.

A line that cannot be read is reported, and hashed all the same. What is counted (`n`,
and `version` in each stream) is compared with the line before, so that one line that
was taken out or put in gives one finding and not one for each line after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from msgspec import Struct

from ledger.days import brussels_day
from ledger.errors import LedgerError, MalformedError
from ledger.events import (
    SCHOOL,
    DocumentAttached,
    Event,
    Leaf,
    ReversalRecorded,
    type_name,
)
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.year import YearEvent
from ledger.findings import Code
from ledger.messages import Message, message
from ledger.tree import EMPTY_ROOT
from ledger.verify.following import Counted, follow
from ledger.verify.found import Found, PlaceOf
from ledger.verify.keys import LogKeys
from ledger.verify.leaves import ReadLeaf, UnknownLeaf, read_each
from ledger.verify.scan import Batches, Here, Scan, names_key, stops_in

_SCHOOL = frozenset(get_args(SchoolEvent) + get_args(KeepingEvent))
_YEAR = frozenset(get_args(YearEvent))
_EITHER = frozenset({ReversalRecorded, DocumentAttached})
_SPENDING = frozenset(get_args(Event)) - _SCHOOL - _YEAR
"""What may stand in the stream of any year."""


class Line(Struct, frozen=True, gc=False):
    """A line that was read: its number from 1, its index, and the leaf if it is one.

    `day` is the Brussels day of its moment, None where there is no such moment.
    """

    number: int
    n: int
    leaf: Leaf | None
    day: dt.date | None
    unknown: str | None = None


class LogCheck:
    """Takes the lines of a log in order; `place` names each of them."""

    def __init__(
        self,
        place: PlaceOf,
        sizes: Iterable[int] = (),
        *,
        keys: LogKeys | None = None,
        scan: Scan | None = None,
    ) -> None:
        """The roots at `sizes` are kept in `roots`, as far as the log reaches.

        `keys` is given the events that name keys of the log; `scan` reads the lines.
        """
        self.place = place
        self.keys = keys
        self.found = Found(Code.LOG)
        self.roots = {0: EMPTY_ROOT}
        self.day: dt.date | None = None
        self._scan = scan or Here()
        self._wanted = frozenset(sizes)
        self._sizes = sorted(self._wanted)
        self._counted = Counted()
        self._unread = 0

    @property
    def size(self) -> int:
        """How many lines were taken."""
        return self._scan.size

    def root(self) -> bytes:
        """Give the root of all lines taken."""
        return self._scan.root()

    def read(self, batches: Batches) -> Iterator[list[Line]]:
        """Check lines, many at a time, and give what they say."""
        for lines, leaves in self._scan.leaves(batches, self._sizes):
            numbers = range(self.size + 1, self.size + len(lines) + 1)
            read: Sequence[ReadLeaf] = leaves or read_each(lines)
            self._grow(lines, read)
            days = None
            if leaves and not any(map(stream_fault, _unusual(leaves))):
                days = follow(self._counted, leaves)
            if leaves and days:
                self.day = days[-1]
                indexes = [leaf.n for leaf in leaves]
                yield list(map(Line, numbers, indexes, leaves, days))
            else:
                yield list(map(self._take, numbers, read))

    def _grow(self, lines: Sequence[bytes], leaves: Sequence[ReadLeaf]) -> None:
        first, wanted = self.size, self._wanted
        stops = stops_in(leaves, first, sizes=self._sizes)
        roots = self._scan.grow(lines, stops)
        self.roots.update(
            (size, root) for size, root in roots.items() if size in wanted
        )
        for size, root in sorted(roots.items()) if self.keys else ():
            for leaf in leaves[size - first : size - first + 1]:
                if self.keys and names_key(leaf) and isinstance(leaf, Leaf):
                    self.keys.take(size, leaf.event, root_before=root)

    def _take(self, number: int, leaf: ReadLeaf) -> Line:
        counted = self._counted
        if isinstance(leaf, MalformedError):
            self.found.add_error(self.place(number), leaf)
            counted.n += 1
            self._unread += 1
            return Line(number, counted.n - 1, None, None)
        if leaf.n != counted.n:
            self._report_n(number, leaf.n)
        counted.n = leaf.n + 1
        if leaf.at != counted.at:
            self._check_at(number, leaf.at)
        if leaf.id != counted.id:
            self._check_id(number, leaf.id)
        if leaf.version == counted.versions.get(leaf.stream, 0) + 1:
            counted.versions[leaf.stream] = leaf.version
        else:
            self._check_version(number, leaf)
        if isinstance(leaf, UnknownLeaf):
            return Line(number, leaf.n, None, self.day, leaf.type)
        if fault := stream_fault(leaf):
            self.found.add(self.place(number), fault, found=leaf.stream)
        return Line(number, leaf.n, leaf, self.day)

    def _report_n(self, number: int, n: int) -> None:
        words = message("the index of the event is not the one after the line before")
        self.found.add(self.place(number), words, expected=self._counted.n, found=n)

    def _check_at(self, number: int, at: str) -> None:
        if at < self._counted.at:
            words = message("the event was recorded before the one above it")
            expected = message("{moment} or later", moment=self._counted.at)
            self.found.add(self.place(number), words, expected=expected, found=at)
        self._counted.at = at
        try:
            self.day = brussels_day(at)
        except LedgerError as error:
            self.found.add_error(self.place(number), error)
            self.day = None

    def _check_id(self, number: int, command: str) -> None:
        known = bytes.fromhex(command)
        if known in self._counted.ids:
            words = message(
                "this command id was used above, by events that do not adjoin"
            )
            expected = message("the events of one command one after another")
            self.found.add(self.place(number), words, expected=expected, found=command)
        self._counted.ids.add(known)
        self._counted.id = command

    def _check_version(self, number: int, leaf: Leaf | UnknownLeaf) -> None:
        versions = self._counted.versions
        expected = versions.get(leaf.stream, 0) + 1
        versions[leaf.stream] = leaf.version
        missing = leaf.version - expected
        if missing and 0 < missing <= self._unread:
            # They are among the lines that could not be read, which are reported.
            self._unread -= missing
        elif missing:
            words = message(
                "the version is not the next one of stream {stream}", stream=leaf.stream
            )
            place, found = self.place(number), leaf.version
            self.found.add(place, words, expected=expected, found=found)


def _unusual(leaves: list[Leaf]) -> list[Leaf]:
    """Leave out what may stand where it does: nearly all of nearly every log."""
    return [
        leaf
        for leaf in leaves
        if type(leaf.event) not in _SPENDING or leaf.stream == SCHOOL
    ]


def stream_fault(leaf: Leaf) -> Message | None:
    """Say why this event does not belong in its stream, None where it does."""
    kind = type(leaf.event)
    if leaf.stream == SCHOOL:
        if kind not in _SCHOOL and kind not in _EITHER:
            return message("{type} belongs in the stream of a year", type=_name(leaf))
    elif kind in _SCHOOL:
        return message("{type} belongs in the stream of the school", type=_name(leaf))
    elif kind in _YEAR and str(getattr(leaf.event, "year", "")) != leaf.stream:
        return message("{type} belongs in the stream of its own year", type=_name(leaf))
    return None


def _name(leaf: Leaf) -> str:
    return type_name(leaf.event)
