"""A book as it is at one moment: everything is read in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ledger.store.connection import connect, sqlite_errors


@contextmanager
def snapshot(path: Path, *, check_tip: bool = True) -> Iterator[sqlite3.Connection]:
    """Open a book for reading; what others record meanwhile is not seen.

    Raises `SurroundingsError` where it is none; without `check_tip` a book is also
    opened whose end does not fit its tree.
    """
    connection = connect(path, check_tip=check_tip)
    with closing(connection), sqlite_errors(path):
        connection.execute("BEGIN")
        yield connection
