"""A link is for what is left of an expense, and whatever is named must be there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from tests.ledger.memory_book import MemoryBook, opened_book, refused
from tests.ledger.worked_example import day, example_book, expense

LINK = c.RecordLink(expense="C", activity="trein", relevance="naar de vorming")
REVERSAL = c.ReverseFact(of="A", ground="error")
RECOVERY = c.RecordRecovery(
    of="A", on=day("2025-12-01"), amount=5, ground="credit-note"
)
PAYMENT = c.RecordPayment(expense="A", on=day("2025-03-28"))
UNLINK = c.WithdrawLink(link="A.1")


@pytest.fixture
def book() -> MemoryBook:
    return example_book()


def number(book: MemoryBook, kind: type) -> str:
    """Give the number of the first event of a kind."""
    found = next(leaf for leaf in book.leaves if isinstance(leaf.event, kind))
    return f"#{found.n + 1}"


def test_a_link_is_for_no_more_than_is_left(book: MemoryBook) -> None:
    error = refused(book, replace(LINK, amount=4_621))
    assert error.message == "46.21 is more than is left of C"
    assert (error.expected, error.found) == ("at most 46.20", "46.21")
    assert error.next_step == "leave the amount out to link all that is left"
    book.record(replace(LINK, amount=4_620))


@pytest.mark.parametrize(("expense_ref", "amount"), [("A", None), ("E", 5_001)])
def test_what_is_linked_already_is_not_left(
    book: MemoryBook, expense_ref: str, amount: int | None
) -> None:
    error = refused(book, replace(LINK, expense=expense_ref, amount=amount))
    left = "0.00" if expense_ref == "A" else "50.00"
    assert left in f"{error.expected} {error.found}"


@pytest.mark.parametrize(
    "undone",
    [
        replace(REVERSAL, of="C", amount=4_000),
        c.RecordDecision(
            target="expense", of="C", on=day("2026-01-05"), amount=4_000, ground="other"
        ),
    ],
)
def test_what_was_reversed_or_disallowed_is_not_left(
    book: MemoryBook, undone: c.Wish
) -> None:
    book.record(undone)
    assert refused(book, replace(LINK, amount=621)).expected == "at most 6.20"
    link = book.record(LINK)[0].event
    assert isinstance(link, e.LinkRecorded)
    assert link.amount == 620


def test_a_withdrawn_link_makes_room_again(book: MemoryBook) -> None:
    book.record(UNLINK)
    link = book.record(replace(LINK, expense="A"))[0].event
    assert isinstance(link, e.LinkRecorded)
    assert link.amount == 95_000


@pytest.mark.parametrize(
    "target", ["A.1", "tranche-2025-1", "opening-2025", "#1", "#4"]
)
@pytest.mark.parametrize("wish", [LINK, PAYMENT, RECOVERY])
def test_only_an_expense_is_linked_paid_or_recovered(
    book: MemoryBook, wish: c.Wish, target: str
) -> None:
    field = "of" if isinstance(wish, c.RecordRecovery) else "expense"
    error = refused(book, replace(wish, **{field: target}))
    assert error.message == f"{target} is not an expense"
    assert error.expected == "the ref or the #number of an expense"
    assert error.found == target


@pytest.mark.parametrize("target", ["nergens", "plan-2025-2026"])
def test_a_ref_that_no_fact_has_is_refused(book: MemoryBook, target: str) -> None:
    error = refused(book, replace(LINK, expense=target))
    assert error.message == f"no fact that stands has the ref {target!r}"
    assert error.found == target


@pytest.mark.parametrize("target", ["#17", "#99", "#9999999999999999"])
def test_a_number_past_the_end_is_refused(book: MemoryBook, target: str) -> None:
    assert len(book.leaves) == 16
    error = refused(book, replace(LINK, expense=target))
    assert error.message == f"the book has no event {target}"
    assert (error.expected, error.found) == ("#1 to #16", target)


def test_a_link_is_withdrawn_once(book: MemoryBook) -> None:
    link = number(book, e.LinkRecorded)
    book.record(UNLINK)
    assert refused(book, UNLINK).message == "no fact that stands has the ref 'A.1'"
    error = refused(book, replace(UNLINK, link=link))
    assert error.message == "the link A.1 is withdrawn already"


@pytest.mark.parametrize("target", ["A", "tranche-2025-1", "#1"])
def test_only_a_link_is_withdrawn(book: MemoryBook, target: str) -> None:
    error = refused(book, replace(UNLINK, link=target))
    assert error.message == f"{target} is not a justification link"


@pytest.mark.parametrize("given", [{"activity": "a"}, {"relevance": "r"}])
def test_a_link_says_both_the_activity_and_its_relevance(given: dict[str, str]) -> None:
    book = opened_book()
    error = refused(
        book, replace(expense("A", "2025-03-12", amount=5, category="travel"), **given)
    )
    assert error.expected == "both the activity and its relevance"
    assert book.state.years_opened == set()
