"""Begin a book: a new file with its tables, its secret and its first events."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ledger.book import Book, World
from ledger.commands import OpenBook
from ledger.errors import SurroundingsError, UsageError
from ledger.store.connection import sqlite_errors, uri
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION, GUARDS, TABLES

SECRET_SIZE = 32


def create_book(path: Path, wish: OpenBook, *, world: World) -> None:
    """Make the file `path`, which must not be there, and record `wish` in it.

    Raises `UsageError` where the file is there, `SurroundingsError` where it cannot be
    made; then no file is left behind.
    """
    claim(path)
    try:
        make_tables(path, secret=world.random(SECRET_SIZE))
        with Book(path, world) as book:
            book.record(wish, by="u1")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def claim(path: Path) -> None:
    """Make an empty file, so that nobody else makes it at the same time."""
    try:
        path.open("xb").close()
    except FileExistsError:
        raise UsageError(
            f"{path} is there already",
            place=str(path),
            expected="the name of a new file",
            next_step="choose another name, or work in that book with --book",
        ) from None
    except OSError as error:
        raise SurroundingsError(
            f"{path} cannot be made: {error.strerror}", place=str(path)
        ) from None


def make_tables(path: Path, *, secret: bytes) -> None:
    """Give an empty file the tables, guards and format number of a book."""
    with sqlite_errors(path):
        connection = sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
            for statement in (*TABLES, *GUARDS):
                connection.execute(statement)
            connection.execute("INSERT INTO settings VALUES ('secret', ?)", (secret,))
            connection.execute("COMMIT")
        finally:
            connection.close()
