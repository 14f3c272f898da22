"""A school that has ended closes its year early; its reserve goes to a successor."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from tests.ledger.memory_book import MemoryBook, opened_book, refused
from tests.ledger.worked_example import day, example_book

CLOSE = c.CloseYear(year=2025)


def ended_book(into: str | None) -> MemoryBook:
    book = example_book("2025-12-01")
    book.record(c.EndSchool(on=day("2025-11-30"), into=into))
    return book


def test_a_school_that_ended_is_closed_early_and_its_successor_gets_the_reserve() -> (
    None
):
    book = ended_book("012345")
    leaves = book.record(CLOSE)
    assert [e.type_name(leaf.event) for leaf in leaves] == ["year-closed/1"]
    closing = leaves[0].event
    assert isinstance(closing, e.YearClosed)
    assert (closing.on, closing.carry_over) == (day("2025-12-01"), 257_838)


def test_a_school_that_ended_without_successor_carries_nothing_over() -> None:
    book = ended_book(None)
    error = refused(book, replace(CLOSE, carry_over=1))
    assert (error.expected, error.found) == ("at most 0.00", "0.01")
    closing = book.record(CLOSE)[0].event
    assert isinstance(closing, e.YearClosed)
    assert closing.figures.refund_due == closing.figures.unused == 392_627


def test_a_year_before_the_one_in_which_the_school_ended_opens_the_next() -> None:
    book = opened_book("2025-12-01")
    for year in (2024, 2025):
        on = day(f"{year}-01-15")
        book.record(c.RecordAllocation(year=year, on=on, amount=500_000))
    book.record(c.EndSchool(on=day("2025-11-30")))
    names = [e.type_name(leaf.event) for leaf in book.record(c.CloseYear(year=2024))]
    assert names == ["year-closed/1", "opening-recorded/1"]


@pytest.mark.parametrize(
    ("into", "message"),
    [
        ("030569", "a school cannot end into itself (030569)"),
        ("012345", "the school has ended already, on 2025-11-30"),
        (None, "the school has ended already, on 2025-11-30"),
    ],
)
def test_a_school_ends_once_and_not_into_itself(into: str | None, message: str) -> None:
    book = opened_book() if into == "030569" else ended_book(None)
    assert (
        refused(book, c.EndSchool(on=day("2025-11-30"), into=into)).message == message
    )


def test_a_school_that_ended_in_a_later_year_closes_no_year_early() -> None:
    book = example_book("2025-12-01")
    book.record(c.RecordAllocation(year=2024, on=day("2024-01-15"), amount=5))
    book.record(c.EndSchool(on=day("2025-11-30")))
    assert "2024 is still open" in refused(book, CLOSE).message


def test_a_school_that_was_never_described_may_end() -> None:
    book = MemoryBook()
    book.take(opened_book().leaves[0])
    end = e.SchoolEnded(into="012345", on=day("2026-01-01"))
    book.take(book.leaf(end, e.SCHOOL))
    assert book.state.ended == end
