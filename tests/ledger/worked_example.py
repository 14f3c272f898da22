"""The worked example of the domain text: school 030569, budget year 2025."""

from __future__ import annotations

import datetime as dt

from ledger.commands import (
    ReceiveTranche,
    RecordAllocation,
    RecordExpense,
    RecordOpening,
    Wish,
)
from ledger.events import Figures, TrancheFigures
from tests.ledger.memory_book import MemoryBook, opened_book


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def expense(
    ref: str, on: str, *, amount: int, category: str, linked: int = 0
) -> RecordExpense:
    return RecordExpense(
        ref=ref,
        on=day(on),
        amount=amount,
        category=category,
        beneficiary="team",
        activity="studiedag" if linked else None,
        relevance="taalbeleid" if linked else None,
        link_amount=linked or None,
    )


FACTS: tuple[Wish, ...] = (
    RecordOpening(year=2025, on=day("2025-01-10"), amount=120_000),
    RecordAllocation(
        year=2025, on=day("2025-01-15"), amount=515_677, posts=4_137, rate=12_465
    ),
    ReceiveTranche(year=2025, tranche=1, on=day("2025-02-26"), amount=309_406),
    expense(
        "A", "2025-03-12", amount=95_000, category="study-day-expert", linked=95_000
    ),
    expense(
        "B", "2025-04-02", amount=128_050, category="external-training", linked=128_050
    ),
    expense("C", "2025-05-20", amount=4_620, category="travel"),
    ReceiveTranche(year=2025, tranche=2, on=day("2025-07-03"), amount=206_271),
    expense("D", "2025-10-08", amount=36_000, category="leisure"),
    expense(
        "E", "2025-11-19", amount=25_000, category="internal-material", linked=20_000
    ),
)

IN_JUNE = Figures(
    allocated=515_677,
    tranche_1=TrancheFigures(
        expected=309_406, received=309_406, due=day("2025-02-28"), status="received"
    ),
    tranche_2=TrancheFigures(
        expected=206_271, received=0, due=day("2025-06-30"), status="expected"
    ),
    received=309_406,
    opening_reserve=120_000,
    recovered=0,
    funds=429_406,
    spent=227_670,
    ineligible=0,
    justified=223_050,
    unjustified=4_620,
    unused=206_356,
    unspent=201_736,
    own_contribution=0,
    reserve_limit=257_838,
    reserve_allowed=201_736,
    carried_over=201_736,
    claimed=0,
    refund_due=4_620,
    refund_paid=0,
    refund_outstanding=4_620,
    available=201_736,
)
IN_DECEMBER = Figures(
    allocated=515_677,
    tranche_1=IN_JUNE.tranche_1,
    tranche_2=TrancheFigures(
        expected=206_271, received=206_271, due=day("2025-06-30"), status="late"
    ),
    received=515_677,
    opening_reserve=120_000,
    recovered=0,
    funds=635_677,
    spent=288_670,
    ineligible=36_000,
    justified=243_050,
    unjustified=9_620,
    unused=392_627,
    unspent=347_007,
    own_contribution=0,
    reserve_limit=257_838,
    reserve_allowed=257_838,
    carried_over=257_838,
    claimed=0,
    refund_due=134_789,
    refund_paid=0,
    refund_outstanding=134_789,
    available=347_007,
)


def example_book(today: str = "2026-02-01") -> MemoryBook:
    """Give a book with the whole example, not yet closed."""
    book = opened_book(today)
    for fact in FACTS:
        book.record(fact)
    return book
