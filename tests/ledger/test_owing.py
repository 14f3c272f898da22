"""Only what is owed fits: the kind, the year, the amount, and what it is of."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import events as e
from ledger.events import Event, Leaf
from ledger.state.owing import Owed, fits
from tests.ledger.worked_example import day

COMMAND = "0" * 32
SEALED = "A" * 43 + "="
NEW_YEAR = day("2026-01-01")

REVERSAL = e.ReversalRecorded(
    of=5, on=NEW_YEAR, amount=70, ground="error", reason=SEALED
)
REFUND = e.RefundPaid(
    ref="R",
    year=2026,
    on=NEW_YEAR,
    amount=70,
    method="withheld",
    bank_reference=SEALED,
)
OPENING = e.OpeningRecorded(
    ref="O",
    year=2026,
    on=NEW_YEAR,
    amount=70,
    source="close",
    from_school=None,
    previous_allocation=900,
)
ADJUSTMENT = e.AdjustmentRecorded(
    ref="J", year=2026, on=NEW_YEAR, amount=70, reason=SEALED
)
OWED = Owed(kind="opening", year=2026, amount=70, command=COMMAND, of=5, previous=900)
"""One that each of the three would fit, were it not for its kind."""

FITTING: list[Event] = [REVERSAL, REFUND, OPENING]
OTHERS: list[Event] = [
    replace(REVERSAL, of=6),
    replace(REVERSAL, amount=71),
    replace(REFUND, year=2025),
    replace(REFUND, method="paid"),
    replace(REFUND, method=None),
    replace(REFUND, amount=71),
    replace(OPENING, year=2025),
    replace(OPENING, source="book"),
    replace(OPENING, on=day("2026-01-02")),
    replace(OPENING, from_school="012345"),
    replace(OPENING, previous_allocation=901),
    replace(OPENING, amount=71),
    ADJUSTMENT,
]


def leaf(event: Event, *, command: str = COMMAND) -> Leaf:
    at = "2026-02-01T12:00:00.000000Z"
    return Leaf(at=at, by="u1", event=event, id=command, n=9, stream="2026", version=1)


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [("reversal", REVERSAL), ("refund", REFUND), ("opening", OPENING)],
    ids=["reversal", "refund", "opening"],
)
def test_what_is_owed_fits_and_nothing_else(kind: str, fitting: Event) -> None:
    owed = replace(OWED, kind=kind)
    assert [event for event in FITTING + OTHERS if fits(owed, leaf(event))] == [fitting]
    assert not fits(owed, leaf(fitting, command="f" * 32))
