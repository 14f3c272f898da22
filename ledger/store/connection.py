"""Open a file, and say in a sentence why it is no book where it is none."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote_from_bytes

from ledger.errors import LedgerError, SurroundingsError
from ledger.messages import Message, message, plural
from ledger.store.explaining import (
    BundleGivenError,
    DamagedError,
    LockedError,
    damaged,
    explain,
    sqlite_errors,
)
from ledger.store.reading import Reader
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION, TABLE_NAMES
from ledger.store.scrubbing import finish_erasing, is_marked
from ledger.store.tip import check_tip_of
from ledger.system import reason_of

__all__ = [
    "BundleGivenError",
    "DamagedError",
    "LockedError",
    "OlderFormatError",
    "connect",
    "explain",
    "open_file",
    "sqlite_errors",
    "uri",
]

LOCK_TIMEOUT_SECONDS = 10
"""How long a reader waits for a writer."""


class OlderFormatError(SurroundingsError):
    """A book of an older format: `upgrade` makes it anew."""

    kind = "older-format"


def uri(path: Path, mode: str) -> str:
    """Give the name under which SQLite opens a file: `rw` never makes one."""
    name = path.resolve().as_posix()
    rooted = name if name.startswith("/") else f"/{name}"
    return f"file://{quote_from_bytes(os.fsencode(rooted))}?mode={mode}"


def connect(
    path: Path, *, write: bool = False, check_tip: bool = True
) -> sqlite3.Connection:
    """Open a book; raises `SurroundingsError` where `path` is none.

    Without `write` nothing can be changed through the connection. It is opened for
    writing all the same, so that what a killed process left half-done is undone first.
    Without `check_tip` a book is also opened whose end does not fit its tree: to say
    what is wrong with it.
    """
    check_file(path)
    if is_marked(path):
        finish_erasing(path)
    connection = open_file(path)
    try:
        with sqlite_errors(path):
            # Others may be writing: all of it is checked as of one moment.
            connection.execute("BEGIN")
            check_format(connection, path)
            check_length(connection, path)
            check_tables(connection, path)
            if check_tip:
                check_tip_of(Reader(connection))
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA synchronous=EXTRA")
            if not write:
                connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def open_file(path: Path) -> sqlite3.Connection:
    """Open a file, whatever its format is."""
    check_file(path)
    with sqlite_errors(path):
        connection = sqlite3.connect(
            uri(path, "rw"),
            uri=True,
            isolation_level=None,
            timeout=LOCK_TIMEOUT_SECONDS,
        )
        try:
            # What a hostile file defines is not run, and its pages are not trusted.
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
        except BaseException:
            connection.close()
            raise
        return connection


def check_file(path: Path) -> None:
    """Raise `SurroundingsError` where there is no file that could be a book.

    The file is not opened here: closing it would drop every lock that this process
    holds on it through SQLite (sqlite.org/howtocorrupt.html, section 2.2).
    """
    place = str(path)
    try:
        if not path.exists():
            raise SurroundingsError(
                message("there is no file {path}", path=place),
                place=place,
                expected=message("a book"),
                next_step=message(
                    "name another one with --book, or begin one with init"
                ),
            )
        if not path.is_file():
            said = message("{path} is not a file", path=place)
            raise SurroundingsError(said, place=place, expected=message("a book"))
        is_empty = not path.stat().st_size
    except OSError as error:
        said = message("{path}: {reason}", path=place, reason=reason_of(error))
        raise SurroundingsError(said, place=place) from None
    if is_empty:
        raise no_book(path, message("an empty file"))


def no_book(path: Path, found: Message) -> SurroundingsError:
    """Give the error of a file that is no book."""
    return SurroundingsError(
        message("{path} is not a book of verantwoord", path=str(path)),
        place=str(path),
        expected=message("a file made by: verantwoord init"),
        found=found,
    )


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where the file is no book, or one of another format than this program's."""
    version = format_of(connection, path)
    named = {"path": str(path), "format": version}
    if version > FORMAT_VERSION:
        raise SurroundingsError(
            message(
                "{path} has format {format}, newer than this program knows", **named
            ),
            place=str(path),
            expected=message("format {format}", format=FORMAT_VERSION),
            found=message("format {format}", format=version),
            next_step=message("install a newer version of verantwoord"),
        )
    if version < FORMAT_VERSION:
        raise OlderFormatError(
            message(
                "{path} has format {format}, older than this program writes", **named
            ),
            place=str(path),
            expected=message("format {format}", format=FORMAT_VERSION),
            found=message("format {format}", format=version),
            next_step=message(
                "make it anew: verantwoord --book {path} upgrade NEW.book",
                path=str(path),
            ),
        )


def format_of(connection: sqlite3.Connection, path: Path) -> int:
    """Give the number of a book's format; raises where the file is no book."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise _no_database(path) from None
        raise
    if application != APPLICATION_ID:
        raise no_book(path, message("a database of another program"))
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _no_database(path: Path) -> LedgerError:
    # No lock is held on what is no database, so it may be opened and closed.
    from ledger.bundle.beginning import is_bundle

    if is_bundle(path):
        return BundleGivenError(path)
    return no_book(path, message("another kind of file"))


def check_length(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where the end of the file is missing: SQLite takes it for zeros."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = pages * connection.execute("PRAGMA page_size").fetchone()[0]
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    there = path.stat().st_size
    # In WAL mode, which another program may have chosen, the rest lies beside it.
    if there < size and mode != "wal":
        found = plural(
            "{count} byte, where {size} were written",
            "{count} bytes, where {size} were written",
            count=there,
            size=size,
        )
        raise damaged(path, found=found)


def check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where a table is missing, or something else has its name."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    there = {name for (name,) in connection.execute(query)}
    missing = sorted(TABLE_NAMES - there)
    if missing:
        raise damaged(path, found=message("no table {tables}", tables=missing))
