"""Why a book cannot be used: what SQLite says, as one sentence for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message


class LockedError(SurroundingsError):
    """Another process holds the book; trying again may help."""

    kind = "locked"


class DamagedError(SurroundingsError):
    """The file is a book, and what it holds does not fit together."""

    kind = "damaged"

    def call_it(self, path: Path) -> None:
        """Name the book as whoever uses it does: SQLite knows its whole path only."""
        whole = str(path.resolve())
        self.message = self.message.replace(whole, str(path))
        self.args = (self.message,)
        self.place = str(path) if self.place == whole else self.place


class NewerEventError(SurroundingsError):
    """The book has an event of a type that only a newer program knows."""

    kind = "unknown-type"


class BundleGivenError(UsageError):
    """A proof bundle was given where a book is asked for: it can be looked at."""

    kind = "bundle-given"

    def __init__(self, path: Path) -> None:
        """Say so of the file at `path`, and what can be done with it."""
        file = quote(str(path))
        super().__init__(
            message(
                "{file} is a proof bundle, not a book: it is there to be looked at and"
                " verified",
                file=str(path),
            ),
            place=str(path),
            expected=message("a book"),
            next_step=message(
                "verantwoord verify {file}, or: verantwoord show balance --book {file}",
                file=file,
            ),
        )


SQLITE_RAISES = (sqlite3.Error, UnicodeDecodeError)
"""What reading and writing through SQLite raises; the second for damaged text."""


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one sentence about `path`."""
    try:
        yield
    except SQLITE_RAISES as error:
        raise explain(error, path) from error
    except DamagedError as error:
        error.call_it(path)
        raise


def explain(error: Exception, path: Path) -> SurroundingsError:
    """Give the sentence for an error of SQLite, or of the library around it."""
    code = _code(error)
    if code in _LOCKED or isinstance(error, TimeoutError):
        return locked(path)
    if code & _PRIMARY in _DAMAGED or "decode" in str(error).lower():
        return damaged(path, found=str(error))
    for known in (code, code & _PRIMARY):
        if known in _SENTENCES:
            sentence, next_step = _SENTENCES[known]
            return SurroundingsError(
                sentence.format(path),
                place=str(path),
                found=str(error),
                next_step=next_step,
            )
    return SurroundingsError(f"{path}: {error}", place=str(path))


def locked(path: Path) -> LockedError:
    """Give the error of a book that others hold for too long."""
    return LockedError(
        f"{path} is in use by another program",
        place=str(path),
        expected="a free moment within half a minute",
        next_step="wait until the other command ends, and try again",
    )


def damaged(path: Path | str, *, found: str) -> DamagedError:
    """Give the error of a book that is damaged; `found` says where it shows."""
    return DamagedError(
        f"{path} is damaged",
        place=str(path),
        expected="a whole book",
        found=found,
        next_step="go on from a backup, and keep this file: verify says what holds",
    )


def is_locked(error: sqlite3.Error) -> bool:
    """Whether trying again may help."""
    return _code(error) & _PRIMARY in _LOCKED


def _code(error: Exception) -> int:
    # The library around SQLite raises errors of its own, from those of SQLite.
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    return int(getattr(cause, "sqlite_errorcode", 0))


_PRIMARY = 0xFF
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_ERROR,  # a table that is missing, or a schema that is none
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_CONSTRAINT,  # a side table that does not fit the log
}
_MAY_NOT_WRITE = "{} or its folder may not be written"
_MAY_NOT_OPEN = "{} or its folder may not be opened, or not be written"
_PERMISSION = "ask for the right to write there, or work in a copy of your own"
_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "the disk is full: nothing was recorded in {}",
        "make room on the disk, and try again",
    ),
    sqlite3.SQLITE_READONLY: (_MAY_NOT_WRITE, _PERMISSION),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "{} was moved or replaced while it was open",
        "try again: nothing was recorded",
    ),
    sqlite3.SQLITE_CANTOPEN: (_MAY_NOT_OPEN, _PERMISSION),
    sqlite3.SQLITE_PERM: (_MAY_NOT_OPEN, _PERMISSION),
    sqlite3.SQLITE_AUTH: (_MAY_NOT_OPEN, _PERMISSION),
    sqlite3.SQLITE_IOERR: (
        "the disk failed while {} was read or written",
        "see that the disk works and has room, and try again",
    ),
}
