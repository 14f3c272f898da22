"""How a file of outlines, or a book, comes to be other than it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Damage = Callable[[Path], object]

MOVED = "UPDATE tracking SET notification_id"
NAMED = "UPDATE tracking SET application_name"
HERE = "WHERE application_name LIKE 'verantwoord/%'"


def rewrite(book: Path, n: int, *, before: bytes, after: bytes) -> None:
    """Change the bytes of an event, past the guards of the book."""
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        query = "SELECT leaf FROM events WHERE n = ?"
        (leaf,) = connection.execute(query, (n,)).fetchone()
        assert before in leaf
        changed = leaf.replace(before, after)
        connection.execute("UPDATE events SET leaf = ? WHERE n = ?", (changed, n))
        connection.commit()


def running(*statements: str) -> Damage:
    """Change the tables of a file, as one who can."""

    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return damage


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at" * 20)


def zero_a_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-4096] + bytes(4096))


DAMAGE: dict[str, Damage] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut off": cut,
    "no database": overwrite,
    "a page of zeros": zero_a_page,
    "no table of outlines": running("DROP TABLE outlines"),
    "no table of heads": running("DROP TABLE heads"),
    "no tracking": running("DROP TABLE tracking"),
    "another table": running(
        "DROP TABLE outlines", "CREATE TABLE outlines (n INTEGER PRIMARY KEY, day TEXT)"
    ),
    "another format": running("PRAGMA user_version = 1"),
    "another program": running("PRAGMA application_id = 1"),
    "a row too few": running("DELETE FROM outlines WHERE n = 7"),
    "a row too many": running("INSERT INTO outlines VALUES (-1, 1, 1, 1, 1)"),
    "no rows": running("DELETE FROM outlines"),
    "another type": running("UPDATE outlines SET type = type + 1 WHERE n = 7"),
    "another day": running("UPDATE outlines SET day = day + 90 WHERE n = 7"),
    "another amount": running("UPDATE outlines SET amount = 1 WHERE n = 7"),
    "something undone": running("UPDATE outlines SET undoes = 7 WHERE n = 3"),
    "a position before it": running(f"{MOVED} = 8 {HERE}"),
    "a position after it": running(f"{MOVED} = 999 {HERE}"),
    "a position that is none": running(f"{MOVED} = 'x' {HERE}"),
    "no position": running("DELETE FROM tracking"),
    "no head": running("DELETE FROM heads"),
    "another root": running("UPDATE heads SET root = zeroblob(32)"),
    "another log": running("UPDATE heads SET origin = 'x'"),
    "a log of the same root": running(f"{NAMED} = 'x' {HERE}"),
}
