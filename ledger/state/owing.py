"""What must follow at once: the opening after a close, the refund that was withheld.

A close and the next year's opening are one save; so are a tranche of which something
was withheld and the refund that it was withheld for. Until what is owed has come, in
the same command, nothing else is admitted.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ledger.days import year_start
from ledger.events import Leaf, OpeningRecorded, RefundPaid, ReversalRecorded


class Owed(Struct, frozen=True, kw_only=True):
    """An event that must come next in the command `command`; `amount` in cents.

    A reversal is `of` the opening that the close replaces; an opening says what the
    allocation of the year before was (`previous`).
    """

    kind: Literal["opening", "refund", "reversal"]
    year: int
    amount: int
    command: str
    of: int | None = None
    previous: int | None = None


def fits(owed: Owed, leaf: Leaf) -> bool:
    """Say whether a leaf is what is owed."""
    event = leaf.event
    if leaf.id != owed.command or getattr(event, "amount", None) != owed.amount:
        return False
    if isinstance(event, ReversalRecorded):
        return owed.kind == "reversal" and event.of == owed.of
    if isinstance(event, RefundPaid):
        withheld = event.year == owed.year and event.method == "withheld"
        return owed.kind == "refund" and withheld
    return (
        owed.kind == "opening"
        and isinstance(event, OpeningRecorded)
        and (event.year, event.source) == (owed.year, "close")
        and (event.on, event.from_school) == (year_start(owed.year), None)
        and event.previous_allocation == owed.previous
    )
