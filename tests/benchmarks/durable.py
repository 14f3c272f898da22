"""One fact after another, each durable, by one process; and plain rows likewise.

    python -m tests.benchmarks.durable ours BOOK FACTS
    python -m tests.benchmarks.durable plain BOOK FILE FACTS

What is printed is the processor seconds of all facts: the disk costs both the same.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from pathlib import Path

from ledger.book import Book
from tests.benchmarks.floors import insert, plain, report
from tests.benchmarks.school import WORLD, expense

FIRST = 900_000
"""The numbers of expenses that no book has yet."""


def ours(book: str, facts: str) -> None:
    """Record so many expenses in a book that is open, each in its own transaction."""
    connection = sqlite3.connect(book)
    start = FIRST + connection.execute("SELECT max(n) FROM events").fetchone()[0]
    connection.close()
    with Book(Path(book), WORLD) as opened:
        opened.record(expense(start), by="u1")  # what is loaded once, is loaded
        start += 1
        numbers = range(start, start + int(facts))
        report(lambda: [opened.record(expense(each), by="u1") for each in numbers])


def plain_rows(book: str, target: str, *words: str) -> None:
    """Write the rows of the last facts of a book, those of each in one transaction."""
    source, connection = sqlite3.connect(book), plain(Path(target))
    for table in ("events_in_order", "events_versions", "hashes_in_order"):
        connection.execute(f"DROP TRIGGER {table}")  # they begin in the middle
    first = source.execute("SELECT n FROM commands ORDER BY n DESC").fetchmany(
        int(words[0])
    )[-1][0]
    sets = [_rows(source, start, end=end) for start, end in _commands(source, first)]
    report(lambda: _insert_each(connection, sets))
    connection.close()
    source.close()


def _insert_each(
    connection: sqlite3.Connection, sets: list[dict[str, list[tuple[object, ...]]]]
) -> None:
    for rows in sets:
        insert(connection, rows)


_BETWEEN = {
    "events": "SELECT * FROM events WHERE n >= ? AND n < ?",
    "disclosures": "SELECT * FROM disclosures WHERE n >= ? AND n < ?",
    "refs": "SELECT * FROM refs WHERE n >= ? AND n < ?",
    "invoices": "SELECT * FROM invoices WHERE n >= ? AND n < ?",
    "commands": "SELECT * FROM commands WHERE n >= ? AND n < ?",
}
"""By table, how its rows of some events are asked for."""


def _commands(source: sqlite3.Connection, first: int) -> list[tuple[int, int]]:
    query = "SELECT n, n + count FROM commands WHERE n >= ? ORDER BY n"
    return source.execute(query, (first,)).fetchall()


def _rows(
    source: sqlite3.Connection, start: int, *, end: int
) -> dict[str, list[tuple[object, ...]]]:
    made = {
        table: source.execute(query, (start, end)).fetchall()
        for table, query in _BETWEEN.items()
    }
    hashes = "SELECT * FROM hashes WHERE position >= ? AND position < ?"
    places = [2 * n - n.bit_count() for n in (start, end)]
    return {**made, "hashes": source.execute(hashes, places).fetchall()}


if __name__ == "__main__":
    gc.set_threshold(200_000, 50, 50)  # as the program has it
    (ours if sys.argv[1] == "ours" else plain_rows)(*sys.argv[2:])
