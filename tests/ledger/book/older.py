"""A made-up older format: format 0, in which a book held less than it does now.

It had no tree, no commands, no refs, no invoices and no guards; its events were in a
table of two columns.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ledger.store.connection import connect
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION

OLDER = FORMAT_VERSION - 1
KEPT = {
    "disclosures": "n, slot, salt, value",
    "documents": "sha256, content",
    "checkpoints": "size, note",
    "anchors": "n, proof",
    "settings": "name, value",
}


def make_older(path: Path, *, of: Path) -> None:
    """Write the book `of` as a program of that time would have."""
    with (
        closing(connect(of)) as book,
        closing(sqlite3.connect(path, isolation_level=None)) as older,
    ):
        older.execute(f"PRAGMA application_id={APPLICATION_ID}")
        older.execute(f"PRAGMA user_version={OLDER}")
        older.execute("BEGIN")
        older.execute("CREATE TABLE events (n INTEGER PRIMARY KEY, leaf BLOB)")
        leaves = book.execute("SELECT n, leaf FROM events")
        older.executemany("INSERT INTO events VALUES (?, ?)", leaves)
        for table, columns in KEPT.items():
            older.execute(f"CREATE TABLE {table} ({columns})")
            rows = book.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # constants
            marks = ", ".join("?" * len(columns.split(", ")))
            older.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # constants
        older.execute("COMMIT")
