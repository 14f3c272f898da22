"""Reading never writes, reads the year and not the book, and needs little."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.errors import LedgerError, SurroundingsError, UsageError
from projections.checks import check
from projections.document import documents
from projections.event import event
from projections.expenses import expenses
from projections.history import history
from projections.statement import statement
from projections.view import BookView
from tests.conftest import ROOT
from tests.projections.seeing import TODAY, Desk, day

HEAVY = ("eventsourcing", "click", "rich", "cryptography", "tomli", "calamine")


def look_at_everything(view: BookView) -> None:
    statement(view, None, on=None, today=TODAY)
    expenses(view, 2025, on=None)
    list(history(view))
    check(view, today=TODAY)
    event(view, "A")
    documents(view, "A")


def test_reading_leaves_every_byte(desk: Desk) -> None:
    desk.book.close()
    before = desk.path.read_bytes()
    with desk.view() as view:
        look_at_everything(view)
    assert desk.path.read_bytes() == before
    assert [path.name for path in desk.path.parent.iterdir()] == ["school.book"]


def test_a_book_that_may_not_be_written_is_read(desk: Desk) -> None:
    desk.book.close()
    desk.path.chmod(0o444)
    desk.path.parent.chmod(0o555)
    try:
        with desk.view() as view:
            look_at_everything(view)
    finally:
        desk.path.parent.chmod(0o755)


def test_nothing_can_be_written_through_a_view(desk: Desk) -> None:
    with desk.view() as view, pytest.raises(sqlite3.OperationalError, match="readonly"):
        view.connection.execute("DELETE FROM disclosures")


def test_a_view_stays_as_it_was_while_others_record(desk: Desk) -> None:
    with desk.view() as view:
        before = statement(view, 2025, on=None, today=TODAY)
        other = sqlite3.connect(desk.path, timeout=0, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert statement(view, 2025, on=None, today=TODAY) == before
        other.close()


@pytest.mark.parametrize("text", ["", "not a book at all", "SQLite format 3\0 or not"])
def test_what_is_no_book_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.book"
    path.write_text(text)
    with pytest.raises(SurroundingsError):
        BookView(path)


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM events", "DELETE FROM hashes"),
        ("DELETE FROM events",),
        ("DELETE FROM hashes WHERE position = 6",),
        ("UPDATE events SET leaf = x'00' WHERE n = 2",),
        ("UPDATE events SET leaf = x'7b7d' WHERE n = 9",),
        ("UPDATE events SET topic = 'x' WHERE n = 3",),
        ("UPDATE events SET stream = '2031', version = 1 WHERE n = 3",),
        ("DROP TABLE disclosures",),
    ],
)
def test_a_damaged_book_is_said_in_one_sentence(
    desk: Desk, statements: tuple[str, ...]
) -> None:
    damage(desk, *UNGUARDED, *statements)
    with pytest.raises(LedgerError), desk.view() as view:
        look_at_everything(view)


UNGUARDED = (
    "DROP TRIGGER events_no_update",
    "DROP TRIGGER events_no_delete",
    "DROP TRIGGER hashes_no_delete",
)


def damage(desk: Desk, *statements: str) -> None:
    desk.book.close()
    with sqlite3.connect(desk.path) as connection:
        for statement_ in statements:
            connection.execute(statement_)
    connection.close()


def test_an_error_of_the_reader_comes_through(desk: Desk) -> None:
    with pytest.raises(UsageError), desk.view():
        raise UsageError("as it is")


def test_reading_needs_none_of_the_heavy_libraries() -> None:
    program = (
        "import sys, pkgutil, importlib, projections\n"
        "for found in pkgutil.walk_packages(projections.__path__, 'projections.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert not set(HEAVY) & set(done.stdout.split())


def test_every_day_of_the_worked_example_can_be_seen(desk: Desk) -> None:
    with desk.view() as view:
        for number in range(400):
            on = day("2025-01-01") + dt.timedelta(days=number)
            made = statement(view, 2025, on=on, today=TODAY)
            assert made.spent == sum(x.amount for x in expenses(view, 2025, on=on))
