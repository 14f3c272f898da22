"""See that what was erased is nowhere in the file of the book, nor in its journal.

SQLite overwrites what is deleted (`secure_delete`), but pages that were split before
may hold old copies in space that is not in use, and the journal of the erasure holds
the pages as they were. So an erasure goes like this, and nobody else gets in between:

 1. The book is locked, and a marker `BOOK-erasing` is written beside it, and synced.
 2. The transaction is committed: SQLite syncs the book, then overwrites the head of the
    journal with zeros, and syncs that. From here on there is no way back.
 3. The file is made anew from the rows that are left (VACUUM): that removes all copies.
 4. The journal, which is no use any more, is overwritten with zeros, and synced.
 5. The marker is removed, the lock let go, and SQLite removes the journal.

A process that is killed before 2 leaves the book as it was: whoever opens it next rolls
it back. One that is killed after 2 leaves the marker, and whoever opens the book next
does 3 to 5. What lies outside of these files (copies, backups, blocks that a disk or a
file system keeps) is not reached.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from ledger.errors import SurroundingsError
from ledger.messages import message
from ledger.store.explaining import explain, locked
from ledger.store.patience import Patience
from ledger.store.schema import APPLICATION_ID
from ledger.system import reason_of

CHUNK_OCTETS = 1 << 20
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""How a journal begins that SQLite would roll back (sqlite.org/fileformat2.html)."""

IN_USE = message("the journal is still in use")


class NotScrubbedError(SurroundingsError):
    """The rows are gone, and copies of them may still lie in the file."""

    kind = "not-scrubbed"


def marker_of(path: Path) -> Path:
    """Name the file that stands beside a book while something is erased in it."""
    return Path(f"{path.resolve()}-erasing")


def is_marked(path: Path) -> bool:
    """Whether something was being erased in a book, and that was not finished."""
    try:
        return marker_of(path).exists()
    except OSError:  # a name that is too long, a folder that may not be read
        return False


def journal_of(path: Path) -> Path:
    """Name the rollback journal that SQLite keeps beside a book."""
    return Path(f"{path.resolve()}-journal")


class Erasing:
    """A transaction that erases, through `cursor`, in the book at `path`.

    Raises `SurroundingsError` where another program has the book in WAL mode, and
    `NotScrubbedError` where all of it was recorded, and copies may be left.
    """

    def __init__(
        self, cursor: sqlite3.Cursor, path: Path, *, patience: Patience
    ) -> None:
        """The transaction is begun and ended inside the `with` statement."""
        self._cursor = cursor
        self._path = path
        self._patience = patience
        self._was_marked = False

    def __enter__(self) -> None:
        """Lock the book for all of it, from the first thing that is read."""
        take_alone(self._cursor, self._path, patience=self._patience)
        self._was_marked = is_marked(self._path)
        try:
            _mark(self._path)
        except BaseException as error:
            let_go(self._cursor)
            if isinstance(error, OSError):
                words = message(
                    "{path} cannot be erased from: {reason}",
                    path=str(self._path),
                    reason=reason_of(error),
                )
                raise SurroundingsError(words, place=str(self._path)) from None
            raise

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Scrub the file; what was not committed is not erased."""
        try:
            if kind is None:
                scrub(self._cursor, self._path)
            elif not self._was_marked:
                marker_of(self._path).unlink(missing_ok=True)
        finally:
            let_go(self._cursor)


def take_alone(cursor: sqlite3.Cursor, path: Path, *, patience: Patience) -> None:
    """Lock the book until `let_go`; what is written keeps its journal till then.

    What a killed process left half-done is undone, and who reads is waited for.
    """
    (mode,) = cursor.execute("PRAGMA journal_mode=PERSIST").fetchone()
    if mode != "persist":
        raise locked(path)
    patience.until_free(lambda: cursor.execute("BEGIN EXCLUSIVE"))
    # Only now: whoever waits with a lock that he keeps could wait for another such one.
    cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
    cursor.execute("COMMIT")


def _mark(path: Path) -> None:
    marker = marker_of(path)
    marker.touch()
    _sync(marker)
    with suppress(OSError):  # some systems open no folder
        _sync(marker.parent)


def scrub(cursor: sqlite3.Cursor, path: Path) -> None:
    """Do steps 3 to 5, up to the lock; raises `NotScrubbedError` where that fails."""
    try:
        cursor.execute("VACUUM")
        _overwrite(journal_of(path))
        marker_of(path).unlink()
    except (sqlite3.Error, OSError) as error:
        why = explain(error, path).found if isinstance(error, sqlite3.Error) else None
        raise NotScrubbedError(
            message(
                "the values were erased, but copies of them may still lie in {path}",
                path=str(path),
            ),
            place=str(path),
            expected=message("a file that is made anew without them"),
            found=why or _said(error),
            next_step=message(
                "make room on the disk, close what uses the book, and run any command,"
                " as verantwoord status: it tries again"
            ),
        ) from error


def _said(error: Exception) -> str:
    return IN_USE if error.args == (IN_USE,) else str(error)


def let_go(cursor: sqlite3.Cursor) -> None:
    """Let others have the book again; SQLite removes the journal."""
    cursor.execute("PRAGMA locking_mode=NORMAL")
    with suppress(sqlite3.OperationalError):  # a journal of zeros may stay
        cursor.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        cursor.execute("PRAGMA journal_mode=DELETE").fetchall()


def finish_erasing(path: Path) -> None:
    """Do what a process that was killed while it erased has left undone.

    Where others hold the book, or the disk is full, the next command tries again.
    """
    name = f"{path.resolve().as_uri()}?mode=rw"
    with (
        suppress(sqlite3.Error, OSError, SurroundingsError),
        closing(
            sqlite3.connect(name, uri=True, isolation_level=None, timeout=1)
        ) as connection,
    ):
        cursor = connection.cursor()
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.execute("PRAGMA synchronous=EXTRA")
        take_alone(cursor, path, patience=Patience())
        (application,) = cursor.execute("PRAGMA application_id").fetchone()
        if application == APPLICATION_ID and is_marked(path):
            scrub(cursor, path)
        let_go(cursor)


def _overwrite(journal: Path) -> None:
    """Write zeros over a journal that is of no use any more."""
    with suppress(FileNotFoundError), journal.open("r+b") as file:
        if file.read(len(JOURNAL_MAGIC)) == JOURNAL_MAGIC:
            raise OSError(IN_USE)
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left:
            left -= file.write(bytes(min(left, CHUNK_OCTETS)))
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
