"""What a witness remembers: of each log the key, and the last head that it cosigned.

One SQLite file beside the key. A head is checked and stored in one transaction that
keeps others out (`BEGIN IMMEDIATE`), and on the disk before the answer is given out:
two requests at once, or a power cut, never make a witness cosign two stories.

Trusted: whoever edits or takes away this file can have a fork cosigned. An old copy of
it that is put back forgets the heads since: keep it with the key, and never copy it to
a second place where the same key is used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message
from ledger.system import reason_of

APPLICATION_ID: Final = 0x56445754
"""`VDWT`, in the header of the file."""

TIMEOUT_SECONDS: Final = 10

_TABLE: Final = """CREATE TABLE logs (
    origin TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    size INTEGER NOT NULL,
    note BLOB NOT NULL) STRICT"""


class Seen(Struct, frozen=True):
    """The last cosigned head of a log: its key as a vkey, its size, its signed note."""

    key: str
    size: int
    note: bytes


class Memory:
    """An open memory; `path` is its file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use a connection that is open."""
        self.path = path
        self._connection = connection

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others out; what was kept inside is on the disk at the end, or gone."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def seen(self, origin: str) -> Seen | None:
        """Give what is remembered of a log, None for one that was never cosigned."""
        query = "SELECT key, size, note FROM logs WHERE origin = ?"
        row = self._connection.execute(query, (origin,)).fetchone()
        if row is None:
            return None
        try:
            # The types of a table are those of its file, which may be damaged.
            told = dict(zip(Seen.__struct_fields__, row, strict=True))
            return msgspec.convert(told, Seen)
        except msgspec.ValidationError as error:
            raise SurroundingsError(
                message(
                    "the memory of the witness is damaged: {reason}", reason=str(error)
                ),
                place=str(self.path),
                next_step=message("put it back from where the key was kept"),
            ) from error

    def keep(self, origin: str, seen: Seen) -> None:
        """Remember a head instead of the one before."""
        statement = "INSERT OR REPLACE INTO logs VALUES (?, ?, ?, ?)"
        values = (origin, seen.key, seen.size, seen.note)
        self._connection.execute(statement, values)


def make_memory(path: Path) -> None:
    """Make the file of a new witness, which has seen nothing; never over another."""
    try:
        path.open("xb").close()
    except FileExistsError:
        raise UsageError(
            message("{path} is there already", path=str(path)),
            place=str(path),
            expected=message("the name of a new file"),
            next_step=message("choose another name"),
        ) from None
    except OSError as error:
        said = message(
            "{path} cannot be made: {reason}", path=str(path), reason=reason_of(error)
        )
        raise SurroundingsError(said, place=str(path)) from None
    with _explained(path), closing(_connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(_TABLE)


@contextmanager
def open_memory(path: Path) -> Iterator[Memory]:
    """Open the file of a witness; raises `SurroundingsError` where it is none."""
    if not path.is_file():
        raise SurroundingsError(
            message(
                "the memory of this witness is missing: without it, it could cosign two"
                " stories"
            ),
            place=str(path),
            expected=message("the file that was made with its key"),
            next_step=message(
                "put it back from where the key was kept; if it is lost, make a new"
                " witness, with another key"
            ),
        )
    with _explained(path), closing(_connect(path)) as connection:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        if found != APPLICATION_ID:
            raise SurroundingsError(
                message("{path} is not the memory of a witness", path=str(path)),
                place=str(path),
                expected=message("a file made by: verantwoord key new-witness"),
            )
        yield Memory(path, connection)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=TIMEOUT_SECONDS)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA fullfsync=ON")
    return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise SurroundingsError(
            message(
                "the memory of the witness cannot be used: {reason}", reason=str(error)
            ),
            place=str(path),
            expected=message("a file made by: verantwoord key new-witness"),
            next_step=message(
                "see that nobody else uses it, and that the disk is not full; if it is"
                " damaged, put it back from where the key was kept"
            ),
        ) from error
