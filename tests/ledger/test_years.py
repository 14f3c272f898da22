"""The years of a book are a mapping; who asks for one that rests wakes it."""

from __future__ import annotations

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
