"""Decisions and documents name a fact of their kind; a decision is withdrawn once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger.state.entries import Expense
from ledger.values import DecisionTarget
from tests.ledger.memory_book import MemoryBook, refused
from tests.ledger.worked_example import day, example_book

DECISION = c.RecordDecision(
    target="expense",
    of="A",
    on=day("2026-02-01"),
    amount=5,
    ground="not-eligible",
    ref="besluit",
)
WITHDRAWAL = c.RecordDecision(
    target="expense",
    of="A",
    on=day("2026-02-01"),
    ground="other",
    withdraws="besluit",
)
DOCUMENT = c.AttachDocument(
    of="A", kind="invoice", name="f.pdf", media_type="application/pdf", content=b"%PDF"
)
NAMED: dict[str, DecisionTarget] = {
    "A": "expense",
    "tranche-2025-1": "tranche",
    "opening-2025": "opening",
    "#17": "carry-over",
}
TARGETS: tuple[DecisionTarget, ...] = ("expense", "tranche", "opening", "carry-over")


def closed_book() -> MemoryBook:
    book = example_book()
    closing = book.record(c.CloseYear(year=2025))[0]
    assert closing.n == 16
    return book


@pytest.mark.parametrize("of", NAMED)
@pytest.mark.parametrize("target", TARGETS)
def test_a_decision_is_about_a_fact_of_its_kind(
    of: str, target: DecisionTarget
) -> None:
    book = closed_book()
    wish = replace(DECISION, of=of, target=target)
    if NAMED[of] == target:
        book.record(wish)
        return
    error = refused(book, wish)
    assert error.message.endswith(f" is no {target}")
    assert error.expected == f"the ref or the #number of an {target}"


@pytest.mark.parametrize("of", ["A.1", "allocation-2025"])
def test_a_decision_is_not_about_anything_else(of: str) -> None:
    assert refused(closed_book(), replace(DECISION, of=of)).message.endswith("expense")


def test_a_decision_is_not_about_the_school() -> None:
    error = refused(closed_book(), replace(DECISION, of="#1"))
    assert error.message == "a decision cannot be about #1"


@pytest.mark.parametrize("target", ["opening", "carry-over"])
def test_a_claim_may_name_a_year(target: DecisionTarget) -> None:
    book = closed_book()
    book.record(replace(DECISION, target=target, of=None, year=2025))
    assert book.figures(2025).claimed == 5


@pytest.mark.parametrize(
    ("target", "year", "found"),
    [
        ("expense", 2025, "2025"),
        ("tranche", 2025, "2025"),
        ("carry-over", 2026, "2026"),
        ("opening", None, "neither"),
        ("opening", 2031, "2031"),
    ],
)
def test_a_decision_that_does_not_say_what_it_is_about_is_refused(
    target: DecisionTarget, year: int | None, found: str
) -> None:
    wish = replace(DECISION, target=target, of=None, year=year)
    error = refused(closed_book(), wish)
    assert error.message == f"the decision does not say which {target} it is about"
    assert error.expected is not None
    assert error.found == found


def test_a_decision_has_an_amount_or_withdraws_another() -> None:
    error = refused(closed_book(), replace(DECISION, amount=None))
    assert error.message == "a decision has an amount, or withdraws an earlier one"
    assert error.found == "neither"


def test_a_decision_is_withdrawn_once() -> None:
    book = closed_book()
    book.record(DECISION)
    book.record(WITHDRAWAL)
    error = refused(book, WITHDRAWAL)
    assert error.message == "event #20 is no decision that stands"


@pytest.mark.parametrize("withdraws", ["A", "A.1", "allocation-2025", "#1"])
def test_only_a_decision_is_withdrawn(withdraws: str) -> None:
    error = refused(closed_book(), replace(WITHDRAWAL, withdraws=withdraws))
    assert error.message.endswith("is no decision that stands")


def test_a_decision_that_was_undone_is_not_withdrawn() -> None:
    book = example_book()
    leaf = book.record(DECISION)[0]
    book.record(c.ReverseFact(of="besluit", ground="error"))
    error = refused(book, replace(WITHDRAWAL, withdraws=f"#{leaf.n + 1}"))
    assert error.message.endswith("is no decision that stands")


def test_a_withdrawal_is_not_itself_withdrawn() -> None:
    book = example_book()
    book.record(DECISION)
    leaf = book.record(replace(WITHDRAWAL, ref="intrekking"))[0]
    error = refused(book, replace(WITHDRAWAL, withdraws="intrekking"))
    assert error.message == "intrekking only withdraws another decision"
    assert error.expected == "a decision with an amount"
    assert error.found == f"#{leaf.n + 1}, without one"
    assert error.next_step == (
        "reverse it: verantwoord record reversal --of intrekking …"
    )


def test_a_decision_withdraws_one_about_the_same_fact() -> None:
    book = example_book()
    book.record(DECISION)
    error = refused(book, replace(WITHDRAWAL, of="B"))
    assert error.message == "besluit is about another fact"
    assert (error.expected, error.found) == (*("a decision about #10", "one about #8"),)


def test_a_withdrawal_is_undone_once_and_may_then_come_again() -> None:
    book = example_book()
    book.record(DECISION)
    leaf = book.record(WITHDRAWAL)[0]
    undo = c.ReverseFact(of=f"#{leaf.n + 1}", ground="error")
    book.record(undo)
    assert refused(book, undo).message.startswith("nothing is left of decision-2025")
    book.record(WITHDRAWAL)


def test_a_decision_may_disallow_more_than_there_is() -> None:
    book = closed_book()
    book.record(replace(DECISION, amount=9_999_999))
    assert book.figures(2025).ineligible == 36_000 + 95_000


# Documents.


@pytest.mark.parametrize("of", ["A", "A.1", "tranche-2025-2", "opening-2025", "#17"])
def test_a_document_belongs_to_any_fact_of_the_grant(of: str) -> None:
    book = closed_book()
    book.record(replace(DOCUMENT, of=of))
    assert len(book.state.years[2025].documents) == 1


@pytest.mark.parametrize("of", ["#1", "#2", "#4", "#18"])
def test_what_is_no_fact_of_the_grant_takes_no_documents(of: str) -> None:
    book = example_book()
    book.record(c.RecordLink(expense="C", activity="a", relevance="r"))
    book.record(c.WithdrawLink(link="C.1"))
    error = refused(book, replace(DOCUMENT, of=of))
    assert error.message == f"event {of} takes no documents"
    assert (
        error.expected == "an expense, a plan, an approval or another fact of the grant"
    )
    assert error.found == of


def test_a_document_is_on_something_that_is_there() -> None:
    error = refused(example_book(), replace(DOCUMENT, of="niets"))
    assert error.message == "no fact that stands has the ref 'niets'"


def test_a_decision_that_was_withdrawn_claims_nothing() -> None:
    book = example_book()
    book.record(DECISION)
    (decision,) = book.state.years[2025].decisions
    assert decision.standing == 5
    book.record(WITHDRAWAL)
    assert decision.withdrawn
    assert decision.standing == 0


def test_what_is_decided_of_an_expense_follows_its_decisions() -> None:
    book = example_book()
    book.record(DECISION)
    (decision,) = book.state.years[2025].decisions
    expense = book.state.years[2025].entries[decision.event.of]
    assert isinstance(expense, Expense)
    steps = (
        (replace(WITHDRAWAL, ref="weg"), 0),
        (c.ReverseFact(of="weg", ground="error"), 5),
        (c.ReverseFact(of="besluit", ground="error"), 0),
    )
    assert expense.decided == 5
    for wish, decided in steps:
        book.record(wish)
        assert expense.decided == decided


def test_a_reversal_without_an_amount_undoes_what_has_none() -> None:
    books = example_book(), example_book()
    for book in books:
        book.record(DECISION)
        book.record(replace(WITHDRAWAL, ref="weg"))
    (leaf,) = books[0].record(c.ReverseFact(of="weg", ground="error"))
    books[1].take(replace(leaf, event=replace(leaf.event, amount=None)))
    assert [book.state.years[2025].decisions[0].standing for book in books] == [5, 5]


def test_a_decision_that_is_undone_in_part_still_withdraws_the_one_before() -> None:
    book = example_book()
    before = book.figures(2025, "2026-02-01").ineligible
    book.record(DECISION)
    book.record(replace(WITHDRAWAL, ref="minder", amount=3))
    book.record(c.ReverseFact(of="minder", ground="error", amount=1))
    assert book.figures(2025, "2026-02-01").ineligible == before + 2
