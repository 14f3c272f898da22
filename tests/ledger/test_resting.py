"""A closed year rests, and wakes as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import commands as c
from ledger.closing import rest_closed
from ledger.days import brussels_day
from ledger.events import ExpenseRecorded
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.figures import figures
from ledger.sealed import forget_commitments
from ledger.state.packing import pack, unpack
from ledger.state.resting import RestingYear, at_rest
from ledger.verify.statements import all_figures
from tests.ledger.closed_years import LATER, forgetful, spend, two_years
from tests.ledger.histories import CLOSING, books
from tests.ledger.leaves import event_types, events
from tests.ledger.memory_book import MemoryBook, plain

OF_A_YEAR = [
    kind
    for kind in event_types()
    if kind not in get_args(SchoolEvent) + get_args(KeepingEvent)
]
LONG_BOOKS = books(CLOSING, st.integers(0, 120))


@settings(max_examples=150)
@given(LONG_BOOKS)
def test_what_wakes_is_what_was_put_to_rest(book: MemoryBook) -> None:
    state = forgetful(book.leaves, rests=False)
    for year in state.years.values():
        if year.closed:
            seen = figures(year, None, today=LATER)
            woken = at_rest(year, seen).wake()
            assert plain(woken) == plain(year)
            assert woken.book is state
            assert figures(woken, None, today=LATER) == seen


@settings(max_examples=100)
@given(LONG_BOOKS)
def test_a_log_is_admitted_and_told_the_same_while_years_rest(book: MemoryBook) -> None:
    rested = forgetful(book.leaves, rests=True)
    told = forgetful(book.leaves, rests=False)
    root, today = bytes(32), brussels_day(told.last_at)
    assert all_figures(rested, root, today=today) == all_figures(
        told, root, today=today
    )
    assert list(rested.years) == list(told.years)
    assert plain(rested) == plain(told)


@pytest.mark.parametrize("kind", OF_A_YEAR)
@settings(max_examples=10)
@given(data=st.data())
def test_events_of_every_type_come_back(kind: type[Any], data: st.DataObject) -> None:
    rows = [(n, data.draw(events(kind))) for n in range(2)]
    for _, event in rows:
        forget_commitments(event)
    assert list(unpack(kind, pack(kind, rows))) == rows


def test_commitments_are_left_out() -> None:
    sealed = [
        (leaf.n, leaf.event)
        for leaf in two_years().leaves
        if isinstance(leaf.event, ExpenseRecorded)
    ]
    for (n, event), (n_left, left) in zip(
        sealed, unpack(ExpenseRecorded, pack(ExpenseRecorded, sealed)), strict=True
    ):
        assert event.supplier
        forget_commitments(event)
        assert (n_left, left) == (n, event)


def test_a_thousand_facts_of_a_type_are_packed_at_once() -> None:
    book = two_years()
    book.record(c.ReopenYear(year=2025, reason="many more"))
    for n in range(1000):
        spend(book, ref=f"M-{n}", on=dt.date(2025, 12, 1))
    book.record(c.CloseYear(year=2025))
    state = forgetful(book.leaves, rests=False)
    year = state.years[2025]
    resting = at_rest(year, figures(year, None, today=LATER))
    pieces = [list(unpack(*piece)) for piece in resting.facts]
    expenses = [len(rows) for rows in pieces if isinstance(rows[0][1], ExpenseRecorded)]
    assert expenses == [1000, 1]
    assert plain(resting.wake()) == plain(year)


def test_an_open_year_has_no_rest() -> None:
    state = forgetful(two_years().leaves, rests=True)
    with pytest.raises(ValueError, match="2026 is open"):
        at_rest(state.years[2026], figures(state.years[2026], None, today=LATER))


def test_a_year_that_is_not_over_stays_awake() -> None:
    log = two_years().leaves
    state = forgetful(log, rests=True, today=dt.date(2025, 12, 31))
    assert sorted(state.years.awake) == [2025, 2026]


def test_years_rest_in_a_log_of_a_hundred_thousand_events() -> None:
    state = forgetful(two_years().leaves, rests=False)
    for size, awake in (99_999, [2025, 2026]), (100_000, [2026]):
        state.size = size
        rest_closed(state, 2025, today=LATER)
        assert sorted(state.years.awake) == awake


def test_what_comes_after_the_close_is_admitted_and_counted() -> None:
    book = two_years()
    book.record(c.RecordPayment(expense="E-2025", on=book.today, amount=20_000))
    book.record(
        c.RecordDecision(
            ref="B-1",
            target="expense",
            of="E-2025",
            on=book.today,
            amount=5_000,
            ground="not-proven",
        )
    )
    rested = forgetful(book.leaves, rests=True)
    (expense,) = rested.years[2025].expenses
    assert expense.disallowed == 5_000
    assert [payment.amount for payment in expense.payments] == [20_000]


def test_a_year_that_rested_is_reopened_and_closed_again() -> None:
    book = two_years()
    book.record(c.ReopenYear(year=2025, reason="forgotten"))
    book.today = dt.date(2026, 3, 1)
    book.record(
        c.ReverseFact(of="E-2025", on=book.today, ground="error", reason="twice")
    )
    book.record(c.CloseYear(year=2025))
    rested = forgetful(book.leaves, rests=True)
    assert isinstance(rested.years.glance(2025), RestingYear)
    assert plain(rested) == plain(forgetful(book.leaves, rests=False))
