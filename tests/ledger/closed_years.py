"""Books with a closed year, folded as a check folds them."""

from __future__ import annotations

import datetime as dt

import msgspec

from ledger import commands as c
from ledger.admit import admit
from ledger.closing import rest_closed
from ledger.days import brussels_day
from ledger.events import Leaf, YearClosed
from ledger.sealed import forget_commitments
from ledger.state.book import BookState, MemoryNames
from ledger.state.evolve import evolve
from tests.ledger.memory_book import MemoryBook, opened_book

LATER = dt.date(2100, 1, 1)


def forgetful(
    log: list[Leaf], *, rests: bool, today: dt.date | None = None
) -> BookState:
    """Fold a log as a check does, with closed years at rest or without."""
    state = BookState(MemoryNames())
    for recorded in log:
        leaf = msgspec.json.decode(msgspec.json.encode(recorded), type=Leaf)
        admit(state, leaf, today=brussels_day(leaf.at))
        evolve(state, leaf)
        forget_commitments(leaf.event)
        if rests and isinstance(leaf.event, YearClosed):
            over = today or brussels_day(leaf.at)
            rest_closed(state, leaf.event.year, today=over, size_min=0)
    return state


def two_years() -> MemoryBook:
    """Give a book whose 2025 is closed, in 2026, with an expense in each year."""
    book = opened_book("2025-02-01")
    for year in (2025, 2026):
        book.today = dt.date(year, 11, 1)
        allocation = c.RecordAllocation(year=year, on=book.today, amount=100_000)
        book.record(allocation)
        spend(book, ref=f"E-{year}")
        if year == 2025:
            book.today = dt.date(2026, 1, 20)
            book.record(c.CloseYear(year=2025))
    return book


def spend(book: MemoryBook, ref: str, *, on: dt.date | None = None) -> int:
    expense = c.RecordExpense(
        ref=ref,
        on=on or book.today,
        amount=20_000,
        category="external-training",
        beneficiary="staff",
        supplier="Vlaamse Nascholing vzw",
        invoice=ref,
    )
    return book.record(expense)[-1].n
