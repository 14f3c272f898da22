"""What a budget year refuses of its grant, and what it takes all the same."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from ledger.errors import UsageError
from tests.ledger.memory_book import (
    MemoryBook,
    opened_book,
    refused,
    refused_event,
)
from tests.ledger.worked_example import day, expense

TODAY = "2026-02-01"
ALLOCATION = c.RecordAllocation(year=2025, on=day("2025-01-15"), amount=500_000)
OPENING = c.RecordOpening(year=2025, on=day("2025-01-10"), amount=100)
TRANCHE = c.ReceiveTranche(year=2025, tranche=1, on=day("2025-02-26"), amount=300_000)
REFUND = c.PayRefund(year=2025, on=day("2026-01-31"), amount=100)
SEALED = f"{'A' * 43}="


def test_a_year_has_one_allocation() -> None:
    book = opened_book()
    book.record(replace(ALLOCATION, ref="brief"))
    error = refused(book, ALLOCATION)
    assert error.message == "2025 has its allocation already: brief"
    assert error.expected == "one allocation a year"
    assert error.found == "a second one"
    assert error.next_step is not None
    assert "record reversal --of brief" in error.next_step


def test_an_allocation_undone_in_full_makes_room_for_another() -> None:
    book = opened_book()
    book.record(replace(ALLOCATION, ref="brief"))
    book.record(c.ReverseFact(of="brief", ground="error", amount=499_999))
    assert "already" in refused(book, ALLOCATION).message
    book.record(c.ReverseFact(of="brief", ground="error"))
    book.record(ALLOCATION)
    assert book.figures(2025).allocated == 500_000


def test_an_adjustment_of_zero_changes_nothing() -> None:
    book = opened_book()
    wish = c.RecordAdjustment(year=2025, on=day("2025-09-01"), amount=0)
    error = refused(book, wish)
    assert error.message == "an adjustment of zero changes nothing"
    assert error.found == "0.00"


def test_an_adjustment_may_be_below_zero() -> None:
    book = opened_book()
    wish = c.RecordAdjustment(year=2025, on=day("2025-09-01"), amount=-1_200)
    book.record(wish)
    assert book.figures(2025).allocated == -1_200


@pytest.mark.parametrize("year", [2022, 2023, 2027])
def test_a_year_adjoins_the_years_of_the_book(year: int) -> None:
    book = opened_book("2028-02-01")
    book.record(ALLOCATION)
    error = refused(book, replace(ALLOCATION, year=year))
    assert error.message == f"{year} does not adjoin the years of this book"
    assert error.expected == "a year from 2024 to 2026"
    assert error.found == str(year)


def test_years_are_opened_on_both_sides() -> None:
    book = opened_book()
    for year in (2025, 2024, 2026, 2023):
        book.record(replace(ALLOCATION, year=year))
    assert book.state.years_opened == {2023, 2024, 2025, 2026}


def test_a_year_that_no_rule_set_is_for_is_no_year() -> None:
    book = opened_book()
    with pytest.raises(UsageError, match="no rule set is for 2009"):
        book.record(replace(ALLOCATION, year=2009))
    assert len(book.leaves) == 3


DATED: dict[str, c.Wish] = {
    "allocation": replace(ALLOCATION, year=2025),
    "tranche": TRANCHE,
    "refund": REFUND,
    "adjustment": c.RecordAdjustment(year=2025, on=day(TODAY), amount=5),
    "expense": expense("X", TODAY, amount=5, category="travel"),
    "payment": c.RecordPayment(expense="A", on=day(TODAY)),
    "link": c.RecordLink(expense="C", activity="a", relevance="r"),
    "withdrawal": c.WithdrawLink(link="A.1"),
    "reversal": c.ReverseFact(of="A", ground="error"),
    "recovery": c.RecordRecovery(of="A", on=day(TODAY), amount=5, ground="credit-note"),
    "decision": c.RecordDecision(
        target="expense", of="A", on=day(TODAY), amount=5, ground="other"
    ),
    "reopening": c.ReopenYear(year=2024, reason="r"),
    "plan": c.RecordPlan(school_year="2025-2026", on=day(TODAY), initiatives=()),
    "approval": c.ApprovePlan(
        school_year="2024-2025", on=day(TODAY), by="local-committee"
    ),
    "end": c.EndSchool(on=day(TODAY)),
}


@pytest.mark.parametrize("wish", DATED.values(), ids=list(DATED))
def test_no_fact_lies_after_today(wish: c.Wish) -> None:
    book = book_of_everything()
    error = refused(book, replace(wish, on=day("2026-02-02")))
    assert error.message == "2026-02-02 lies after today"
    assert error.expected == "a date up to 2026-02-01"
    assert error.found == "2026-02-02"


def book_of_everything() -> MemoryBook:
    """Give a book with something to name of every kind, 2024 closed."""
    book = opened_book(TODAY)
    book.record(expense("Z", "2024-03-01", amount=5, category="travel"))
    book.record(c.CloseYear(year=2024))
    for wish in (
        expense(
            "A", "2025-03-12", amount=95_000, category="study-day-expert", linked=95_000
        ),
        expense("C", "2025-05-20", amount=4_620, category="travel"),
        c.RecordPlan(school_year="2024-2025", on=day("2024-10-01"), initiatives=()),
    ):
        book.record(wish)
    return book


def test_a_fact_of_the_future_in_a_first_year_opens_nothing() -> None:
    book = opened_book()
    for on in ("9999-12-31", "2026-02-02"):
        for wish in (
            expense("A", on, amount=5, category="travel"),
            replace(OPENING, on=day(on)),
        ):
            assert refused(book, wish).message == f"{on} lies after today"
    assert book.state.years_opened == set()


# The opening reserve.


def test_a_manual_opening_is_for_the_first_year_only() -> None:
    book = opened_book()
    book.record(ALLOCATION)
    error = refused(book, replace(OPENING, year=2026))
    assert error.message == "the opening reserve of 2026 comes from closing 2025"
    assert error.expected == "the book's first year: 2025"
    assert (error.found, error.next_step) == ("2026", "verantwoord close 2025")


def test_a_year_has_one_opening() -> None:
    book = opened_book()
    book.record(replace(OPENING, ref="start"))
    error = refused(book, OPENING)
    assert error.message == "2025 has its opening reserve already: start"
    book.record(c.ReverseFact(of="start", ground="error"))
    book.record(replace(OPENING, ref="start"))


def test_an_opening_by_hand_does_not_say_that_it_comes_from_a_close() -> None:
    error = refused(opened_book(), replace(OPENING, source="close"))
    assert error.expected == "a source of statement, book or merger"
    assert (error.found, error.next_step) == ("close", "verantwoord close 2024")


def test_an_opening_by_hand_is_above_zero() -> None:
    book = opened_book()
    leaf = book.record(OPENING)[-1]
    assert isinstance(leaf.event, e.OpeningRecorded)
    book.record(c.ReverseFact(of=f"#{leaf.n + 1}", ground="error"))
    event = replace(leaf.event, amount=0, ref="nul")
    assert (
        refused_event(book, event, stream="2025").message
        == "an amount must be above zero"
    )


# Tranches that were withheld.


@pytest.mark.parametrize(
    ("withheld", "withheld_for", "message"),
    [
        (5, None, "what was withheld needs the year that it was withheld for"),
        (None, 2024, "what was withheld needs the year that it was withheld for"),
        (300_001, 2024, "more was withheld than the tranche"),
        (5, 2025, "2025 can only withhold a refund of an earlier year"),
    ],
)
def test_what_was_withheld_is_part_of_a_tranche_and_of_another_year(
    withheld: int | None, withheld_for: int | None, message: str
) -> None:
    wish = replace(TRANCHE, withheld=withheld, withheld_for=withheld_for)
    assert refused(opened_book(), wish).message == message


def test_all_of_a_tranche_may_be_withheld() -> None:
    book = opened_book()
    book.record(replace(ALLOCATION, year=2024))
    wish = replace(TRANCHE, withheld=300_000, withheld_for=2024)
    book.record(wish)
    assert book.figures(2024).refund_paid == 300_000
    assert book.figures(2025).received == 300_000


def test_what_was_withheld_is_refunded_before_anything_else() -> None:
    book = opened_book()
    book.record(replace(ALLOCATION, year=2024))
    tranche = book.record(replace(TRANCHE, withheld=5, withheld_for=2024))[-2]
    behind = opened_book()
    behind.record(replace(ALLOCATION, year=2024))
    behind.record(ALLOCATION)
    event = replace(tranche.event, ref="S")
    behind.take(behind.leaf(event, "2025"))
    message = "the refund of 2024 over 5 cents must come first"
    assert (
        refused_event(behind, replace(event, ref="S2"), stream="2025").message
        == message
    )
    assert refused(behind, REFUND).message == message
    # Neither another refund of that sum, nor the one that was withheld in another save.
    paid = replace(REFUND, year=2024, amount=5, method="paid")
    assert refused(behind, paid).message == message
    assert refused(behind, replace(paid, method="withheld")).message == message


def test_the_first_year_of_a_rule_set_is_one_that_it_is_for() -> None:
    book = opened_book()
    book.record(c.RecordAllocation(year=2010, on=day("2010-01-15"), amount=5))
    assert book.state.years_opened == {2010}


def test_a_year_may_be_under_rules_that_this_program_does_not_have() -> None:
    book = opened_book()
    event = e.YearOpened(year=2025, rules="other-1", rules_sha256="0" * 64)
    book.take(book.leaf(event, "2025"))
    assert book.state.years_opened == {2025}
