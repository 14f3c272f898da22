"""Step 16: every sealed value is there once, and is the one that was committed to.

Disclosures and events are both sorted by index, so they are merged in one pass: of the
disclosures only one batch of lines is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ledger.codec import LEAF_SIZE_MAX
from ledger.errors import MalformedError
from ledger.events import Event, Leaf, PlanRecorded
from ledger.findings import Code
from ledger.messages import message
from ledger.sealed import (
    Disclosure,
    commitment,
    commitments,
    decode_disclosure,
    decode_disclosures,
    sealed_fields,
)
from ledger.verify.absent import Absent
from ledger.verify.found import Found, PlaceOf

Values = dict[str, str | None]
"""Sealed values by slot."""


class DisclosureCheck:
    """Takes the disclosures of one event after another."""

    def __init__(
        self,
        batches: Iterable[list[bytes]],
        place: PlaceOf,
        *,
        whole: str,
        left_out: Collection[str] = (),
    ) -> None:
        """Read from `batches` of lines; `place` names each, and `whole` all of them.

        `left_out` are the units that may be missing (see `ledger.bundle.redaction`).
        """
        self.place = place
        self.whole = whole
        self.found = Found(Code.DISCLOSURE)
        self.absent = Absent(left_out, self.found)
        self._number = 0
        self._last = (-1, "")
        self._lines = self._read(batches)
        self._head = next(self._lines, None)

    def take(self, leaf: Leaf) -> Values:
        """Give the values of an event that are as it committed to them, by slot."""
        self._drop_before(leaf.n)
        values: Values = {}
        absent = self.absent
        sealed, declared = slots(leaf.event), absent.note(leaf)
        if declared and not self._is_of(leaf.n) and covers(declared, sealed):
            absent.whole(leaf, declared)
            return values
        for place, (slot, committed) in enumerate(sealed):
            head = self._head
            while head and head.n == leaf.n and head.slot < slot:
                head = self._drop()
            if head and head.n == leaf.n and head.slot == slot:
                if declared:
                    absent.meet(leaf, slot)
                if commitment(slot, head.value, salt=head.salt) == committed:
                    values[slot] = head.value
                else:
                    self._report_other(leaf.n, slot, committed=committed)
                self._head = next(self._lines, None)
            else:
                absent.miss(leaf, place, slot=slot)
        self._drop_before(leaf.n + 1)
        return values

    def skip(self, n: int) -> None:
        """Pass over the disclosures of an event that could not be read."""
        self._drop_before(n)
        while self._head and self._head.n == n:
            self._head = next(self._lines, None)

    def finish(self) -> None:
        """Report what is left, after the last event."""
        while self._head and not self.found.full:
            self._drop()
        self.absent.finish(self.whole)

    def _is_of(self, n: int) -> bool:
        return self._head is not None and self._head.n == n

    def _drop_before(self, n: int) -> None:
        while self._head and self._head.n < n:
            self._drop()

    def _drop(self) -> Disclosure | None:
        if head := self._head:
            words = message(
                "event #{number} has no sealed value {slot!a:.80}",
                number=head.n + 1,
                slot=head.slot,
            )
            self.found.add(self.place(self._number), words)
        self._head = next(self._lines, None)
        return self._head

    def _report_other(self, n: int, slot: str, *, committed: str) -> None:
        words = message(
            "the value is not the {slot} that event #{number} committed to",
            slot=slot,
            number=n + 1,
        )
        head = self._head
        found = commitment(slot, head.value, salt=head.salt) if head else None
        place = self.place(self._number)
        self.found.add(place, words, expected=committed, found=found)

    def _read(self, batches: Iterable[list[bytes]]) -> Iterator[Disclosure]:
        for lines in batches:
            for read in _read_all(lines):
                self._number += 1
                if isinstance(read, MalformedError):
                    self.found.add_error(self.place(self._number), read)
                elif (key := (read.n, read.slot)) <= self._last:
                    self._report_order(key)
                else:
                    self._last = key
                    yield read

    def _report_order(self, key: tuple[int, str]) -> None:
        words = message("the lines are not sorted by event and slot, each once")
        after = message("after {last}", last=str(self._last))
        place = self.place(self._number)
        self.found.add(place, words, expected=after, found=f"{key!a:.200}")


def _read_all(
    lines: list[bytes],
) -> list[Disclosure] | list[Disclosure | MalformedError]:
    if max(map(len, lines)) <= LEAF_SIZE_MAX:
        try:
            return decode_disclosures(lines)
        except MalformedError:
            pass
    return [_read(line) for line in lines]


def _read(line: bytes) -> Disclosure | MalformedError:
    if len(line) > LEAF_SIZE_MAX:
        return MalformedError(message("the line is longer than a disclosure may be"))
    try:
        return decode_disclosure(line)
    except MalformedError as error:
        return error.as_value()


def covers(declared: Collection[str], sealed: list[tuple[str, str]]) -> bool:
    """Whether all of an event is declared to be left out; a plan is seen slot by slot.

    Neither holds a slot twice, and without lists both have the same ones.
    """
    return len(declared) == len(sealed) and _LISTED not in declared


_LISTED = "initiatives/name"


def slots(event: Event) -> list[tuple[str, str]]:
    """Give slot and commitment of every sealed field, sorted by slot."""
    if isinstance(event, PlanRecorded):
        return sorted(commitments(event))
    kind = type(event)
    if kind not in _sorted_fields:
        _sorted_fields[kind] = sorted(sealed_fields(kind))
    return [(name, getattr(event, name)) for name in _sorted_fields[kind]]


_sorted_fields: dict[type, list[str]] = {}
