"""Step 16: every sealed value is there once, and is the one that was committed to.

Disclosures and events are both sorted by index, so they are merged in one pass: of the
disclosures only one batch of lines is in memory at a time.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Sequence
from functools import cache

from ledger.events import Event, Leaf, PlanRecorded
from ledger.findings import Code
from ledger.messages import message
from ledger.sealed import Disclosure, commitment, commitments, sealed_fields
from ledger.verify.absent import Absent
from ledger.verify.found import Found, PlaceOf
from ledger.verify.scan import Batches, Scan
from ledger.verify.sealed_lines import SealedLines, Values

__all__ = ["DisclosureCheck", "Values", "slots"]


class DisclosureCheck:
    """Takes the disclosures of one event after another."""

    def __init__(
        self,
        batches: Batches,
        place: PlaceOf,
        *,
        whole: str,
        scan: Scan,
        left_out: Collection[str] = (),
    ) -> None:
        """Read `batches` through `scan`; `place` names each line, `whole` all of them.

        `left_out` are the units that may be missing (see `ledger.bundle.redaction`).
        """
        self.place = place
        self.whole = whole
        self.found = Found(Code.DISCLOSURE)
        self.absent = Absent(left_out, self.found)
        self._lines = SealedLines(batches, place, found=self.found, scan=scan)

    def pass_over(self, leaves: list[Leaf]) -> bool:
        """Take leaves of which no value is there; False, and nothing is done, if not.

        That is nearly all of a log where a bundle holds none of its sealed values.
        """
        return self._lines.head is None and self.absent.pass_over(leaves)

    def take(self, leaf: Leaf) -> Values:
        """Give the values of an event that are as it committed to them, by slot."""
        lines, kind = self._lines, type(leaf.event)
        declared = self.absent.note(leaf)
        # A plan has lists: its slots are not those of its type alone.
        at_once = not declared and kind is not PlanRecorded
        if at_once and lines.head and lines.head.n == leaf.n:
            names, read = _sealed_of(kind)
            whole = lines.take_all(leaf.n, names, committed=read(leaf.event))
            if whole is not None:
                if lines.head and lines.head.n <= leaf.n:
                    self._drop_before(leaf.n + 1)
                return whole
        return self._take_each(leaf, declared)

    def _take_each(self, leaf: Leaf, declared: Collection[str]) -> Values:
        lines, absent = self._lines, self.absent
        self._drop_before(leaf.n)
        values: Values = {}
        sealed = slots(leaf.event)
        if declared and not self._is_of(leaf.n) and type(leaf.event) in absent.wholly:
            absent.whole(leaf, declared)
            return values
        for place, (slot, committed) in enumerate(sealed):
            head = lines.head
            while head and head.n == leaf.n and head.slot < slot:
                head = self._drop()
            if head and head.n == leaf.n and head.slot == slot:
                if declared:
                    absent.meet(leaf, slot)
                if commitment(slot, head.value, salt=head.salt) == committed:
                    values[slot] = head.value
                else:
                    self._report_other(leaf.n, slot, committed=committed)
                lines.advance()
            else:
                absent.miss(leaf, place, slot=slot)
        self._drop_before(leaf.n + 1)
        return values

    def skip(self, n: int) -> None:
        """Pass over the disclosures of an event that could not be read."""
        self._drop_before(n)
        while self._lines.head and self._lines.head.n == n:
            self._lines.advance()

    def finish(self) -> None:
        """Report what is left, after the last event."""
        while self._lines.head and not self.found.full:
            self._drop()
        self.absent.finish(self.whole)

    def _is_of(self, n: int) -> bool:
        return self._lines.head is not None and self._lines.head.n == n

    def _drop_before(self, n: int) -> None:
        while self._lines.head and self._lines.head.n < n:
            self._drop()

    def _drop(self) -> Disclosure | None:
        if head := self._lines.head:
            words = message(
                "event #{number} has no sealed value {slot!a:.80}",
                number=head.n + 1,
                slot=head.slot,
            )
            self.found.add(self.place(self._lines.number), words)
        return self._lines.advance()

    def _report_other(self, n: int, slot: str, *, committed: str) -> None:
        words = message(
            "the value is not the {slot} that event #{number} committed to",
            slot=slot,
            number=n + 1,
        )
        head = self._lines.head
        found = commitment(slot, head.value, salt=head.salt) if head else None
        place = self.place(self._lines.number)
        self.found.add(place, words, expected=committed, found=found)


def slots(event: Event) -> list[tuple[str, str]]:
    """Give slot and commitment of every sealed field, sorted by slot."""
    if isinstance(event, PlanRecorded):
        return sorted(commitments(event))
    names, read = _sealed_of(type(event))
    return list(zip(names, read(event), strict=True))


@cache
def _sealed_of(kind: type) -> tuple[tuple[str, ...], Callable[[Event], Sequence[str]]]:
    """Give the slots of a type, sorted, and what reads their commitments; no lists."""
    names = tuple(sorted(sealed_fields(kind)))
    if len(names) > 1:
        return names, operator.attrgetter(*names)
    return names, lambda event: [getattr(event, name) for name in names]
