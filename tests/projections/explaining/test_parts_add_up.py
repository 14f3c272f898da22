"""Whatever is recorded, the parts of every figure add up to it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.counting import View
from ledger.days import brussels_day
from ledger.events import Figures, TrancheFigures
from ledger.figures import figures
from ledger.rules import Rules, rules_for
from ledger.state.book import YearState
from projections.explaining.collecting import parts_of
from projections.explaining.formulas import value
from projections.explaining.names import NAMES
from projections.explaining.parts import Part
from projections.rule_texts import RULE_TEXTS
from tests.ledger.histories import books
from tests.ledger.memory_book import MemoryBook, folded
from tests.ledger.test_figures_oracle import days_of, other_reading

ROUNDED = {"tranche_1.expected", "reserve_limit"}


def check_year(year: YearState, on: dt.date | None, *, today: dt.date) -> None:
    made, view = figures(year, on, today=today), View(year, on)
    for name in NAMES:
        parts = parts_of(view, name, made=made)
        assert sum(part.cents for part in parts) == value(made, name), name
        for part in parts:
            check_part(part, made, year=year)
        if name in ROUNDED:
            check_share(parts, name, year=year)


def check_part(part: Part, made: Figures, *, year: YearState) -> None:
    """Whether it names what it is made of: events of its year, or another figure."""
    assert part.rule in RULE_TEXTS
    for number in part.events:
        n = number - 1
        known = n in year.entries or n in year.links or n in year.closings
        assert known or n in year.reversals, part
    if part.figure and part.figure != "reserve_limit":
        assert abs(part.cents) == abs(value(made, part.figure)), part


def check_share(parts: list[Part], name: str, *, year: YearState) -> None:
    """Whether what a share leaves out is the other share, to the cent."""
    rules = year.rules.set
    percent = (
        rules.reserve.percent
        if name == "reserve_limit"
        else rules.tranches.first_percent
    )
    other = [part for part in parts if part.text.startswith("the other")]
    whole = sum(part.cents for part in parts) - sum(part.cents for part in other)
    assert all(abs(part.cents * 100 + whole * (100 - percent)) < 100 for part in other)


def check_book(book: MemoryBook, data: st.DataObject, *, rules: Rules) -> None:
    size = data.draw(st.integers(1, len(book.leaves)))
    for log in (book.leaves, book.leaves[:size]):
        today = brussels_day(log[-1].at)
        for number, year in folded(log, rules).years.items():
            for on in (None, data.draw(days_of(number))):
                check_year(year, on, today=today)


@settings(max_examples=80)
@given(book=books(), data=st.data())
def test_the_parts_of_every_figure_add_up_to_it(
    book: MemoryBook, data: st.DataObject
) -> None:
    check_book(book, data, rules=rules_for(2024))


@pytest.mark.parametrize("from_", ["unspent", "unused"])
@settings(max_examples=40)
@given(book=books(), data=st.data())
def test_they_do_under_the_other_readings_of_the_reserve(
    from_: str, book: MemoryBook, data: st.DataObject
) -> None:
    check_book(book, data, rules=other_reading(from_, "next-year"))


def test_every_amount_of_the_statement_has_a_name() -> None:
    plain = {"tranche_1", "tranche_2"}
    amounts = [f"{tranche}.{name}" for tranche in plain for name in AMOUNTS]
    assert set(NAMES) == {*(set(Figures.__struct_fields__) - plain), *amounts}


AMOUNTS = set(TrancheFigures.__struct_fields__) - {"due", "status"}
