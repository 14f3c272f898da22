"""Step 16, for what is not there: erased by an event, or declared to be left out.

Erasures come after the events that they are about, so what is missing is remembered
until then: a bit for each slot, and a byte for each event that says what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache

from ledger.bundle.redaction import KINDS, slots_left_out, unit_of, without_position
from ledger.events import DataErased, DocumentAttached, Initiative, Leaf, PlanRecorded
from ledger.messages import message
from ledger.sealed import sealed_fields
from ledger.verify.found import Found
from ledger.verify.words import NOTHING

_NUMBERS = {kind: number for number, kind in enumerate(KINDS, 1)}
_GAPS_MAX = 1 << 16
"""How many events may be missing in the numbering of a log that is broken anyway."""


class Absent:
    """Notes what is missing; `units` are those that the bundle says it leaves out."""

    def __init__(self, units: Collection[str], found: Found) -> None:
        """Report into `found`."""
        self.left_out: Counter[str] = Counter()
        self.there: set[str] = set()
        self.erased = 0
        self._found = found
        self._declared = {kind: slots_left_out(kind, units) for kind in KINDS}
        self.wholly = frozenset(filter(self._is_wholly, KINDS))
        """The types of which all is declared to be left out."""
        self._kinds = bytearray()
        self._gaps = _GAPS_MAX
        self._initiatives: dict[int, int] = {}
        self._missing: dict[int, int] = {}
        self._gone: dict[int, int] = {}
        self._documents: set[int] = set()

    def _is_wholly(self, kind: type) -> bool:
        # A plan holds lists: what is left out of it is seen slot by slot.
        named = self._declared[kind]
        return kind is not PlanRecorded and named == set(sealed_fields(kind))

    def pass_over(self, leaves: list[Leaf]) -> bool:
        """Note leaves of which nothing is there, and nothing has to be.

        False, and nothing is noted, where of one something may have to be there, or
        where they are not the next ones.
        """
        start, counted = len(self._kinds), Counter(type(leaf.event) for leaf in leaves)
        following = list(range(start, start + len(leaves)))
        if not counted.keys() <= self.wholly or following != [e.n for e in leaves]:
            return False
        self._kinds.extend([_NUMBERS[type(leaf.event)] for leaf in leaves])
        for kind, count in counted.items():
            for slot in self._declared[kind]:
                self.left_out[unit_of(kind, slot)] += count
        return True

    def note(self, leaf: Leaf) -> frozenset[str]:
        """Note what an event is; give its slots that are declared to be left out."""
        event, kinds = leaf.event, self._kinds
        kind = type(event)
        if leaf.n == len(kinds):
            kinds.append(_NUMBERS[kind])
        else:
            self._fill(leaf.n, _NUMBERS[kind])
        if isinstance(event, PlanRecorded):
            self._initiatives[leaf.n] = len(event.initiatives)
        return self._declared[kind]

    def _fill(self, n: int, number: int) -> None:
        gap = n - len(self._kinds)
        if 0 < gap <= self._gaps:
            self._gaps -= gap
            self._kinds.extend(bytes(gap))
            self._kinds.append(number)

    def whole(self, leaf: Leaf, slots: Collection[str]) -> None:
        """Note that all of an event is left out, as declared."""
        for slot in slots:
            self.left_out[unit_of(type(leaf.event), slot)] += 1

    def miss(self, leaf: Leaf, place: int, *, slot: str) -> None:
        """Note that a value is missing: the one at this `place` among the slots."""
        if without_position(slot) in self._declared[type(leaf.event)]:
            self.left_out[unit_of(type(leaf.event), slot)] += 1
        else:
            self._missing[leaf.n] = self._missing.get(leaf.n, 0) | 1 << place

    def meet(self, leaf: Leaf, slot: str) -> None:
        """Note that a value is there, of a type of which some are left out."""
        if without_position(slot) in self._declared[type(leaf.event)]:
            self.there.add(unit_of(type(leaf.event), slot))

    def erase(self, n: int, event: DataErased, *, at: str) -> None:
        """Take what an event at index `n` says of others; `at` is its place."""
        of = event.of
        kind = self._kind_of(of) if of < n else None
        if kind is None:
            return  # no such event, or one that could not be read: that is said
        if event.document and kind is not DocumentAttached:
            words = message(
                "#{number} attached no document that could be erased", number=of + 1
            )
            self._found.add(at, words)
        if kind is DocumentAttached:
            self._check_document(event, at=at)
        places = self._places(of, kind)
        for slot in event.slots:
            if slot not in places:
                self._report_no_slot(of, slot, there=places, at=at)
            elif without_position(slot) not in self._declared[kind]:
                self._erase(of, slot, bit=1 << places[slot], at=at)

    def _report_no_slot(
        self, of: int, slot: str, *, there: Collection[str], at: str
    ) -> None:
        words = message(
            "#{number} has no {slot} that could be erased", number=of + 1, slot=slot
        )
        self._found.add(at, words, expected=", ".join(there) or NOTHING)

    def _check_document(self, event: DataErased, *, at: str) -> None:
        if event.document:
            self._documents.add(event.of)
        elif "digest" in event.slots and event.of not in self._documents:
            words = message(
                "the digest of the document of #{number} is erased alone",
                number=event.of + 1,
            )
            expected, found = message("the document with it"), message("not it")
            self._found.add(at, words, expected=expected, found=found)

    def _erase(self, of: int, slot: str, *, bit: int, at: str) -> None:
        missing, gone = self._missing.get(of, 0), self._gone.get(of, 0)
        if missing & bit:
            self.erased += 1
            self._gone[of] = gone | bit
            self._missing[of] = missing ^ bit
            if missing == bit:
                del self._missing[of]
        elif not gone & bit:
            words = message(
                "the {slot} of event #{number} is said to be erased, and is there",
                slot=slot,
                number=of + 1,
            )
            self._found.add(at, words, expected=NOTHING, found=slot)

    def finish(self, place: str) -> None:
        """Report what is missing, and was neither erased nor declared."""
        for n in sorted(self._missing):
            kind = self._kind_of(n)
            for slot, bit in (self._places(n, kind) if kind else {}).items():
                if self._missing[n] >> bit & 1:
                    self._report_missing(place, slot, number=n + 1)
            if self._found.full:
                return

    def _report_missing(self, place: str, slot: str, *, number: int) -> None:
        words = message(
            "the {slot} of event #{number} is missing: neither there nor erased nor"
            " said to be left out",
            slot=slot,
            number=number,
        )
        expected = message("{slot} of #{number}", slot=slot, number=number)
        self._found.add(place, words, expected=expected)

    def _kind_of(self, n: int) -> type | None:
        number = self._kinds[n] if n < len(self._kinds) else 0
        return KINDS[number - 1] if number else None

    def _places(self, n: int, kind: type) -> dict[str, int]:
        count = self._initiatives.get(n, 0) if kind is PlanRecorded else 0
        return places_of(kind, count)


@cache
def places_of(kind: type, initiatives: int = 0) -> dict[str, int]:
    """Give each slot of a type, and its place among them as they are sorted."""
    listed = (
        f"initiatives/{position}/{name}"
        for position in range(initiatives)
        for name in sealed_fields(Initiative)
    )
    return {
        slot: place
        for place, slot in enumerate(sorted([*sealed_fields(kind), *listed]))
    }
