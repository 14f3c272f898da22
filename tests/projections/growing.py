"""What a look at a book asks of SQLite, counted: statements, rows and steps.

    python -m tests.projections.growing [FACTS …]

prints a table for books of 1 to 20 years, and of so many facts.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from fixtures.books import Clock, build
from ledger.commands import RecordAllocation, RecordExpense, Wish
from ledger.store.loading import load_school
from projections.moment import parse_known_at
from projections.statement import statement
from projections.view import BookView

YEAR = 2029
"""The year that is looked at, the last one of the book."""
OWN = 30
"""How many expenses it has."""
TODAY = dt.date(2030, 1, 20)
YEARS = (1, 5, 10, 20)
FACTS = (100, 1_000, 10_000, 100_000)


class Work:
    """What SQLite was asked, the rows that it gave, and the steps that it took."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.steps = self.statements = self.rows = 0
        self.events: list[str] = []

    def watch(self, connection: sqlite3.Connection) -> None:
        """Count what a connection does from now on."""
        connection.set_progress_handler(self._step, 1)
        connection.set_trace_callback(self._note)
        connection.row_factory = self._row

    def _step(self) -> int:
        self.steps += 1
        return 0

    def _row(self, _: sqlite3.Cursor, row: tuple[object, ...]) -> tuple[object, ...]:
        self.rows += 1
        return row

    def _note(self, statement_: str) -> None:
        self.statements += 1
        # How many hashes a root needs depends on the size; what is read of events not.
        if "FROM events" in statement_ and "WHERE n =" not in statement_:
            self.events.append(statement_.split("AND n <", maxsplit=1)[0])


def work(
    path: Path, look: Callable[[BookView], object], *, known_at: str | None = None
) -> Work:
    """Count what it costs to load the school of a book and to look at it."""
    done = Work()
    with BookView(path, parse_known_at(known_at) if known_at else None) as view:
        done.watch(view.connection)
        view.state = load_school(view.reader, view.size)
        look(view)
    return done


def show_balance(view: BookView) -> object:
    """Look at the statement of the year."""
    return statement(view, YEAR, on=dt.date(YEAR, 9, 1), today=TODAY)


def school(path: Path, *, years: int, facts: int = 0) -> None:
    """Record a school of so many years, each with `OWN` expenses.

    Where `facts` is given, those before the last two have so many, all together.
    """
    with build(path, _wishes(years, facts), clock=Clock(TODAY.isoformat())):
        pass


def _wishes(years: int, facts: int) -> Iterator[Wish]:
    others = range(YEAR - years + 1, YEAR)
    for year in (*others, YEAR):
        yield RecordAllocation(year=year, on=dt.date(year, 1, 15), amount=500_000)
    # The opening reserve may have to be foreseen from the year before: it stays small.
    early = others[:-1]
    for number in range(facts or OWN * len(early)):
        yield _expense(early[number % len(early)], number)
    for year in (*others[-1:], YEAR):
        yield from (_expense(year, number) for number in range(OWN))


def _expense(year: int, number: int) -> RecordExpense:
    return RecordExpense(
        on=dt.date(year, 1, 1) + dt.timedelta(days=number % 365),
        amount=1_000 + number % 900,
        category="other",
        beneficiary="staff",
        supplier=f"Leverancier {number % 50}",
        invoice=f"F-{year}-{number}",
    )


def table(facts: tuple[int, ...] = FACTS) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| book | statements | rows | steps of SQLite's machine |"
    yield "| --- | ---: | ---: | ---: |"
    for years in YEARS:
        yield _line(f"years: {years}, of {OWN} expenses each", years=years, facts=0)
    for count in facts:
        yield _line(
            f"years: 10, {count:,} facts in the first eight", years=10, facts=count
        )


def _line(said: str, *, years: int, facts: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.book"
        school(path, years=years, facts=facts)
        done = work(path, show_balance)
    return f"| {said} | {done.statements} | {done.rows} | {done.steps:,} |"


if __name__ == "__main__":
    for each in table(tuple(map(int, sys.argv[1:])) or FACTS):
        print(each, flush=True)  # noqa: T201
