"""Decide on the log itself: its anchors."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ledger.commands import RecordAnchor
from ledger.decide.draft import Desk, Draft, draft
from ledger.events import PROVEN, SCHOOL, AnchorRecorded


def record_anchor(desk: Desk, wish: RecordAnchor) -> Iterator[Draft]:
    """Record an anchor by the SHA-256 of its proof, which is kept if it is `PROVEN`."""
    digest = None if wish.proof is None else sha256(wish.proof).hexdigest()
    made = draft(desk, SCHOOL, kind=AnchorRecorded, wish=wish, sha256=digest)
    made.proof = wish.proof if wish.kind in PROVEN else None
    yield made
