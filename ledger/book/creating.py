"""Begin a book: a new file with its tables, its secret and its first events."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ledger.book import Book, World
from ledger.commands import OpenBook
from ledger.placing import new_file
from ledger.store.connection import sqlite_errors, uri
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION, GUARDS, TABLES

SECRET_SIZE = 32


def create_book(path: Path, wish: OpenBook, *, world: World) -> None:
    """Make the file `path`, which must not be there, and record `wish` in it.

    Raises `UsageError` where the file is there, `SurroundingsError` where it cannot be
    made. The file is there with all of this or not at all.
    """
    with new_file(path) as part:
        make_tables(part, secret=world.random(SECRET_SIZE))
        with Book(part, world) as book:
            book.record(wish, by="u1")


def make_tables(path: Path, *, secret: bytes) -> None:
    """Give an empty file the tables, guards and format number of a book."""
    with (
        sqlite_errors(path),
        closing(sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None)) as c,
    ):
        c.execute("PRAGMA synchronous=EXTRA")
        c.execute("BEGIN IMMEDIATE")
        c.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        c.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        for statement in (*TABLES, *GUARDS):
            c.execute(statement)
        c.execute("INSERT INTO settings VALUES ('secret', ?)", (secret,))
        c.execute("COMMIT")
