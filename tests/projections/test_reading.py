"""Reading never writes, reads the year and not the book, and needs little."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.books import record_all
from ledger.commands import RecordExpense
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.store.loading import load_school
from projections.checks import check
from projections.document import documents
from projections.event import event
from projections.expenses import expenses
from projections.history import history
from projections.statement import statement
from projections.tranches import tranches
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


def show_balance(view: BookView) -> object:
    return statement(view, 2025, on=None, today=TODAY)


def list_expenses(view: BookView) -> object:
    return expenses(view, 2025, on=None)


def show_tranches(view: BookView) -> object:
    return tranches(view, 2025, on=None, today=TODAY)


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


class TestAYearCostsTheSameInABigBook:
    """Counted in the steps of SQLite's machine, so that no scan can hide."""

    @pytest.fixture
    def grow(self, desk: Desk) -> Callable[[], None]:
        """Make the book a hundred times larger, by what happened in another year."""

        def spend(number: int) -> RecordExpense:
            return RecordExpense(
                on=day("2024-03-01"),
                amount=1 + number,
                category="other",
                beneficiary="staff",
                supplier=f"Leverancier {number}",
            )

        def more() -> None:
            record_all(desk.book, map(spend, range(2_000)))

        return more

    @pytest.mark.parametrize("look", [show_balance, list_expenses, show_tranches])
    def test_whatever_is_shown_of_it(
        self, desk: Desk, grow: Callable[[], None], look: Callable[[BookView], object]
    ) -> None:
        small = work(desk, look)
        grow()
        big = work(desk, look)
        assert big.events == small.events
        assert big.steps < small.steps + 2_000

    def test_but_the_history_is_of_the_whole_book(
        self, desk: Desk, grow: Callable[[], None]
    ) -> None:
        small = work(desk, lambda view: list(history(view)))
        grow()
        big = work(desk, lambda view: list(history(view)))
        assert big.steps > small.steps + 10_000


class Work:
    """What SQLite was asked, and the steps that it took."""

    def __init__(self) -> None:
        self.steps = 0
        self.events: list[str] = []

    def step(self) -> int:
        self.steps += 1
        return 0

    def note(self, statement: str) -> None:
        # How many hashes a root needs depends on the size; what is read of events not.
        if "FROM events" in statement and "WHERE n =" not in statement:
            self.events.append(statement.split("AND n <", maxsplit=1)[0])


def work(desk: Desk, look: Callable[[BookView], object]) -> Work:
    """Count what it costs to load the school and to look at a book."""
    done = Work()
    with desk.view() as view:
        view.connection.set_progress_handler(done.step, 1)
        view.connection.set_trace_callback(done.note)
        view.state = load_school(view.reader, view.size)
        look(view)
    return done


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
