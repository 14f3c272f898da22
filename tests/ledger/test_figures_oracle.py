"""The figures of random books are those of a second, naive computation."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.days import brussels_day
from ledger.figures import figures
from ledger.rules import Rules, parse_rules, rules_for
from tests.ledger.histories import TELLING, books
from tests.ledger.memory_book import MemoryBook, admitted, folded
from tests.ledger.naive import Naive


def days_of(year: int) -> st.SearchStrategy[dt.date | None]:
    """Draw a day on which something happens to a year, or any around it, or None."""
    telling = [dt.date(year, *month_and_day) for month_and_day in TELLING]
    some = st.dates(dt.date(year - 1, 12, 1), dt.date(year + 2, 3, 1))
    return st.none() | st.sampled_from(telling) | some


def assert_equal_to_the_oracle(
    book: MemoryBook, data: st.DataObject, *, rules: Rules
) -> None:
    """Compare every figure of every year, on some days, as known at some moments."""
    sizes = {len(book.leaves), data.draw(st.integers(1, len(book.leaves)))}
    for size in sorted(sizes):
        log = book.leaves[:size]
        today = brussels_day(log[-1].at)
        for number, year in folded(log, rules).years.items():
            for on in {None, *data.draw(st.lists(days_of(number), max_size=3))}:
                naive = Naive(
                    log=log,
                    year=number,
                    today=today,
                    on=on,
                    reserve_from=rules.set.reserve.from_,
                    reserve_expires=rules.set.reserve.expires,
                )
                assert figures(year, on, today=today) == naive.figures(), (number, on)


@settings(max_examples=150)
@given(book=books(), data=st.data())
def test_figures_are_those_of_the_naive_computation(
    book: MemoryBook, data: st.DataObject
) -> None:
    assert_equal_to_the_oracle(book, data, rules=rules_for(2024))


@pytest.mark.parametrize("from_", ["unspent", "unused"])
@pytest.mark.parametrize("expires", ["never", "next-year"])
@settings(max_examples=40)
@given(book=books(), data=st.data())
def test_figures_follow_the_other_readings_of_the_reserve(
    from_: str, expires: str, book: MemoryBook, data: st.DataObject
) -> None:
    assert_equal_to_the_oracle(book, data, rules=other_reading(from_, expires))


@settings(max_examples=60)
@given(book=books())
def test_what_was_recorded_is_read_back_and_admitted_again(book: MemoryBook) -> None:
    assert folded(book.leaves).years_closed == admitted(book.leaves).years_closed


def other_reading(from_: str, expires: str) -> Rules:
    text = rules_for(2024).source.decode()
    text = text.replace('from = "unspent"', f'from = "{from_}"')
    return parse_rules(
        text.replace('expires = "never"', f'expires = "{expires}"').encode()
    )
