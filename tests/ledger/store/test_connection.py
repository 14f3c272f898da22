"""A file that is no book says so in one sentence, and is left as it was."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import Clock, build, steady_world, worked_example
from ledger.book import Book
from ledger.errors import SurroundingsError
from ledger.store.connection import OlderFormatError, connect
from ledger.store.schema import APPLICATION_ID, FORMAT_VERSION


def make_nothing(_path: Path) -> None:
    """Leave the place empty."""


def make_folder(path: Path) -> None:
    path.mkdir()


def make_empty(path: Path) -> None:
    path.touch()


def make_text(path: Path) -> None:
    path.write_text("instelling;030569\n" * 500, "utf-8")


def make_noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(8192))


def make_header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def make_header_and_noise(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + random.Random(2).randbytes(8192))


def make_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE events (n INTEGER PRIMARY KEY)")


def make_newer(path: Path) -> None:
    with build(path):
        pass
    set_format(path, FORMAT_VERSION + 1)


def make_older(path: Path) -> None:
    with build(path):
        pass
    set_format(path, FORMAT_VERSION - 1)


def make_without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={FORMAT_VERSION}")
        connection.execute("CREATE TABLE other (n)")


def make_with_a_view(path: Path) -> None:
    with build(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE events RENAME TO hidden")
        connection.execute("CREATE VIEW events AS SELECT * FROM hidden")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def set_format(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version={version}")


NO_BOOKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (make_nothing, "there is no file {}"),
    "a folder": (make_folder, "{} is not a file"),
    "a pipe": (make_pipe, "{} is not a file"),
    "an empty file": (make_empty, "{} is not a book of verantwoord"),
    "a text": (make_text, "{} is not a book of verantwoord"),
    "noise": (make_noise, "{} is not a book of verantwoord"),
    "a header": (make_header_only, "{} is not a book of verantwoord"),
    "a header and noise": (make_header_and_noise, "{} is not a book of verantwoord"),
    "another database": (make_other_database, "{} is not a book of verantwoord"),
    "a newer format": (
        make_newer,
        f"{{}} has format {FORMAT_VERSION + 1}, newer than this program knows",
    ),
    "an older format": (
        make_older,
        f"{{}} has format {FORMAT_VERSION - 1}, older than this program writes",
    ),
    "no tables": (make_without_tables, "{} is damaged"),
    "a view as a table": (make_with_a_view, "{} is damaged"),
}


@pytest.mark.parametrize(("make", "sentence"), NO_BOOKS.values(), ids=list(NO_BOOKS))
def test_what_is_no_book_is_said_to_be_none(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "a.book"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for attempt in (lambda: connect(path), lambda: Book(path, steady_world(Clock()))):
        with pytest.raises(SurroundingsError) as raised:
            attempt()
        assert raised.value.code == 3
        assert raised.value.message == sentence.format(path)
        assert raised.value.place == str(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_an_older_book_names_the_command_that_makes_it_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    make_older(path)
    with pytest.raises(OlderFormatError) as raised:
        connect(path)
    assert "upgrade" in (raised.value.next_step or "")


@pytest.mark.parametrize(
    "name",
    ["50% #1?.book", "école & co.book", "a b\tc.book", os.fsdecode(b"\xff\xfe.book")],
)
def test_a_book_may_have_any_name(tmp_path: Path, name: str) -> None:
    with build(tmp_path / name, worked_example()) as book:
        assert book.path.is_file()
    connect(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_book_is_found_through_a_link(tmp_path: Path) -> None:
    with build(tmp_path / "a.book"):
        pass
    (tmp_path / "link.book").symlink_to("a.book")
    connect(tmp_path / "link.book").close()


def test_nothing_is_written_through_a_reader(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book, closing(connect(book.path)) as reading:
        before = book.path.read_bytes()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reading.execute("INSERT INTO refs VALUES ('x', 1)")
        assert book.path.read_bytes() == before


def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        connect(tmp_path / ("x" * 300))
