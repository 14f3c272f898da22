"""A log that is laid out in memory fills the tables as recording filled the book's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.anchored import anchored
from fixtures.every_kind import every_kind
from fixtures.kept_long import kept_long
from ledger.book import Book
from ledger.sealed import encode_disclosure
from ledger.store.connection import connect
from ledger.store.laying_out import Held, lay_out
from ledger.store.reading import Reader
from ledger.store.tip import check_tip_of

SAME = ("events", "hashes", "disclosures", "refs", "checkpoints", "anchors")
EMPTY = ("documents", "invoices", "commands", "settings")


def held(connection: sqlite3.Connection, *, batch: int = 7) -> Held:
    """What a book holds, its lines a few at a time."""
    reader = Reader(connection)
    events = list(reader.lines())
    sealed = [encode_disclosure(each) for each in reader.all_disclosures()]
    return Held(
        events=[events[i : i + batch] for i in range(0, len(events), batch)],
        disclosures=[sealed[i : i + batch] for i in range(0, len(sealed), batch)],
        refs=dict(connection.execute("SELECT ref, n FROM refs")),
        heads={n: reader.checkpoint(n) or b"" for n in reader.checkpoint_sizes()},
        proofs={n: reader.anchor(n) or b"" for n in reader.anchors()},
    )


@pytest.mark.parametrize("make", [every_kind, anchored, kept_long])
@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_the_tables_are_those_of_the_book(
    tmp_path: Path, make: Callable[[Path], Book], *, batch: int
) -> None:
    path = tmp_path / "school.book"
    make(path).close()
    with (
        closing(connect(path)) as book,
        closing(lay_out(held(book, batch=batch))) as laid,
    ):
        for table in SAME:
            assert rows(laid, table) == rows(book, table)
        assert not any(rows(laid, table) for table in EMPTY)
        check_tip_of(Reader(laid))


def rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    query = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608  # a constant
    return connection.execute(query).fetchall()


def test_nobody_writes_in_it_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "school.book"
    every_kind(path).close()
    with closing(connect(path)) as book, closing(lay_out(held(book))) as laid:
        with pytest.raises(sqlite3.OperationalError):
            laid.execute("DELETE FROM refs")
        # It is nowhere but in memory.
        assert laid.execute("PRAGMA database_list").fetchall() == [(0, "main", "")]
