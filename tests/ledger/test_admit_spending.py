"""What is refused of spending: only what cannot be. What broke a rule did happen."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from ledger.errors import RefusedError
from tests.ledger.memory_book import MemoryBook, opened_book, refused
from tests.ledger.worked_example import day, example_book, expense

LINK = c.RecordLink(expense="C", activity="trein", relevance="naar de vorming")
REVERSAL = c.ReverseFact(of="A", ground="error")
RECOVERY = c.RecordRecovery(
    of="A", on=day("2025-12-01"), amount=5, ground="credit-note"
)
PAYMENT = c.RecordPayment(expense="A", on=day("2025-03-28"))


@pytest.fixture
def book() -> MemoryBook:
    return example_book()


# Expenses.


def test_an_expense_is_dated_in_its_year() -> None:
    book = opened_book()
    wish = expense("A", "2025-03-12", amount=5, category="travel")
    error = refused(book, replace(wish, year=2026))
    assert error.message == "2025-03-12 is not in 2026"
    assert error.expected == "a date from 2026-01-01 to 2026-12-31"
    assert error.found == "2025-03-12"
    leaf = book.record(replace(wish, year=2025))[-1]
    assert isinstance(leaf.event, e.ExpenseRecorded)
    event = replace(leaf.event, on=day("2024-12-31"), ref="B")
    with pytest.raises(RefusedError, match="2024-12-31 is not in 2025"):
        book.take(book.leaf(event, "2025"))


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("training", "did you mean head-training, external-training or travel?"),
        ("material", "did you mean internal-material, travel or other?"),
        ("travels", "did you mean travel?"),
        ("xyzzy", None),
    ],
)
def test_an_unknown_category_is_refused_with_the_nearest_ones(
    word: str, near: str | None
) -> None:
    error = refused(opened_book(), expense("A", "2025-03-12", amount=5, category=word))
    assert error.message == f"{word!r} is no category"
    assert error.expected is not None
    assert error.expected.startswith("one of external-training, study-day-expert, ")
    assert error.expected.endswith(", leisure, own-staff-pay")
    assert error.found == word
    assert (error.next_step or "").startswith(near or "")
    assert (error.next_step is None) == (near is None)


def test_an_unknown_beneficiary_is_refused_with_the_nearest_ones() -> None:
    wish = expense("A", "2025-03-12", amount=5, category="travel")
    error = refused(opened_book(), replace(wish, beneficiary="teams"))
    assert error.message == "'teams' is no beneficiary"
    assert error.next_step == "did you mean team or head?"


def test_a_ref_is_taken_until_its_fact_is_undone_in_full(book: MemoryBook) -> None:
    again = expense("A", "2025-06-12", amount=5, category="travel")
    error = refused(book, again)
    assert error.message == "the ref 'A' is taken by event #8"
    assert error.expected == "a ref that no fact of this book has"
    assert error.found == "A"
    for wish in (
        replace(LINK, ref="A"),
        replace(PAYMENT, ref="A"),
        replace(RECOVERY, ref="A"),
    ):
        assert refused(book, wish).message == error.message
    book.record(replace(REVERSAL, amount=94_999))
    assert refused(book, again).message == error.message
    book.record(REVERSAL)
    book.record(again)
    assert refused(book, again).found == "A"


@pytest.mark.parametrize(
    "wish",
    [
        c.RecordOpening(year=2025, on=day("2025-01-10"), amount=5),
        c.RecordAllocation(year=2025, on=day("2025-01-15"), amount=5),
        c.RecordAdjustment(year=2025, on=day("2025-01-15"), amount=5),
        c.ReceiveTranche(year=2025, tranche=1, on=day("2025-02-26"), amount=5),
        c.PayRefund(year=2025, on=day("2026-01-31"), amount=5),
        c.RecordDecision(
            target="expense", of="A", on=day("2026-01-31"), amount=5, ground="other"
        ),
    ],
    ids=lambda wish: str(type(wish).__name__),
)
def test_no_fact_of_the_grant_takes_a_ref_that_is_taken(
    book: MemoryBook, wish: c.Wish
) -> None:
    error = refused(book, replace(wish, ref="A"))
    assert error.message == "the ref 'A' is taken by event #8"


def test_a_ref_is_taken_in_the_whole_book(book: MemoryBook) -> None:
    assert (
        refused(book, expense("A", "2026-01-12", amount=5, category="travel")).found
        == "A"
    )
    assert book.state.years_opened == {2025}


# Reversals and recoveries.


def test_a_reversal_undoes_no_more_than_is_left(book: MemoryBook) -> None:
    book.record(replace(REVERSAL, amount=90_000))
    error = refused(book, replace(REVERSAL, amount=5_001))
    assert error.message == "50.01 is more than is left of A"
    assert (error.expected, error.found) == ("at most 50.00", "50.01")
    book.record(replace(REVERSAL, amount=5_000))
    error = refused(book, replace(REVERSAL, of="#8"))
    assert error.message == "nothing is left of A"
    assert refused(book, REVERSAL).message == "no fact that stands has the ref 'A'"


def test_a_negative_adjustment_is_undone_below_zero(book: MemoryBook) -> None:
    wish = c.RecordAdjustment(year=2025, on=day("2025-09-01"), amount=-12, ref="N")
    book.record(wish)
    assert (
        refused(book, replace(REVERSAL, of="N", amount=13)).expected == "at most -0.12"
    )
    part = book.record(replace(REVERSAL, of="N", amount=5))[0]
    assert isinstance(part.event, e.ReversalRecorded)
    assert part.event.amount == -5
    for amount in (7, 0, -8, None):
        leaf = book.leaf(replace(part.event, amount=amount), "2025")
        with pytest.raises(RefusedError, match="is more than is left of N"):
            book.take(leaf)
    book.record(replace(REVERSAL, of="N"))
    assert book.figures(2025).allocated == 515_677
    (cent,) = book.record(replace(wish, amount=-1, ref="M"))
    with pytest.raises(RefusedError, match="is more than is left of M"):
        book.take(book.leaf(replace(part.event, of=cent.n, amount=1), "2025"))


def test_a_reversal_is_not_itself_reversed(book: MemoryBook) -> None:
    leaf = book.record(REVERSAL)[0]
    error = refused(book, replace(REVERSAL, of=f"#{leaf.n + 1}"))
    assert error.message == f"#{leaf.n + 1} is not a fact with an amount"
    assert isinstance(leaf.event, e.ReversalRecorded)
    with pytest.raises(RefusedError, match="has no amount that can be undone"):
        book.take(book.leaf(replace(leaf.event, of=leaf.n), "2025"))


@pytest.mark.parametrize("target", ["#1", "#2", "#4", "#9"])
def test_what_has_no_amount_is_not_reversed(book: MemoryBook, target: str) -> None:
    error = refused(book, replace(REVERSAL, of=target))
    assert error.message == f"{target} is not a fact with an amount"


def test_a_recovery_belongs_to_the_year_in_which_it_came_back(book: MemoryBook) -> None:
    error = refused(book, replace(RECOVERY, year=2026))
    assert error.message == (
        "a recovery belongs to the year in which it came back: 2025"
    )
    assert (error.expected, error.found) == ("2025", "2026")
    assert book.state.years_opened == {2025}


def test_a_paid_expense_has_nothing_left_to_pay(book: MemoryBook) -> None:
    book.record(PAYMENT)
    error = refused(book, PAYMENT)
    assert error.message == "A is paid in full already"
    assert error.found == "nothing left to pay"


# What is not refused: it happened.

HAPPENED: dict[str, c.Wish] = {
    "leisure": expense("X", "2025-03-12", amount=5, category="leisure"),
    "pay of own staff": expense("X", "2025-03-12", amount=5, category="own-staff-pay"),
    "a volunteer": replace(
        expense("X", "2025-03-12", amount=5, category="travel"), beneficiary="volunteer"
    ),
    "more than there is": expense(
        "X", "2025-03-12", amount=5_000_000, category="travel"
    ),
    "an ineligible expense, linked": expense(
        "X", "2025-03-12", amount=5, category="leisure", linked=5
    ),
    "imposed, and partly borne by staff": replace(
        expense("X", "2025-03-12", amount=5, category="travel"),
        imposed=True,
        borne_by_staff=5,
    ),
    "an activity of another year": replace(
        expense("X", "2025-03-12", amount=5, category="travel"),
        activity_from=day("2030-01-01"),
    ),
    "an unknown initiative": replace(
        expense("X", "2025-03-12", amount=5, category="travel"), initiative="P99"
    ),
    "a payment above the expense": replace(PAYMENT, amount=95_001),
    "a payment before the expense": replace(PAYMENT, on=day("2024-01-01")),
    "a recovery above the expense": replace(RECOVERY, amount=95_001),
    "a third tranche": c.ReceiveTranche(
        year=2025, tranche=2, on=day("2025-08-01"), amount=9_999_999
    ),
    "a tranche of a later day": c.ReceiveTranche(
        year=2025, tranche=2, on=day("2026-01-31"), amount=5
    ),
    "a refund above what is due": c.PayRefund(
        year=2025, on=day("2026-01-31"), amount=9_999_999
    ),
    "a link before its expense": replace(LINK, on=day("2025-01-01")),
}


@pytest.mark.parametrize("wish", HAPPENED.values(), ids=list(HAPPENED))
def test_what_happened_is_recorded(book: MemoryBook, wish: c.Wish) -> None:
    assert book.record(wish)


def test_money_is_spent_before_anything_is_allocated() -> None:
    book = opened_book()
    book.record(expense("A", "2025-01-02", amount=5, category="leisure"))
    figures = book.figures(2025)
    assert (figures.ineligible, figures.own_contribution) == (5, 5)
