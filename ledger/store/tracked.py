"""Files of rows that follow the log: a read model, and how far it has come.

The rows of a batch and the library's tracking of the log are one transaction: a file is
never further, nor less far, than it says. This reads them; `tracking` writes them, with
the event-sourcing library.

Trusted with nothing: what a file says can be made again from the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from ledger.store.connection import open_file
from ledger.store.explaining import damaged, sqlite_errors

PATIENCE_SECONDS = 1
"""How long one waits for others who write: what is asked for is in the log as well."""

POSITION = "SELECT notification_id FROM tracking WHERE application_name = ?"


class Layout(Struct, frozen=True, kw_only=True):
    """What a kind of file is known by, and the tables of its own."""

    application_id: int
    version: int
    tables: tuple[str, ...]

    def check(self, connection: sqlite3.Connection, path: Path) -> None:
        """Raise `DamagedError` where a file is of another kind."""
        marks = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        if marks != [self.application_id, self.version]:
            raise damaged(path, found=f"a file with the marks {marks}")


@contextmanager
def reading(path: Path, layout: Layout) -> Iterator[sqlite3.Connection]:
    """Read a file as of one moment; raises `SurroundingsError` where it cannot be."""
    with sqlite_errors(path), closing(open_file(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        layout.check(connection, path)
        yield connection


def position(connection: sqlite3.Connection, name: str) -> int:
    """Give how many events of a log a file has followed."""
    row = connection.execute(POSITION, (name,)).fetchone()
    return row[0] if row and isinstance(row[0], int) else 0
