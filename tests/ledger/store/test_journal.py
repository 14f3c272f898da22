"""A book is one file: in rollback-journal mode, also after what others did to it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import Clock, build, record_all, steady_world, worked_example
from ledger.book import Book
from ledger.commands import RecordAllocation
from ledger.errors import SurroundingsError
from ledger.store.connection import connect, uri
from ledger.store.reading import Reader


def mode(path: Path) -> str:
    with closing(sqlite3.connect(uri(path, "ro"), uri=True)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def allocation(year: int) -> RecordAllocation:
    return RecordAllocation(year=year, on=Clock().moment.date(), amount=100)


def test_a_book_is_one_file_in_rollback_mode(tmp_path: Path) -> None:
    with build(tmp_path / "a.book", worked_example()) as book:
        assert files(tmp_path) == ["a.book"]
        record_all(book, [allocation(2026)])
        assert files(tmp_path) == ["a.book"]
    assert mode(book.path) == "delete"


def test_a_book_that_was_switched_to_wal_is_switched_back(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        pass
    with closing(sqlite3.connect(book.path)) as other:
        assert other.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    with closing(connect(book.path)) as reading:
        assert Reader(reading).size() == 3
    with Book(book.path, steady_world(Clock())) as again:
        again.record(allocation(2025), by="u1")
    assert mode(book.path) == "delete"
    assert files(tmp_path) == ["a.book"]


def test_a_book_in_wal_that_others_are_in_is_written_all_the_same(
    tmp_path: Path,
) -> None:
    with build(tmp_path / "a.book") as book:
        pass
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("SELECT * FROM events").fetchone()
        with Book(book.path, steady_world(Clock())) as again:
            again.record(allocation(2025), by="u1")
    with closing(connect(book.path)) as reading:
        assert Reader(reading).size() == 5


@pytest.fixture
def half_done(tmp_path: Path) -> tuple[Path, bytes]:
    """A book as a killed process leaves it, and its bytes before that."""
    with build(tmp_path / "a.book", worked_example()) as book:
        before = book.path.read_bytes()
    killed = tmp_path / "killed.book"
    with closing(sqlite3.connect(book.path, isolation_level=None)) as writing:
        # So small a cache writes pages before the end of the transaction.
        writing.execute("PRAGMA cache_size=1")
        writing.execute("BEGIN IMMEDIATE")
        for name in range(3_000):
            writing.execute("INSERT INTO refs VALUES (?, 1)", (f"half-{name:05}",))
        shutil.copy(book.path, killed)
        shutil.copy(f"{book.path}-journal", f"{killed}-journal")
    assert killed.read_bytes() != before
    return killed, before


def test_what_a_killed_process_left_is_undone_by_the_next_writer(
    half_done: tuple[Path, bytes],
) -> None:
    path, before = half_done
    Book(path, steady_world(Clock())).close()
    assert path.read_bytes() == before
    assert not Path(f"{path}-journal").exists()


def test_what_a_killed_process_left_is_undone_by_the_next_reader(
    half_done: tuple[Path, bytes],
) -> None:
    path, before = half_done
    with closing(connect(path)) as reading:
        assert Reader(reading).ref("half-00000") is None
    assert path.read_bytes() == before
    assert not Path(f"{path}-journal").exists()


def test_a_copy_without_its_journal_is_whole_or_said_to_be_damaged(
    tmp_path: Path,
) -> None:
    said = []
    for pages in (1, 2, 3, 5, 8, 13, 21):
        copy = copy_in_the_middle(tmp_path / str(pages), pages)
        said.append(outcome(copy))
    assert "damaged" in said
    assert set(said) <= {"whole", "damaged"}


def copy_in_the_middle(folder: Path, pages: int) -> Path:
    """Copy a book, but not its journal, while a transaction is being written."""
    folder.mkdir()
    with build(folder / "a.book", worked_example()) as book:
        pass
    with closing(sqlite3.connect(book.path, isolation_level=None)) as writing:
        writing.execute(f"PRAGMA cache_size={pages}")
        writing.execute("BEGIN IMMEDIATE")
        tip = writing.execute("SELECT max(n) + 1 FROM events").fetchone()[0]
        query = "SELECT max(position) + 1 FROM hashes"
        last = writing.execute(query).fetchone()[0]
        for n in range(400):
            row = (tip + n, "2030", n + 1, "x", bytes(500))
            writing.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
            writing.execute("INSERT INTO hashes VALUES (?, ?)", (last + n, bytes(32)))
        return Path(shutil.copy(book.path, folder / "copy.book"))


def outcome(path: Path) -> str:
    try:
        with closing(connect(path)) as reading:
            reader = Reader(reading)
            lines = list(reader.lines())
            whole = len(lines) == reader.size() and lines[-1] == reader.line(13)
            return "whole" if whole else "torn, and not noticed"
    except SurroundingsError as error:
        return error.kind
