"""A book that others are in as well: they are waited for, and what they did is seen."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fixtures.books import Clock, build, record_all, steady_world, worked_example
from ledger.book import Book, Writer
from ledger.errors import LedgerError, RefusedError
from ledger.store.connection import LockedError, connect
from tests.ledger.book.small import MORE, SPENT, impatient, size


def test_a_book_that_others_hold_is_tried_a_bounded_number_of_times(
    tmp_path: Path,
) -> None:
    with build(tmp_path / "a.book") as book:
        pass
    pauses: list[float] = []
    with (
        closing(sqlite3.connect(book.path, isolation_level=None)) as other,
        Book(book.path, impatient(pauses.append)) as waiting,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="is in use by another program") as raised:
            waiting.record(SPENT, by="u1")
        other.execute("ROLLBACK")
        waiting.record(SPENT, by="u1")
    assert raised.value.code == 3
    assert len(pauses) == 4
    assert pauses == sorted(pauses)


def test_a_book_that_others_let_go_of_is_recorded_in(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        pass
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        let_go = impatient(lambda _: other.execute("ROLLBACK"))
        with Book(book.path, let_go) as waiting:
            waiting.record(SPENT, by="u1")
    assert size(book.path) == 5


def test_a_reader_does_not_lose_a_writer_its_work(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        pass
    tried: list[str] = []

    def work(writer: Writer) -> None:
        tried.append("once")
        writer.record(SPENT)

    with closing(connect(book.path)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM events").fetchone()
        let_go = impatient(lambda _: reading.execute("ROLLBACK"))
        with Book(book.path, let_go) as waiting:
            waiting.carry_out(work, by="u1")
    assert tried == ["once"]
    assert size(book.path) == 5


TAKE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error)
connection.close()
"""


def test_reading_a_book_does_not_let_others_in_while_it_is_written(
    tmp_path: Path,
) -> None:
    take = [sys.executable, "-c", TAKE, str(tmp_path / "a.book")]
    with build(tmp_path / "a.book") as book:
        with book.writing("u1") as writer:
            writer.record(SPENT)
            connect(book.path).close()
            Book(book.path, steady_world(Clock())).close()
            during = subprocess.run(take, capture_output=True, text=True, check=True)
        after = subprocess.run(take, capture_output=True, text=True, check=True)
    assert during.stdout == "database is locked\n"
    assert after.stdout == ""


def test_threads_share_a_book(tmp_path: Path) -> None:
    with build(tmp_path / "a.book", worked_example()) as book:
        start = size(book.path)
        threads = [
            threading.Thread(target=lambda: record_all(book, [MORE])) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert size(book.path) == start + 8


def test_what_is_known_of_a_book_is_forgotten_when_its_content_is_exchanged(
    tmp_path: Path,
) -> None:
    with build(tmp_path / "b.book", [SPENT, *worked_example()[1:3]]) as other:
        pass
    with build(tmp_path / "a.book", worked_example()[:2]) as book:
        with (
            closing(sqlite3.connect(other.path)) as source,
            closing(sqlite3.connect(book.path)) as target,
        ):
            source.backup(target)
        with pytest.raises(RefusedError, match="registered already, by A"):
            book.record(msgspec.structs.replace(SPENT, ref="B"), by="u1")
        book.record(msgspec.structs.replace(SPENT, ref="B", invoice="F2"), by="u1")


def test_a_book_that_was_replaced_while_open_is_not_written(tmp_path: Path) -> None:
    with build(tmp_path / "b.book") as other:
        pass
    with build(tmp_path / "a.book", [SPENT]) as book:
        before = other.path.read_bytes()
        other.path.replace(book.path)
        wish = msgspec.structs.replace(SPENT, ref="B", invoice="F2")
        with pytest.raises(LedgerError, match="was moved or replaced") as raised:
            book.record(wish, by="u1")
    assert raised.value.code == 3
    assert book.path.read_bytes() == before
