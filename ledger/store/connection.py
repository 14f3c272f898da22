"""Open a file, and say in a sentence why it is no book where it is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger.errors import LedgerError, SurroundingsError
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION

LOCK_TIMEOUT_SECONDS = 10


class OlderFormatError(SurroundingsError):
    """A book of an older format: `upgrade` makes it anew."""

    kind = "older-format"


def uri(path: Path, mode: str) -> str:
    """Give the name under which SQLite opens a file: `rw` never makes one."""
    quoted = path.resolve().as_posix().replace("%", "%25")
    quoted = quoted.replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted if quoted.startswith('/') else '/' + quoted}?mode={mode}"


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open a book; raises `SurroundingsError` where `path` is none.

    Without `write` nothing can be changed through the connection. It is opened for
    writing all the same, so that what a killed process left half-done is undone first.
    """
    check_file(path)
    connection = sqlite3.connect(
        uri(path, "rw"), uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_SECONDS
    )
    try:
        with sqlite_errors(path):
            check_format(connection, path)
            connection.execute("PRAGMA synchronous=FULL")
            if not write:
                connection.execute("PRAGMA query_only=ON")
    except LedgerError:
        connection.close()
        raise
    return connection


def check_file(path: Path) -> None:
    """Raise `SurroundingsError` where there is no file that could be a book."""
    place = str(path)
    if not path.exists():
        raise SurroundingsError(
            f"there is no file {path}",
            place=place,
            expected="a book",
            next_step="name another one with --book, or begin one: verantwoord init",
        )
    if not path.is_file():
        raise SurroundingsError(f"{path} is not a file", place=place, expected="a book")
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise SurroundingsError(f"{path}: {error.strerror}", place=place) from None
    if start != b"SQLite format 3\x00":
        raise no_book(path)


def no_book(path: Path) -> SurroundingsError:
    """Give the error of a file that is no book."""
    return SurroundingsError(
        f"{path} is not a book of verantwoord",
        place=str(path),
        expected="a file made by: verantwoord init",
        found="another kind of file",
    )


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where the file is no book, or one of another format than this program's."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise no_book(path)
    if version > FORMAT_VERSION:
        raise SurroundingsError(
            f"{path} has format {version}, newer than this program knows",
            place=str(path),
            expected=f"format {FORMAT_VERSION}",
            found=f"format {version}",
            next_step="install a newer version of verantwoord",
        )
    if version < FORMAT_VERSION:
        raise OlderFormatError(
            f"{path} has format {version}, older than this program writes",
            place=str(path),
            expected=f"format {FORMAT_VERSION}",
            found=f"format {version}",
            next_step=f"make it anew: verantwoord --book {path} upgrade NEW.book",
        )


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one sentence about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: Exception, path: Path) -> SurroundingsError:
    """Give the sentence for an error of SQLite, or of the library around it."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return LockedError(
            f"{path} is in use by another program",
            place=str(path),
            expected="a free moment within a few seconds",
            next_step="wait until the other command ends, and try again",
        )
    known = {
        "disk is full": "the disk is full",
        "readonly database": f"{path}, or its folder, may not be written",
        "unable to open": f"{path} cannot be opened",
        "malformed": f"{path} is damaged",
        "not a database": f"{path} is damaged",
        "no such table": f"{path} is damaged: a table is missing",
        "disk I/O error": f"the disk failed while {path} was read or written",
    }
    for part, sentence in known.items():
        if part in said:
            return SurroundingsError(
                sentence,
                place=str(path),
                found=said,
                next_step="nothing was recorded; mend this, or take a backup, and retry",
            )
    return SurroundingsError(f"{path}: {said}", place=str(path))


class LockedError(SurroundingsError):
    """Another process holds the book; trying again may help."""

    kind = "locked"
