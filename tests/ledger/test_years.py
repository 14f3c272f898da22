"""The years of a book are a mapping; who asks for one that rests wakes it."""

from __future__ import annotations

import datetime as dt

import pytest

from ledger.closing import rest_closed
from ledger.state.book import YearState
from ledger.state.resting import RestingYear
from tests.ledger.closed_years import LATER, forgetful, two_years


def test_only_who_asks_for_a_year_wakes_it() -> None:
    years = forgetful(two_years().leaves, rests=True).years
    assert (sorted(years), len(years)) == ([2025, 2026], 2)
    assert 2025 in years
    assert 2024 not in years
    assert isinstance(years.glance(2025), RestingYear)
    assert sorted(years.awake) == [2026]
    assert years.get(2024) is None
    assert years.get(2024, "none") == "none"
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


@pytest.mark.parametrize("number", [2025, 2026])
def test_a_year_that_is_let_go_is_gone_also_while_it_rests(number: int) -> None:
    years = forgetful(two_years().leaves, rests=True).years
    del years[number]
    assert list(years) == [4051 - number]
    assert years.get(number) is None
    with pytest.raises(KeyError):
        del years[number]


def test_of_years_that_are_let_go_none_is_left() -> None:
    years = forgetful(two_years().leaves, rests=True).years
    years.clear()
    assert not years
    assert (years.get(2025), years.get(2026)) == (None, None)


def test_a_year_put_in_the_place_of_one_at_rest_is_the_one_that_is_given() -> None:
    book = two_years()
    years = forgetful(book.leaves, rests=True).years
    other = book.state.years[2025]
    years[2025] = other
    assert years[2025] is other
    assert years.glance(2025) is other
    assert len(years) == 2


def test_a_year_that_is_closed_and_awake_may_rest() -> None:
    years = forgetful(two_years().leaves, rests=False).years
    assert [years.may_rest(number) for number in (2024, 2025, 2026)] == [
        False,
        True,
        False,
    ]


def test_a_year_that_is_awake_when_another_is_closed_goes_to_rest() -> None:
    book = two_years()
    for today, awake in (dt.date(2025, 12, 31), [2025, 2026]), (None, [2026]):
        state = forgetful(book.leaves, rests=True, today=today)
        assert sorted(state.years.awake) == awake
        assert state.years[2025].closed
        rest_closed(state, 2026, today=LATER, size_min=0)
        assert sorted(state.years.awake) == [2026]


def test_a_year_that_is_woken_again_and_again_stays_awake() -> None:
    state = forgetful(two_years().leaves, rests=True)
    for _ in range(3):
        assert isinstance(state.years.glance(2025), RestingYear)
        assert state.years[2025].expenses
        rest_closed(state, 2025, today=LATER, size_min=0)
    assert isinstance(state.years.glance(2025), YearState)


def test_a_year_that_is_only_looked_at_rests_again() -> None:
    state = forgetful(two_years().leaves, rests=True)
    resting = state.years.glance(2025)
    for _ in range(4):
        with state.years.briefly():
            assert state.years[2025].expenses
            assert state.years[2026].expenses
        assert state.years.glance(2025) is resting
        assert sorted(state.years.awake) == [2026]
    assert state.years[2025].expenses
    rest_closed(state, 2025, today=LATER, size_min=0)
    assert sorted(state.years.awake) == [2026]


def test_a_year_that_is_only_looked_at_rests_again_after_an_error() -> None:
    years = forgetful(two_years().leaves, rests=True).years
    with pytest.raises(KeyError), years.briefly():
        years[years[2025].year - 1]
    assert sorted(years.awake) == [2026]
