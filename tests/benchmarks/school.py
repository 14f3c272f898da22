"""A book of many facts, made once for all benchmarks."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

from fixtures.books import OPENED
from ledger.book import Book, World
from ledger.book.creating import create_book
from ledger.commands import RecordAllocation, RecordExpense, Wish

NOW = dt.datetime(2026, 1, 20, 10, tzinfo=dt.UTC)
WORLD = World(now=lambda: NOW, random=os.urandom, sleep=time.sleep)
YEAR = 2025


def wishes(count: int) -> list[Wish]:
    """Give the allocation of a year and `count` expenses, half of them linked."""
    made: list[Wish] = [
        RecordAllocation(year=YEAR, on=dt.date(YEAR, 1, 15), amount=500_000_000)
    ]
    made += [expense(number) for number in range(count)]
    return made


def expense(number: int) -> RecordExpense:
    linked = bool(number % 2)
    return RecordExpense(
        ref=f"E{number}",
        on=dt.date(YEAR, 1, 1) + dt.timedelta(days=number % 365),
        amount=1000 + number % 9000,
        category="external-training",
        beneficiary="team",
        people=number % 30,
        supplier=f"Leverancier {number % 40}",
        invoice=f"F-{number}",
        description="Nascholing van het team",
        activity="Nascholing" if linked else None,
        relevance="Besproken" if linked else None,
    )


def record(path: Path, facts: list[Wish]) -> float:
    """Record all facts in one transaction of a new book; give the seconds it took."""
    create_book(path, OPENED, world=WORLD)
    with Book(path, WORLD) as book:
        start = time.perf_counter()
        with book.writing("u1") as writer:
            for fact in facts:
                writer.record(fact)
        return time.perf_counter() - start
