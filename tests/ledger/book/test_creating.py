"""A new book is there whole or not at all, and never over another file."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fixtures.books import OPENED, Clock, build, steady_world
from ledger.book.creating import create_book
from ledger.errors import LedgerError, RefusedError, SurroundingsError, UsageError
from ledger.placing import new_file
from ledger.store.connection import connect
from ledger.store.reading import Reader


def create(path: Path) -> None:
    create_book(path, OPENED, world=steady_world(Clock()))


def test_a_new_book_has_its_first_events_and_a_secret(tmp_path: Path) -> None:
    create(tmp_path / "a.book")
    with closing(connect(tmp_path / "a.book")) as connection:
        reader = Reader(connection)
        types = [leaf.event.__struct_config__.tag for leaf in reader.leaves(0, 9)]
        assert len(reader.secret()) == 32
    assert types == ["book-opened/1", "user-added/1", "school-changed/1"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.book"]


def make_text(path: Path) -> None:
    path.write_text("mijn notities", "utf-8")


def make_empty(path: Path) -> None:
    path.touch()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_book(path: Path) -> None:
    with build(path):
        pass


@pytest.mark.parametrize(
    "make", [make_text, make_empty, make_folder, make_dangling_link, make_book]
)
def test_a_file_that_is_there_is_never_written_over(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.book"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UsageError, match="is there already") as raised:
        create(path)
    assert raised.value.code == 2
    assert raised.value.place == str(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.book"]


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with pytest.raises(UsageError, match="is there already"):
        _make(path, lambda _part: path.write_text("sooner", "utf-8"))
    assert path.read_text("utf-8") == "sooner"
    assert [found.name for found in tmp_path.iterdir()] == ["a.book"]


def _make(path: Path, fill: Callable[[Path], object]) -> None:
    with new_file(path) as part:
        part.write_text("later", "utf-8")
        fill(part)


def test_a_book_that_cannot_be_begun_leaves_nothing_behind(tmp_path: Path) -> None:
    other_school = msgspec.structs.replace(OPENED, school="000001")
    with pytest.raises(RefusedError):
        create_book(tmp_path / "a.book", other_school, world=steady_world(Clock()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none/a.book", "x" * 300])
def test_a_place_where_nothing_can_be_made_is_said_to_be(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    with pytest.raises(SurroundingsError, match="cannot be made") as raised:
        create(path)
    assert raised.value.place == str(path)


def test_an_error_names_the_file_that_was_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with pytest.raises(LedgerError) as raised, new_file(path) as part:
        connect(part)
    assert raised.value.message == f"{path} is not a book of verantwoord"
    assert raised.value.place == str(path)
    assert str(raised.value) == raised.value.message


def test_what_a_killed_process_was_making_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f"a.book.{os.getpid()}-0.part").touch()
    create(tmp_path / "a.book")
    connect(tmp_path / "a.book").close()


def test_two_who_begin_the_same_book_do_not_both_succeed(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with pytest.raises(UsageError, match="is there already"):
        _make(path, lambda _part: create(path))
    with closing(connect(path)) as connection:
        assert Reader(connection).size() == 3
