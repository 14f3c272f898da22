"""A backup is a whole copy, made while others write, and never over another file."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import Clock, build, record_all, steady_world, worked_example
from ledger.book import Book
from ledger.book.copying import backup, check_whole
from ledger.commands import AttachDocument
from ledger.errors import SurroundingsError, UsageError
from ledger.store.connection import DamagedError, connect
from tests.ledger.book.small import MORE, SPENT, everything, size

RECEIPT = AttachDocument(
    of="A",
    kind="invoice",
    name="factuur.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.7" * 9_000,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with build(tmp_path / "a.book", [*worked_example(), RECEIPT]) as book:
        book.keep_note(3, b"a note")
    return book.path


def test_a_backup_holds_all_that_the_book_holds(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / "copy.book"
    assert backup(path, copy) == size(path)
    assert everything(copy) == everything(path)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.book", "copy.book"]


def test_a_backup_is_a_book_to_work_in(tmp_path: Path, path: Path) -> None:
    backup(path, tmp_path / "copy.book")
    with Book(tmp_path / "copy.book", steady_world(Clock(), "copy")) as copy:
        record_all(copy, [MORE])
    assert size(tmp_path / "copy.book") == size(path) + 1
    assert check_whole(tmp_path / "copy.book", named=path) == size(path) + 1


@pytest.mark.parametrize("name", ["a.book", "other.txt"])
def test_a_backup_is_never_written_over_a_file(
    tmp_path: Path, path: Path, name: str
) -> None:
    (tmp_path / "other.txt").write_text("mijn notities", "utf-8")
    before = {found.name: found.read_bytes() for found in tmp_path.iterdir()}
    with pytest.raises(UsageError, match="is there already"):
        backup(path, tmp_path / name)
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == before


def test_a_backup_may_be_read_by_those_who_may_read_the_book(
    tmp_path: Path, path: Path
) -> None:
    path.chmod(0o640)
    backup(path, tmp_path / "copy.book")
    assert stat.S_IMODE((tmp_path / "copy.book").stat().st_mode) == 0o640


def test_a_backup_of_no_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="there is no file"):
        backup(tmp_path / "a.book", tmp_path / "copy.book")
    assert list(tmp_path.iterdir()) == []


CHANGES = {
    "a leaf": "UPDATE events SET leaf = x'00' WHERE n = 4",
    "a hash": "UPDATE hashes SET hash = zeroblob(32) WHERE position = 7",
    "a document": "UPDATE documents SET content = x'00'",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_backup_of_a_book_that_was_changed_is_refused(
    tmp_path: Path, path: Path, change: str
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for table in ("events", "hashes", "documents"):
            raw.execute(f"DROP TRIGGER {table}_no_update")
        raw.execute(change)
    with pytest.raises(DamagedError) as raised:
        backup(path, tmp_path / "copy.book")
    assert raised.value.place == str(path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.book"]


def test_a_backup_of_a_book_with_a_lost_page_is_refused(
    tmp_path: Path, path: Path
) -> None:
    pages = bytearray(path.read_bytes())
    with closing(connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'disclosures'"
        (page,) = connection.execute(query).fetchone()
    pages[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(pages)
    with pytest.raises(DamagedError) as raised:
        backup(path, tmp_path / "copy.book")
    assert raised.value.place == str(path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.book"]


def test_a_backup_in_the_middle_of_writing_is_of_one_moment(
    tmp_path: Path, path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        with Book(path, steady_world(Clock(), "busy")) as book:
            while not stop.is_set():
                record_all(book, [MORE, MORE])

    start = size(path)
    writing = threading.Thread(target=write)
    writing.start()
    try:
        sizes = [backup(path, tmp_path / f"{count}.book") for count in range(10)]
    finally:
        stop.set()
        writing.join()
    assert sizes == sorted(sizes)
    assert {(count - start) % 2 for count in sizes} == {0}
    for count, events in enumerate(sizes):
        assert size(tmp_path / f"{count}.book") == events


def test_a_backup_of_a_book_in_wal_is_one_file(tmp_path: Path, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO refs VALUES ('only in the log', 1)")
        backup(path, tmp_path / "copy.book")
    (tmp_path / "alone").mkdir()
    alone = (tmp_path / "copy.book").rename(tmp_path / "alone" / "copy.book")
    with closing(connect(alone)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert ("only in the log", 1) in everything(alone)["refs"]
    assert list((tmp_path / "alone").iterdir()) == [alone]


def test_a_book_goes_on_after_its_backup(tmp_path: Path, path: Path) -> None:
    with Book(path, steady_world(Clock(), "on")) as book:
        record_all(book, [MORE])
        backup(path, tmp_path / "copy.book")
        record_all(book, [MORE])
    assert size(path) == size(tmp_path / "copy.book") + 1
    assert SPENT.ref == "A"
