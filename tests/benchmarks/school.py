"""A school of many years, made once for all benchmarks, and the same for its peers."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fixtures.books import OPENED
from ledger.book import Book, World
from ledger.book.creating import create_book
from ledger.commands import CloseYear, RecordAllocation, RecordExpense, Wish
from tests.benchmarks.floors import report

NOW = dt.datetime(2030, 1, 20, 10, tzinfo=dt.UTC)
WORLD = World(now=lambda: NOW, random=os.urandom, sleep=time.sleep)
YEAR = 2029
"""The last of the years, and the one that is shown."""
YEARS_MAX = 20
"""No rule set is for the years before."""


@dataclass(frozen=True)
class Size:
    """So many expenses in each of so many years; half of them have a link as well."""

    expenses: int
    years: int

    @classmethod
    def of(cls, events: int, years: int) -> Size:
        """Give the size of a book of about so many events."""
        return cls(max(1, events * 2 // 3 // years), years)

    @property
    def numbers(self) -> range:
        """The years, earliest first."""
        return range(YEAR - self.years + 1, YEAR + 1)


def wishes(size: Size) -> Iterator[Wish]:
    """Give what is recorded: the allocation of each year, its expenses, its close.

    The last year is open. Were the one before it open too, its statement would read
    both: the reserve that it opens with is a projection then.
    """
    for year in size.numbers:
        yield RecordAllocation(year=year, on=dt.date(year, 1, 15), amount=500_000_000)
        for number in range(size.expenses):
            yield expense(number, year)
        if year < YEAR:
            yield CloseYear(year=year)


def expense(number: int, year: int = YEAR) -> RecordExpense:
    """Give one expense of a year."""
    linked = bool(number % 2)
    return RecordExpense(
        ref=f"E{year}-{number}",
        on=day(number, year),
        amount=amount(number),
        category="external-training",
        beneficiary="team",
        people=number % 30,
        supplier=f"Leverancier {number % 40}",
        invoice=f"F-{year}-{number}",
        description="Nascholing van het team",
        activity="Nascholing" if linked else None,
        relevance="Besproken" if linked else None,
    )


def day(number: int, year: int) -> dt.date:
    """Give the day of an expense."""
    return dt.date(year, 1, 1) + dt.timedelta(days=number % 365)


def amount(number: int) -> int:
    """Give the cents of an expense."""
    return 1000 + number % 9000


def record(path: Path, facts: list[Wish]) -> None:
    """Record all facts in one transaction of a new book; report what it took."""
    path.unlink(missing_ok=True)
    create_book(path, OPENED, world=WORLD)
    with Book(path, WORLD) as book:
        report(lambda: _record(book, facts))


def _record(book: Book, facts: list[Wish]) -> None:
    with book.writing("u1") as writer:
        for fact in facts:
            writer.record(fact)


if __name__ == "__main__":
    # FILE.book EXPENSES YEARS; the collector waits as it does in the program.
    gc.set_threshold(200_000, 50, 50)
    record(Path(sys.argv[1]), [*wishes(Size(int(sys.argv[2]), int(sys.argv[3])))])
