"""Closing and reopening: in order, once it is over, with no more than is allowed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import codec
from ledger import commands as c
from ledger import events as e
from ledger.errors import RefusedError
from ledger.values import SAFE_INTEGER_MAX
from tests.ledger.memory_book import MemoryBook, admitted, opened_book, refused
from tests.ledger.worked_example import day, example_book, expense

CLOSE = c.CloseYear(year=2025)


def book_of_years(*years: int, today: str = "2028-02-01") -> MemoryBook:
    book = opened_book(today)
    for year in years:
        on = day(f"{year}-01-15")
        book.record(c.RecordAllocation(year=year, on=on, amount=500_000))
    return book


@pytest.mark.parametrize("today", ["2025-06-30", "2025-12-31"])
def test_a_year_is_closed_once_it_is_over(today: str) -> None:
    book = opened_book(today)
    book.record(expense("A", "2025-03-12", amount=5, category="travel"))
    error = refused(book, CLOSE)
    assert error.message == "2025 is not over yet"
    assert error.expected == "a close from 2026-01-01 on"
    assert error.found == f"today is {today}"
    assert error.next_step is not None
    assert error.next_step.startswith("close it in 2026, or ")
    book.today = day("2026-01-01")
    book.record(CLOSE)


def test_no_more_is_carried_over_than_is_allowed() -> None:
    book = example_book()
    error = refused(book, replace(CLOSE, carry_over=257_839))
    assert error.message == "2578.39 is more than may be carried over"
    assert error.expected == "at most 2578.38"
    assert error.found == "2578.39"
    book.record(replace(CLOSE, carry_over=257_838))


def test_years_are_closed_in_order() -> None:
    book = book_of_years(2024, 2025, 2026)
    error = refused(book, replace(CLOSE, year=2026))
    assert error.message == "2024 is still open: years are closed in order"
    assert (error.expected, error.found) == ("2024", "2026")
    assert error.next_step == "verantwoord close 2024"
    for year in (2024, 2025, 2026):
        book.record(replace(CLOSE, year=year))


def test_years_are_reopened_latest_first() -> None:
    book = book_of_years(2024, 2025)
    for year in (2024, 2025):
        book.record(replace(CLOSE, year=year))
    reopen = c.ReopenYear(year=2024, reason="controle")
    error = refused(book, reopen)
    assert error.message == "2025 is closed too: years are reopened latest first"
    assert (error.expected, error.found) == ("2025", "2024")
    book.record(replace(reopen, year=2025))
    book.record(reopen)
    assert book.state.years_closed == set()


def test_a_year_is_closed_once_and_reopened_once() -> None:
    book = book_of_years(2025)
    reopen = c.ReopenYear(year=2025, reason="controle")
    assert refused(book, reopen).message == "2025 is not closed"
    book.record(CLOSE)
    assert refused(book, CLOSE).message == "2025 is closed already"
    book.record(reopen)
    assert refused(book, reopen).message == "2025 is not closed"


def test_a_year_that_the_book_does_not_have_is_neither_closed_nor_reopened() -> None:
    book = book_of_years(2025)
    error = refused(book, replace(CLOSE, year=2024))
    assert error.message == "the book has no year 2024"
    assert (error.expected, error.found) == ("one of 2025", "2024")
    assert refused(opened_book(), CLOSE).expected == "one of none yet"
    reopen = c.ReopenYear(year=2024, reason="controle")
    assert refused(book, reopen).message == "2024 has not been opened"


AFTER_CLOSE: dict[str, c.Wish] = {
    "a payment": c.RecordPayment(expense="A", on=day("2026-02-01")),
    "a refund": c.PayRefund(year=2025, on=day("2026-02-01"), amount=5),
    "a document": c.AttachDocument(
        of="A", kind="invoice", name="f.pdf", media_type="application/pdf", content=b"%"
    ),
    "a decision": c.RecordDecision(
        target="expense", of="A", on=day("2026-02-01"), amount=5, ground="other"
    ),
}
NOT_AFTER_CLOSE: dict[str, c.Wish] = {
    "an expense": expense("X", "2025-12-01", amount=5, category="travel"),
    "a link": c.RecordLink(expense="C", activity="a", relevance="r"),
    "a withdrawal": c.WithdrawLink(link="A.1"),
    "a reversal": c.ReverseFact(of="A", ground="error"),
    "a receipt": c.ReceiveTranche(year=2025, tranche=2, on=day("2025-07-03"), amount=5),
    "an adjustment": c.RecordAdjustment(year=2025, on=day("2025-07-03"), amount=5),
    "a recovery": c.RecordRecovery(
        of="A", on=day("2025-12-01"), amount=5, ground="cancelled"
    ),
}


@pytest.mark.parametrize("wish", AFTER_CLOSE.values(), ids=list(AFTER_CLOSE))
def test_a_closed_year_takes(wish: c.Wish) -> None:
    book = example_book()
    book.record(CLOSE)
    before = book.figures(2025).carried_over
    book.record(wish)
    assert book.figures(2025).carried_over == before


@pytest.mark.parametrize("wish", NOT_AFTER_CLOSE.values(), ids=list(NOT_AFTER_CLOSE))
def test_a_closed_year_refuses(wish: c.Wish) -> None:
    book = example_book()
    book.record(CLOSE)
    error = refused(book, wish)
    assert error.message == "2025 is closed"
    assert error.expected == "a payment, a refund, a document or a decision"
    assert (
        error.next_step == "reopen the year first: verantwoord reopen 2025 --reason …"
    )
    book.record(c.ReopenYear(year=2025, reason="controle"))
    book.record(wish)


def test_what_comes_back_later_belongs_to_the_later_year() -> None:
    book = example_book()
    book.record(CLOSE)
    recovery = c.RecordRecovery(
        of="A", on=day("2026-01-20"), amount=5, ground="credit-note"
    )
    book.record(recovery)
    assert [book.figures(year).recovered for year in (2025, 2026)] == [0, 5]


# The opening that a close gives to the next year.


def test_an_opening_by_hand_in_the_next_year_stands_in_the_way() -> None:
    book = opened_book()
    opening = c.RecordOpening(
        year=2026, on=day("2026-01-01"), amount=7, ref="hand", source="book"
    )
    book.record(opening)
    book.record(expense("A", "2025-03-12", amount=5, category="travel"))
    error = refused(book, CLOSE)
    assert error.message == (
        "2026 has an opening reserve that was recorded by hand: hand"
    )
    assert error.expected == "an opening that comes from this close"
    assert error.found == "hand, from book"
    book.record(c.ReverseFact(of="hand", ground="error"))
    book.record(CLOSE)


def test_an_opening_from_a_close_is_not_undone_by_hand() -> None:
    book = example_book()
    opening = book.record(CLOSE)[-1]
    wish = c.ReverseFact(of=f"#{opening.n + 1}", ground="error")
    error = refused(book, wish)
    assert error.message == "the opening of 2026 comes from closing 2025"
    assert error.next_step == "verantwoord reopen 2025 --reason …"


def test_nothing_comes_between_a_close_and_its_opening() -> None:
    book = example_book()
    leaves = example_book().record(CLOSE)
    for leaf in leaves[:-1]:
        book.take(leaf)
    message = "the opening of 2026 over 257838 cents must come first"
    wish = c.RecordAllocation(year=2026, on=day("2026-01-15"), amount=5)
    error = refused(book, wish)
    assert error.message == message
    assert error.expected == "the opening of 2026"
    assert error.found == "allocation-recorded/1"
    opening = leaves[-1]
    assert isinstance(opening.event, e.OpeningRecorded)
    for changed in ({"amount": 5}, {"year": 2025}, {"source": "statement"}):
        with pytest.raises(RefusedError):
            book.take(replace(opening, event=replace(opening.event, **changed)))
    book.take(opening)
    assert not book.state.owed


@pytest.mark.parametrize(
    "changed", [{"count": 5}, {"on": day("2026-01-01")}, {"carry_over": 5}]
)
def test_a_close_with_other_figures_than_its_facts_give_is_refused(
    changed: dict[str, object],
) -> None:
    book = example_book()
    closing = example_book().record(CLOSE)[0]
    assert isinstance(closing.event, e.YearClosed)
    with pytest.raises(RefusedError, match="are not those of its facts"):
        book.take(replace(closing, event=replace(closing.event, **changed)))
    figures = replace(closing.event.figures, unused=0)
    with pytest.raises(RefusedError, match="are not those of its facts"):
        book.take(replace(closing, event=replace(closing.event, figures=figures)))
    book.take(closing)


# What is written down can be read back.


def test_figures_too_large_to_be_written_down_are_not_closed_with() -> None:
    book = opened_book()
    for ref in ("A", "B"):
        book.record(
            expense(ref, "2025-03-12", amount=SAFE_INTEGER_MAX, category="travel")
        )
    error = refused(book, CLOSE)
    assert error.message == "the figures of the year are too large to be written down"
    book.record(c.ReverseFact(of="B", ground="error"))
    book.record(CLOSE)
    admitted(book.leaves)


def test_a_year_that_lost_more_than_it_was_given_is_closed_all_the_same() -> None:
    book = opened_book()
    wish = c.RecordAdjustment(year=2025, on=day("2025-09-01"), amount=-1_200)
    book.record(wish)
    book.record(CLOSE)
    for leaf in book.leaves:
        assert codec.decode(codec.encode(leaf)) == leaf
    opening = book.leaves[-1].event
    assert isinstance(opening, e.OpeningRecorded)
    assert (opening.amount, opening.previous_allocation) == (0, 0)
