"""What may be recorded of the log itself: that a head of it lies outside."""

from __future__ import annotations

from ledger.commands.wish import Wish
from ledger.values import AnchorKind, Day, Index


class RecordAnchor(Wish, frozen=True, kw_only=True, tag="anchor"):
    """Record that a head of `size` events lies outside; `proof` is what came back."""

    kind: AnchorKind
    size: Index
    on: Day | None = None
    proof: bytes | None = None
