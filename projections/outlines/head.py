"""What a file says of itself: of which book it is, how far it goes, and its sum."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ledger.messages import message
from ledger.store.explaining import damaged
from ledger.store.tracked import position
from projections.outlines.table import SUM
from projections.view import BookView

SUM_LIMIT = 2**60
"""No sum of a billion rows is as large."""


def is_of(view: BookView, connection: sqlite3.Connection) -> bool:
    """Whether a file is of this book, and not of another history with its name.

    That is: whether its root is that of as many events of the book.
    """
    size = position(connection, view.origin)
    head = _head(view, connection)
    if head is None or not 0 < size <= view.reader.size():
        return False
    return head[0] == view.reader.root(size)


def check(view: BookView, connection: sqlite3.Connection, *, path: Path) -> None:
    """Raise `DamagedError` where the rows are not those that were written."""
    query = f"SELECT count(*), {SUM} FROM outlines"  # noqa: S608  # a constant
    found = tuple(connection.execute(query).fetchone())
    head = _head(view, connection)
    written = position(connection, view.origin), head[1] if head else 0
    if found != written:
        said = message(
            "rows of {found}, where {written} were written",
            found=str(found),
            written=str(written),
        )
        raise damaged(path, found=said)


def write_head(cursor: sqlite3.Cursor, view: BookView, *, start: int, end: int) -> None:
    """Say of which book the rows are, once those from `start` to `end` are added."""
    head = _head(view, cursor.connection)
    query = f"SELECT {SUM} FROM outlines WHERE n >= ?"  # noqa: S608  # a constant
    added = cursor.execute(query, (start,)).fetchone()[0]
    values = (view.origin, view.reader.root(end), added + (head[1] if head else 0))
    cursor.execute("INSERT OR REPLACE INTO heads VALUES (?, ?, ?)", values)


def _head(view: BookView, connection: sqlite3.Connection) -> tuple[bytes, int] | None:
    query = "SELECT root, sum FROM heads WHERE origin = ?"
    row = connection.execute(query, (view.origin,)).fetchone()
    # The types of a table are those of its file, which may be damaged.
    if row is None or not (isinstance(row[0], bytes) and isinstance(row[1], int)):
        return None
    return (row[0], row[1]) if abs(row[1]) < SUM_LIMIT else None


def clear(cursor: sqlite3.Cursor) -> None:
    """Take away all rows, and what was said of them."""
    cursor.execute("DELETE FROM outlines")
    cursor.execute("DELETE FROM heads")
