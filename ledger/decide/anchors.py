"""Decide on the log itself: its anchors."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ledger.commands import RecordAnchor
from ledger.decide.draft import Desk, Draft, draft
from ledger.events import SCHOOL, AnchorRecorded


def record_anchor(desk: Desk, wish: RecordAnchor) -> Iterator[Draft]:
    """Record an anchor; the proof lies beside the log, and its SHA-256 in the event."""
    digest = None if wish.proof is None else sha256(wish.proof).hexdigest()
    made = draft(desk, SCHOOL, kind=AnchorRecorded, wish=wish, sha256=digest)
    made.proof = wish.proof
    yield made
