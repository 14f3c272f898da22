"""Where something was found, in a file whose parts have no paths: a book, two heads."""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message, plural, term

FRAUD_PROOF: Final = term("place", "fraud proof")
HAND_OUT: Final = term("place", "hand-out")
LEAF: Final = term("place", "leaf")
CHECKPOINT: Final = term("place", "checkpoint")
DISCLOSURES: Final = term("place", "disclosures")
POLICY: Final = term("place", "policy")
TIMESTAMPS: Final = term("place", "timestamps")
SEALED_VALUES: Final = term("place", "sealed values")


def event(number: int) -> Message:
    """Name an event by its number from 1."""
    return message("event #{number}", number=number)


def sealed_value(row: int) -> Message:
    """Name a sealed value of a book by its row."""
    return message("sealed value, row {row}", row=row)


def document(digest: str) -> Message:
    """Name a document of a book by its SHA-256."""
    return message("document {digest}", digest=digest)


def head(size: int) -> Message:
    """Name a head by its size."""
    return plural("head of {count} event", "head of {count} events", count=size)
