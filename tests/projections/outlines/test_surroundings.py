"""No file, no right, no room, no moment: the log answers, and no error comes of it."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import build, worked_example
from ledger.errors import SurroundingsError
from projections.outlines import Shelf
from projections.outlines.keeping import catch_up
from projections.view import BookView
from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.ledger.book.test_surroundings import as_somebody
from tests.limits import no_larger_files_than
from tests.projections.outlines.damaging import rewrite
from tests.projections.outlines.keeping import (
    ASKED,
    EXPENSES,
    MORE,
    by_file,
    by_log,
    check,
    contents,
)
from tests.projections.seeing import Desk

MIGRATION = "__migration__"
AT_WORK = [sys.executable, "-m", "tests.projections.outlines.working"]


def work(*words: object) -> subprocess.Popen[str]:
    """Start another process."""
    command = [*AT_WORK, *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def worked(*words: object) -> tuple[int, str]:
    """Give the code and the answer of another process."""
    with work(*words) as process:
        said, _ = process.communicate()
    return process.returncode, said


def test_a_small_book_has_no_file(desk: Desk, tmp_path: Path) -> None:
    check(desk, Shelf(tmp_path / "shelf", least=17))
    check(desk, Shelf(tmp_path / "shelf"))
    assert not (tmp_path / "shelf").exists()


def test_what_came_since_is_read_from_the_log_until_it_is_a_batch(
    desk: Desk, shelf: Shelf, *, kept: Path
) -> None:
    before = contents(kept)
    desk.record(*MORE[:4])
    check(desk, shelf)
    assert contents(kept) == before
    desk.record(*MORE[4:])
    check(desk, shelf)
    assert len(contents(kept)["outlines"]) == len(before["outlines"]) + 5


@pytest.mark.parametrize("level", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("is_behind", [False, True])
def test_a_file_that_others_hold_is_not_waited_for(
    desk: Desk, shelf: Shelf, *, kept: Path, level: str, is_behind: bool
) -> None:
    if is_behind:
        desk.record(*MORE)
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute(f"BEGIN {level}")
        check(desk, Shelf(shelf.folder, least=0, batch=1))


def test_a_folder_that_is_a_file_is_done_without(desk: Desk, shelf: Shelf) -> None:
    shelf.folder.write_bytes(b"no folder")
    check(desk, shelf)
    assert shelf.folder.read_bytes() == b"no folder"


def test_a_file_that_is_a_folder_is_done_without(desk: Desk, shelf: Shelf) -> None:
    with desk.view() as view:
        shelf.path(view.origin).mkdir(parents=True)
    check(desk, shelf)


@pytest.mark.parametrize("octets", [0, 4096, 10_000])
def test_without_room_the_log_answers(desk: Desk, shelf: Shelf, octets: int) -> None:
    with no_larger_files_than(octets):
        check(desk, shelf)
    check(desk, shelf)
    with desk.view() as view:
        assert len(contents(shelf.path(view.origin))["outlines"]) == view.size


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o555])
def test_without_the_right_to_write_the_log_answers(mode: int) -> None:
    with scratch() as name:
        folder = Path(name)
        folder.chmod(0o777)
        build(folder / "a.book", worked_example()).close()
        shelf = Shelf(folder / "shelf", least=0)
        shelf.folder.mkdir()
        shelf.folder.chmod(mode)
        with as_somebody(), BookView(folder / "a.book") as view:
            for wanted in ASKED:
                expected = by_log(view, wanted)
                assert by_file(view, wanted, shelf=shelf) == expected
        shelf.folder.chmod(0o777)
        assert list(shelf.folder.iterdir()) == []


@pytest.mark.parametrize("lines", [0, 1, 5, 12, 15])
def test_a_process_that_is_killed_leaves_whole_batches(
    desk: Desk, shelf: Shelf, *, tmp_path: Path, lines: int
) -> None:
    path = tmp_path / "killed.db"
    assert worked("fall", desk.path, path, lines)[0] == -signal.SIGKILL
    found = contents(path)
    whole = lines // 5 * 5
    assert len(found.get("outlines", [])) == whole
    reached = [size for name, size in found.get("tracking", []) if name != MIGRATION]
    assert reached == ([whole] if whole else [])
    with desk.view() as view:
        made = shelf.path(view.origin)
        catch_up(path, view, batch=5)
    check(desk, shelf)
    assert contents(path) == contents(made)


def test_an_event_that_cannot_be_read_ends_what_is_kept_before_its_batch(
    desk: Desk, shelf: Shelf
) -> None:
    desk.book.close()
    rewrite(desk.path, 11, before=b"expense-recorded/1", after=b"expense-recorded/9")
    with desk.view() as view:
        with pytest.raises(SurroundingsError, match="expense-recorded/9"):
            by_file(view, EXPENSES, shelf=shelf)
        assert len(contents(shelf.path(view.origin))["outlines"]) == 10
    with desk.view("#10") as view:
        assert by_file(view, EXPENSES, shelf=shelf) == by_log(view, EXPENSES)


def test_several_processes_at_once_find_the_same(desk: Desk, shelf: Shelf) -> None:
    others = [work("find", desk.path, shelf.folder) for _ in range(4)]
    answers = [process.communicate()[0] for process in others]
    assert [process.returncode for process in others] == [0] * 4
    with desk.view() as view:
        expected = [line.number for line in by_log(view, EXPENSES)]
        assert len(contents(shelf.path(view.origin))["outlines"]) == view.size
    assert [json.loads(answer)["numbers"] for answer in answers] == [expected] * 4


def test_only_who_writes_a_file_needs_the_library_that_does(
    desk: Desk, shelf: Shelf
) -> None:
    said = [worked("find", desk.path, shelf.folder)[1] for _ in range(2)]
    assert [json.loads(each)["library"] for each in said] == [True, False]
