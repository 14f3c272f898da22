"""Why a book cannot be used: what SQLite says, as one sentence for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

from ledger.errors import SurroundingsError, UsageError
from ledger.messages import Message, message, renamed


class LockedError(SurroundingsError):
    """Another process holds the book; trying again may help."""

    kind = "locked"


class DamagedError(SurroundingsError):
    """The file is a book, and what it holds does not fit together."""

    kind = "damaged"

    def call_it(self, path: Path) -> None:
        """Name the book as whoever uses it does: SQLite knows its whole path only."""
        whole = str(path.resolve())
        self.message = renamed(self.message, whole, new=str(path))
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
                sentence(str(path)),
                place=str(path),
                found=str(error),
                next_step=next_step,
            )
    said = message("{path}: {reason}", path=str(path), reason=str(error))
    return SurroundingsError(said, place=str(path))


def locked(path: Path) -> LockedError:
    """Give the error of a book that others hold for too long."""
    return LockedError(
        message("{path} is in use by another program", path=str(path)),
        place=str(path),
        expected=message("a free moment within half a minute"),
        next_step=message("wait until the other command ends, and try again"),
    )


def damaged(path: Path | str, *, found: str) -> DamagedError:
    """Give the error of a book that is damaged; `found` says where it shows."""
    name = str(path) if isinstance(path, Path) else path
    return DamagedError(
        message("{path} is damaged", path=name),
        place=name,
        expected=message("a whole book"),
        found=found,
        next_step=message(
            "go on from a backup, and keep this file: verify says what holds"
        ),
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


def _may_not_write(path: str) -> Message:
    return message("{path} or its folder may not be written", path=path)


def _may_not_open(path: str) -> Message:
    return message(
        "{path} or its folder may not be opened, or not be written", path=path
    )


_PERMISSION = message("ask for the right to write there, or work in a copy of your own")
_SENTENCES: dict[int, tuple[Callable[[str], Message], Message]] = {
    sqlite3.SQLITE_FULL: (
        lambda path: message(
            "the disk is full: nothing was recorded in {path}", path=path
        ),
        message("make room on the disk, and try again"),
    ),
    sqlite3.SQLITE_READONLY: (_may_not_write, _PERMISSION),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        lambda path: message(
            "{path} was moved or replaced while it was open", path=path
        ),
        message("try again: nothing was recorded"),
    ),
    sqlite3.SQLITE_CANTOPEN: (_may_not_open, _PERMISSION),
    sqlite3.SQLITE_PERM: (_may_not_open, _PERMISSION),
    sqlite3.SQLITE_AUTH: (_may_not_open, _PERMISSION),
    sqlite3.SQLITE_IOERR: (
        lambda path: message(
            "the disk failed while {path} was read or written", path=path
        ),
        message("see that the disk works and has room, and try again"),
    ),
}
"""What is said of a file, and what to do, by the code of SQLite."""
