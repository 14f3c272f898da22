"""A full disk or a missing right gives one sentence, and leaves the book as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from fixtures.books import OPENED, Clock, build, steady_world, worked_example
from ledger.book import Book
from ledger.book.copying import backup
from ledger.book.creating import create_book
from ledger.errors import LedgerError, SurroundingsError
from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.conftest import ROOT
from tests.ledger.book.small import MORE, scratch

NOBODY = 65534
FILLING = [sys.executable, "-m", "tests.ledger.book.filling"]
IN_SMALL_DISK = 'mount -t tmpfs -o size=400k none "$0" && exec "$@"'


def check_filled(answer: dict[str, Any], *, sentence: str) -> None:
    assert answer["acknowledged"] == answer["recorded"]
    assert answer["recorded"]
    assert answer["recording"]["code"] == 3
    assert sentence in answer["recording"]["message"]
    assert answer["backup"]["code"] in (0, 3)
    copied = ["copy.book"] if answer["backup"]["code"] == 0 else []
    assert answer["files"] == ["a.book", *copied, "rest"]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_file_that_may_grow_no_more_is_as_it_was(tmp_path: Path) -> None:
    done = run([*FILLING, str(tmp_path), "200000"])
    assert done.returncode == 0, done.stderr
    check_filled(json.loads(done.stdout), sentence="the disk failed while")


@pytest.mark.needs("unshare", "mount")
def test_a_book_on_a_full_disk_is_as_it_was(tmp_path: Path) -> None:
    folder = str(tmp_path)
    alone = ["unshare", "-m", "sh", "-c", IN_SMALL_DISK, folder]
    if run([*alone, "true"]).returncode:
        pytest.skip("only an administrator may make a small disk")
    done = run([*alone, *FILLING, folder])
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    check_filled(answer, sentence="the disk is full")
    assert answer["backup"]["code"] == 3


@pytest.fixture
def path() -> Iterator[Path]:
    """A book in a folder that anybody may enter."""
    with scratch() as name:
        folder = Path(name)
        folder.chmod(0o777)
        with build(folder / "a.book", worked_example()):
            pass
        yield folder / "a.book"
        folder.chmod(0o777)


@contextmanager
def as_somebody() -> Iterator[None]:
    """Give up, for a while, the rights of an administrator."""
    user = os.geteuid()
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def record(path: Path) -> None:
    with Book(path, steady_world(Clock(), "somebody")) as book:
        book.record(MORE, by="u1")


def read(path: Path) -> None:
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        assert len(list(reader.lines())) == reader.size()


def copy(path: Path) -> None:
    backup(path, path.with_name("copy.book"))


def begin(path: Path) -> None:
    create_book(path.with_name("new.book"), OPENED, world=steady_world(Clock()))


def told(act: Callable[[Path], None], path: Path) -> str | None:
    """Give the sentence that an act ends in, None where it is done."""
    try:
        with as_somebody():
            act(path)
    except LedgerError as error:
        if error.code != SurroundingsError.code:
            raise
        return error.message.replace(str(path.parent), "…")
    return None


def test_a_file_that_may_be_read_only_is_read(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    assert told(read, path) is None
    assert told(record, path) == "…/a.book or its folder may not be written"
    assert path.read_bytes() == before
    assert told(copy, path) is None


def test_a_folder_that_may_be_read_only_is_read(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o555)
    before = path.read_bytes()
    assert told(read, path) is None
    said = told(record, path)
    assert said is not None
    assert said.startswith("…/a.book or its folder may not be")
    assert told(copy, path) == "…/copy.book cannot be made: permission denied"
    assert told(begin, path) == "…/new.book cannot be made: permission denied"
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["a.book"]


def test_a_file_that_may_not_be_read_is_said_to_be(path: Path) -> None:
    path.chmod(0o000)
    for act in (read, record):
        said = told(act, path)
        assert said == "…/a.book or its folder may not be opened, or not be written"
    assert told(copy, path) is not None
    assert [found.name for found in path.parent.iterdir()] == ["a.book"]


def test_a_folder_that_may_not_be_entered_is_said_to_be(path: Path) -> None:
    path.parent.chmod(0o000)
    for act in (read, record):
        assert told(act, path) == "…/a.book: permission denied"
    assert told(begin, path) == "…/new.book cannot be made: permission denied"


def test_what_was_left_half_done_where_nothing_may_be_written_is_said(
    path: Path,
) -> None:
    killed = path.with_name("killed.book")
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size=1")
        writing.execute("BEGIN IMMEDIATE")
        rows = [(f"half-{name:05}",) for name in range(3_000)]
        writing.executemany("INSERT INTO refs VALUES (?, 1)", rows)
        shutil.copy(path, killed)
        shutil.copy(f"{path}-journal", f"{killed}-journal")
    killed.chmod(0o444)
    path.parent.chmod(0o555)
    said = told(read, killed)
    assert said is not None
    assert said.startswith("…/killed.book or its folder may not be")
    path.parent.chmod(0o777)
    for left in (killed, Path(f"{killed}-journal")):
        left.chmod(0o666)
    assert told(read, killed) is None


def test_a_book_in_wal_where_nothing_may_be_written_is_said_to_be(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
    path.parent.chmod(0o555)
    said = told(record, path)
    assert said is not None
    assert said.startswith("…/a.book or its folder may not be")
