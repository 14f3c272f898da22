"""Leave out of a bundle what is not to be told: every value of some units."""

from __future__ import annotations

from ledger.bundle.redaction import KINDS, slots_left_out, without_position
from ledger.events import Leaf
from ledger.sealed import Disclosure

_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class Redaction:
    """Notes what each event is, a byte for each, and chooses what is told of it."""

    def __init__(self, units: frozenset[str]) -> None:
        """Leave out these units; none leaves nothing out, and costs nothing."""
        self.units = units
        self._left_out = [slots_left_out(kind, units) for kind in KINDS]
        self._kinds = bytearray()

    def note(self, leaves: list[Leaf]) -> None:
        """Take the next events of the log."""
        if self.units:
            self._kinds.extend([_NUMBERS[type(leaf.event)] for leaf in leaves])

    def told(self, disclosures: list[Disclosure]) -> list[Disclosure]:
        """Give those that are told, once all of the log was noted."""
        if not self.units:
            return disclosures
        return [each for each in disclosures if self._is_told(each)]

    def _is_told(self, disclosure: Disclosure) -> bool:
        if disclosure.n >= len(self._kinds):
            return True  # of no event, as `verify` will say
        left_out = self._left_out[self._kinds[disclosure.n]]
        slot = disclosure.slot
        return (without_position(slot) if "/" in slot else slot) not in left_out
