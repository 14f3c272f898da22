"""What is to be done in several schools at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.books import OPENED, build, worked_example
from fixtures.stories import told
from tests.cli.terminal import Terminal
from tests.cli.verifying.grouped import bundle, spent

FILES = "zon.book 111111.book 222222.zip cut.zip nowhere.zip"


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """Two books, a bundle of a third log, and one that does not hold."""
    book_of(terminal.folder / "zon.book")
    book_of(terminal.folder / "111111.book", school="111111")
    bundle(terminal.folder, "222222", wishes=[spent("A", 100)])
    (terminal.folder / "cut.zip").write_bytes(told(1)[:-9])
    return terminal


def book_of(path: Path, *, school: str = "030569") -> None:
    origin = f"verantwoord/{school}/0123456789abcdef"
    opened = structs.replace(OPENED, school=school, origin=origin)
    build(path, worked_example(), opened=opened).close()


def test_every_file_is_a_row_or_a_reason(desk: Terminal) -> None:
    answer = desk(f"status {FILES}")
    rows = [" ".join(line.split()) for line in answer.out.splitlines()]
    shown = [row for row in rows if " 2025 – " in row]
    assert shown[0].startswith("zon.book 030569 2025 – 1,347.89 5 now ")
    assert [row.split()[1] for row in shown] == ["030569", "111111", "222222"]
    errors = [row for row in rows if row.startswith("error: ")]
    assert errors[0].startswith("error: cut.zip does not hold: bundle: ")
    assert errors[1:] == [
        "error: nowhere.zip cannot be read: no such file or directory"
    ]
    assert answer.code == 3


def test_one_document_tells_of_every_file(desk: Terminal) -> None:
    found = desk(f"status {FILES} --json").json
    assert (found["ok"], found["code"]) == (False, 3)
    assert [each["file"] for each in found["books"]] == FILES.split()
    good, *_, cut, nowhere = found["books"]
    alone = desk.does("status -b zon.book --json").json
    assert good == {"file": "zon.book", "school": "030569", **alone}
    assert [each["error"]["code"] for each in (cut, nowhere)] == [10, 3]


def test_any_number_of_processes_gives_the_same_answer(desk: Terminal) -> None:
    for how in ("", "--json", "--on 2025-06-30 --lang nl"):
        answers = [desk(f"status {FILES} {how} --jobs {jobs}") for jobs in (1, 3)]
        assert answers[0] == answers[1]


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_it_fits_on_a_screen(desk: Terminal, lang: str) -> None:
    long = "de-zonnewijzer-verantwoording-van-2025-tweede-versie.book"
    book_of(desk.folder / long)
    out = desk.does(f"status {long} 111111.book --lang {lang}").out
    assert [line for line in out.splitlines() if len(line) > 80] == []


def test_one_file_is_as_the_book_that_is_named(desk: Terminal) -> None:
    named = desk.does("status --book zon.book")
    assert desk.does("status zon.book") == named


def test_two_files_of_one_book_count_once(desk: Terminal) -> None:
    alone = desk.does("status zon.book 111111.book").out.splitlines()
    desk.does("-b zon.book export zon.zip --no-reports")
    told_of = desk.does("status zon.book zon.zip 111111.book").out.splitlines()
    assert "zon.zip is of the same book as zon.book: it counts once" in told_of
    assert alone[-2].endswith("2 of 2 files read: 10 things to do, 2,695.78 at risk")
    assert told_of[-2] == alone[-2].replace("2 of 2", "3 of 3")


def test_the_book_is_named_once(desk: Terminal) -> None:
    for files in ("zon.book", "zon.book 111111.book"):
        error = desk.refuses(f"status --book zon.book {files}", code=2)
        assert error["message"] == "--book and FILE exclude each other"


def test_a_point_in_time_is_that_of_each(desk: Terminal) -> None:
    found = desk("status zon.book 111111.book --known-at 6 --json").json
    assert [each["events"] for each in found["books"]] == [6, 6]
    before = desk("status zon.book 111111.book --on 2020-01-01 --json").json
    assert [each["error"]["code"] for each in before["books"]] == [2, 2]
    assert dt.date.fromisoformat(found["books"][0]["years"][0]["until"])
