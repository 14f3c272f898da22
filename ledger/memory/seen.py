"""The file: one table, one format, and sentences for what can go wrong with it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec

from ledger.days import MOMENT_PATTERN
from ledger.errors import SurroundingsError
from ledger.messages import message
from ledger.placing import make_folder
from ledger.system import reason_of

APPLICATION: Final = 0x56414D31
"""Marks the file as a memory: "VAM1"."""

FORMAT: Final = 1
PATIENCE: Final = 5.0
"""How many seconds one waits for others who write."""

_TABLE = """
CREATE TABLE seen (
    origin TEXT NOT NULL,
    key TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note BLOB NOT NULL,
    school TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (origin, key, size, root)
) STRICT, WITHOUT ROWID
"""
_SELECT = (
    "SELECT origin, key, size, root, note, school, seen_at, file FROM seen "
    "ORDER BY origin, key, size"
)
_INSERT = (
    "INSERT OR IGNORE INTO seen (origin, key, size, root, note, school, seen_at, file) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A head that held: `key` is what its log began with, "" for none.

    `seen_at` is the moment (`ledger.days`) of the first check that ended well, `file`
    the name that the file had then.
    """

    origin: str
    key: str
    size: int
    root: bytes
    note: bytes
    school: str
    seen_at: str
    file: str


class Memory:
    """The heads seen, in the file `path`; it is made when the first is remembered."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self.path = path

    def heads(self) -> list[Seen]:
        """Give every head, those of one log together, smallest first.

        Raises `SurroundingsError` where the file is no memory, or cannot be read.
        """
        if not self.path.exists():
            return []
        with self._open() as connection:
            if not _has_tables(connection):
                return []
            return self._read(connection)

    def _read(self, connection: sqlite3.Connection) -> list[Seen]:
        self._check_format(connection)
        rows = connection.execute(_SELECT).fetchall()
        names = Seen.__struct_fields__
        told = [dict(zip(names, row, strict=True)) for row in rows]
        try:
            # The types of a table are those of its file, which may be damaged.
            seen = msgspec.convert(told, list[Seen])
        except msgspec.ValidationError as error:
            why = message("a row is no head: {reason}", reason=str(error))
            raise self._fault(why) from error
        for each in seen:
            if not re.match(MOMENT_PATTERN, each.seen_at):
                raise self._fault(
                    message("{moment!a:.80} is no moment", moment=each.seen_at)
                )
        return seen

    def remember(self, seen: Seen, known: Iterable[Seen] | None = None) -> list[Seen]:
        """Keep a head; one that is there already stays as it was first seen.

        Where the heads that a check knew are given, and another check has kept one of
        the same log since, nothing is kept: those are given back, to be compared first.
        Raises `SurroundingsError` where it cannot be written.
        """
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._begin(connection)
            self._check_format(connection)
            if known is not None:
                compared = {_head(each) for each in (seen, *known)}
                kept = [x for x in self._read(connection) if x.origin == seen.origin]
                if news := [each for each in kept if _head(each) not in compared]:
                    return news
            connection.execute(_INSERT, msgspec.structs.astuple(seen))
            connection.execute("COMMIT")
        return []

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            make_folder(self.path.parent)
            with closing(
                sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            ) as connection:
                # As a book: what was remembered stays so when the power goes.
                connection.execute("PRAGMA synchronous=EXTRA")
                connection.execute("PRAGMA fullfsync=ON")
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._fault(str(error)) from error
        except OSError as error:
            raise self._fault(reason_of(error)) from error

    def _begin(self, connection: sqlite3.Connection) -> None:
        if not _has_tables(connection):
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")

    def _check_format(self, connection: sqlite3.Connection) -> None:
        found = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        if found[0] != APPLICATION:
            raise self._fault(message("it is something else"))
        if found[1] != FORMAT:
            raise self._fault(
                message(
                    "it has format {found}, not {format}", found=found[1], format=FORMAT
                )
            )

    def _fault(self, why: str) -> SurroundingsError:
        return SurroundingsError(
            message(
                "the memory in {path} cannot be used: {reason}",
                path=str(self.path),
                reason=why,
            ),
            place=str(self.path),
            expected=message("a file that this program made, and may write"),
            next_step=message(
                "leave it out with --no-memory, or name another folder in"
                " VERANTWOORD_DATA"
            ),
        )


def _head(seen: Seen) -> tuple[str, str, int, bytes]:
    return seen.origin, seen.key, seen.size, seen.root


def _has_tables(connection: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_schema"
    return bool(connection.execute(query).fetchone()[0])
