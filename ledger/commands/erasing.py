"""What may be erased: sealed values, and documents."""

from __future__ import annotations

from ledger.commands.wish import Target, Wish
from ledger.values import Day, ErasureGround, Slot, Text


class EraseData(Wish, frozen=True, kw_only=True, tag="erasure"):
    """Erase sealed values of an event, or the document that it attached.

    `everything` is all that is still there: every slot, and the document.
    """

    of: Target
    ground: ErasureGround
    slots: tuple[Slot, ...] = ()
    document: bool = False
    everything: bool = False
    on: Day | None = None
    reason: Text | None = None
