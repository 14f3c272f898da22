"""A closed year rests, and wakes as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import commands as c
from ledger.admit import admit
from ledger.closing import rest_closed
from ledger.days import brussels_day
from ledger.events import Leaf, YearClosed
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.figures import figures
from ledger.sealed import forget_commitments
from ledger.state.book import BookState, MemoryNames, YearState
from ledger.state.evolve import evolve
from ledger.state.packing import pack, unpack
from ledger.state.resting import RestingYear, at_rest
from ledger.verify.statements import all_figures
from tests.ledger.histories import CLOSING, books
from tests.ledger.leaves import event_types, events
from tests.ledger.memory_book import MemoryBook, opened_book, plain

OF_A_YEAR = [
    kind
    for kind in event_types()
    if kind not in get_args(SchoolEvent) + get_args(KeepingEvent)
]
LONG_BOOKS = books(CLOSING, st.integers(0, 120))
LATER = dt.date(2100, 1, 1)


def forgetful(
    log: list[Leaf], *, rests: bool, today: dt.date | None = None
) -> BookState:
    """Fold a log as a check does, with closed years at rest or without."""
    state = BookState(MemoryNames())
    for recorded in log:
        leaf = msgspec.json.decode(msgspec.json.encode(recorded), type=Leaf)
        admit(state, leaf, today=brussels_day(leaf.at))
        evolve(state, leaf)
        forget_commitments(leaf.event)
        if rests and isinstance(leaf.event, YearClosed):
            over = today or brussels_day(leaf.at)
            rest_closed(state, leaf.event.year, today=over, size_min=0)
    return state


def two_years() -> MemoryBook:
    """Give a book whose 2025 is closed, in 2026, with an expense in each year."""
    book = opened_book("2025-02-01")
    for year in (2025, 2026):
        book.today = dt.date(year, 11, 1)
        allocation = c.RecordAllocation(year=year, on=book.today, amount=100_000)
        book.record(allocation)
        spend(book, ref=f"E-{year}")
        if year == 2025:
            book.today = dt.date(2026, 1, 20)
            book.record(c.CloseYear(year=2025))
    return book


def spend(book: MemoryBook, ref: str) -> int:
    expense = c.RecordExpense(
        ref=ref,
        on=book.today,
        amount=20_000,
        category="external-training",
        beneficiary="staff",
        supplier="Vlaamse Nascholing vzw",
        invoice=ref,
    )
    return book.record(expense)[-1].n


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


def test_only_who_asks_for_a_year_wakes_it() -> None:
    years = forgetful(two_years().leaves, rests=True).years
    assert (sorted(years), len(years)) == ([2025, 2026], 2)
    assert 2025 in years
    assert 2024 not in years
    assert isinstance(years.glance(2025), RestingYear)
    assert sorted(years.awake) == [2026]
    assert years.get(2024) is None
    assert isinstance(years[2025], YearState)
    assert years.glance(2025) is years[2025]
    with pytest.raises(KeyError):
        years[2024]
    with pytest.raises(KeyError):
        years.glance(2024)


def test_a_fact_is_found_in_the_year_that_holds_it() -> None:
    book = two_years()
    years = forgetful(book.leaves, rests=True).years
    for number in (2026, 2025):  # to find one of 2025 wakes it
        facts = [*book.state.years[number].entries, *book.state.years[number].closings]
        assert facts
        for n in facts:
            assert isinstance(years.glance(2025), RestingYear) or number == 2025
            found = years.holding(n)
            assert found
            assert found.year == number
    assert years.holding(len(book.leaves)) is None


def test_a_year_that_is_let_go_is_gone_also_while_it_rests() -> None:
    years = forgetful(two_years().leaves, rests=True).years
    del years[2025]
    assert list(years) == [2026]
    with pytest.raises(KeyError):
        del years[2025]
    years.clear()
    assert not years


def test_a_year_put_in_the_place_of_one_at_rest_is_the_one_that_is_given() -> None:
    book = two_years()
    years = forgetful(book.leaves, rests=True).years
    other = book.state.years[2025]
    years[2025] = other
    assert years[2025] is other
    assert len(years) == 2


def test_a_year_that_is_woken_again_and_again_stays_awake() -> None:
    state = forgetful(two_years().leaves, rests=True)
    for _ in range(3):
        assert isinstance(state.years.glance(2025), RestingYear)
        assert state.years[2025].expenses
        rest_closed(state, 2025, today=LATER, size_min=0)
    assert isinstance(state.years.glance(2025), YearState)


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
