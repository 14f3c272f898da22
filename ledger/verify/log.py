"""Step 12: every line is the canonical leaf of its place, and all of them the tree.

A line that cannot be read is reported, and hashed all the same. What is counted (`n`,
and `version` in each stream) is compared with the line before, so that one line that
was taken out or put in gives one finding and not one for each line after it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from hashlib import sha256
from typing import get_args

from msgspec import Struct

from ledger.days import brussels_day
from ledger.errors import LedgerError, MalformedError
from ledger.events import (
    SCHOOL,
    BookOpened,
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
from ledger.tree import EMPTY_ROOT, Frontier, Hash
from ledger.verify.following import Counted, follow
from ledger.verify.found import Found, PlaceOf
from ledger.verify.keys import KEY_EVENTS, LogKeys
from ledger.verify.leaves import ReadLeaf, UnknownLeaf, read_all, read_each

_SCHOOL = frozenset(get_args(SchoolEvent) + get_args(KeepingEvent))
_YEAR = frozenset(get_args(YearEvent))
_KEYS = frozenset({BookOpened, *KEY_EVENTS})
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
    ) -> None:
        """The roots at `sizes` are kept in `roots`, as far as the log reaches.

        `keys` is given the events that name keys of the log.
        """
        self.place = place
        self.keys = keys
        self.found = Found(Code.LOG)
        self.roots = {0: EMPTY_ROOT}
        self.day: dt.date | None = None
        self._tree = Frontier()
        self._sizes = sorted(set(sizes))
        self._wanted = frozenset(self._sizes)
        self._counted = Counted()
        self._unread = 0

    @property
    def size(self) -> int:
        """How many lines were taken."""
        return self._tree.size

    def root(self) -> bytes:
        """Give the root of all lines taken."""
        return self._tree.root()

    def take(self, lines: list[bytes]) -> list[Line]:
        """Check the next lines, and give what they say."""
        hashes = [sha256(b"\x00" + line).digest() for line in lines]
        leaves, first = read_all(lines), self._counted.n
        days = None
        if leaves and not any(map(stream_fault, _unusual(leaves))):
            days = follow(self._counted, leaves)
        if leaves is None or days is None:
            return list(map(self._take, hashes, leaves or read_each(lines)))
        self.day = days[-1]
        numbers = range(self.size + 1, self.size + len(lines) + 1)
        self._grow(hashes, leaves)
        return list(map(Line, numbers, range(first, self._counted.n), leaves, days))

    def _grow(self, hashes: list[Hash], leaves: list[Leaf]) -> None:
        """Take the hashes into the tree, and note its root where it is asked for."""
        tree, start, named = self._tree, self.size, set[int]()
        if self.keys:
            kinds = [type(leaf.event) in _KEYS for leaf in leaves]
            named = {start + at for at, names in enumerate(kinds) if names}
        first, last = (
            bisect_right(self._sizes, size) for size in (start, start + len(hashes))
        )
        for size in sorted(named.union(self._sizes[first:last])):
            tree.extend(hashes[tree.size - start : size - start])
            if size in self._wanted:
                self.roots[size] = tree.root()
            if self.keys and size in named:
                event = leaves[size - start].event
                self.keys.take(size, event, root_before=tree.root())
        tree.extend(hashes[tree.size - start :])

    def _take(self, hashed: Hash, leaf: ReadLeaf) -> Line:
        tree, counted = self._tree, self._counted
        if self.keys and isinstance(leaf, Leaf) and type(leaf.event) in _KEYS:
            self.keys.take(tree.size, leaf.event, root_before=tree.root())
        tree.push(hashed)
        number = tree.size
        if number in self._wanted:
            self.roots[number] = tree.root()
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
