"""What is shown of a year costs the year, and not the book: counted, not timed.

Beside statements and rows the steps of SQLite's machine are counted, so that no scan
can hide.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from projections.expenses import expenses
from projections.history import history
from projections.reserve import reserve
from projections.tranches import tranches
from projections.view import BookView
from tests.projections.growing import TODAY, YEAR, Work, school, show_balance, work

Books = Callable[[int, int], Path]
"""What makes a book of so many years, with so many facts in the early ones."""
Look = Callable[[BookView], object]
GROWN = {"years": (20, 0), "facts": (10, 4_000)}
"""A book of many years, and one of many facts in other years."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Make a book of so many years, with so many facts in the early ones, once."""

    @cache
    def made(years: int, facts: int) -> Path:
        path = tmp_path_factory.mktemp("growth") / "school.book"
        school(path, years=years, facts=facts)
        return path

    return made


def list_expenses(view: BookView) -> object:
    return expenses(view, YEAR, on=None)


def show_tranches(view: BookView) -> object:
    return tranches(view, YEAR, on=None, today=TODAY)


def show_reserve(view: BookView) -> object:
    return reserve(view, YEAR, on=None, today=TODAY)


LOOKS = [show_balance, list_expenses, show_tranches, show_reserve]


@pytest.mark.parametrize("grown", GROWN)
@pytest.mark.parametrize("look", LOOKS)
class TestAYearInAGrownBook:
    def test_costs_as_many_statements_and_rows(
        self, book: Books, look: Look, grown: str
    ) -> None:
        small, big = work(book(3, 0), look), work(book(*GROWN[grown]), look)
        assert big.events == small.events
        # Which years there are is one row for each; a root takes the height of a tree.
        assert big.rows <= small.rows + 40
        assert big.statements <= small.statements + 12
        assert big.steps <= small.steps + 1_000

    def test_costs_no_more_at_an_earlier_moment(
        self, book: Books, look: Look, grown: str
    ) -> None:
        path = book(*GROWN[grown])
        with BookView(path) as view:
            size = view.size
        now, before = work(path, look), work(path, look, known_at=f"#{size - 10}")
        assert before.rows <= now.rows
        assert before.steps <= now.steps + 1_000


def test_the_history_is_of_the_whole_book(book: Books) -> None:
    def tell(view: BookView) -> object:
        return list(history(view))

    small, big = work(book(3, 0), tell), work(book(*GROWN["facts"]), tell)
    assert big.rows > small.rows + 4_000
    assert big.steps > small.steps + 10_000


def test_what_is_counted_shows_a_scan(book: Books) -> None:
    def scan(view: BookView) -> object:
        return view.connection.execute("SELECT sum(n) FROM events").fetchall()

    def steps(done: Work) -> int:
        return done.steps

    small, big = work(book(3, 0), scan), work(book(*GROWN["facts"]), scan)
    assert steps(big) > steps(small) + 4_000
