"""Refusals that keep a log in hand: kept refs, withheld refunds, a number of closes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from ledger.admit.year import CLOSES_MAX
from ledger.rules import FIRST_YEAR, SHIPPED
from tests.ledger.memory_book import opened_book, refused, refused_event
from tests.ledger.worked_example import day, example_book, expense

TRANCHE = c.ReceiveTranche(
    year=2025,
    tranche=1,
    on=day("2025-02-26"),
    amount=300_000,
    withheld=5,
    withheld_for=2024,
    ref="schijf",
)


@pytest.mark.parametrize("ref", ["plan-2024-2025", "approval-2024-2025", "plan-x"])
def test_the_refs_of_plans_and_approvals_are_theirs(ref: str) -> None:
    wish = expense(ref, "2025-03-12", amount=5, category="travel")
    error = refused(opened_book(), wish)
    assert error.message == f"the ref {ref!r} is kept for plans and their approvals"
    assert error.expected == "a ref that does not begin with plan- or approval-"
    assert error.found == ref


def test_the_beneficiary_of_a_link_is_one_that_the_rules_name() -> None:
    link = c.RecordLink(expense="C", activity="a", relevance="r", beneficiary="stuff")
    book = example_book()
    error = refused(book, link)
    assert error.message == "'stuff' is no beneficiary"
    assert (error.next_step or "").startswith("did you mean staff")
    book.record(replace(link, beneficiary="volunteer"))
    assert book.figures(2025).ineligible == 36_000


def test_a_tranche_is_not_undone_while_its_withheld_refund_stands() -> None:
    book = opened_book()
    wish = c.RecordAllocation(year=2024, on=day("2024-01-15"), amount=500_000)
    book.record(wish)
    refund = book.record(TRANCHE)[-1]
    undo = c.ReverseFact(of="schijf", ground="error")
    error = refused(book, undo)
    assert error.message == (
        "of schijf a refund of 2024 was withheld, and that still stands"
    )
    assert error.expected == "a tranche whose refund refund-2024 is undone"
    assert error.found == f"refund-2024 (#{refund.n + 1})"
    book.record(replace(undo, of="refund-2024"))
    book.record(undo)
    assert book.figures(2025).received == book.figures(2024).refund_paid == 0


def test_a_tranche_withheld_for_a_year_that_the_book_has_not_is_undone() -> None:
    book = opened_book()
    book.record(replace(TRANCHE, withheld_for=2020))
    book.record(c.ReverseFact(of="schijf", ground="error"))
    assert book.figures(2025).received == 0


def test_a_year_is_closed_a_number_of_times_and_no_more() -> None:
    book = opened_book()
    book.record(expense("A", "2025-03-12", amount=5, category="travel"))
    close = c.CloseYear(year=2025)
    for _ in range(CLOSES_MAX):
        book.record(close)
        book.record(c.ReopenYear(year=2025, reason="controle"))
    error = refused(book, close)
    assert error.message == "2025 was closed 50 times: it is not closed again"
    assert error.expected == "at most 50 closes of a year"


def test_a_year_is_not_under_rules_that_begin_later() -> None:
    opened = e.YearOpened(year=FIRST_YEAR - 1, rules=SHIPPED[0], rules_sha256="0" * 64)
    error = refused_event(opened_book(), opened, stream=str(FIRST_YEAR - 1))
    assert error.message == "the rule set pd-grant-1 is not for 2009"
    assert (error.expected, error.found) == ("a year from 2010 on", "2009")


def test_two_withheld_refunds_of_one_amount_are_each_undone_with_their_tranche() -> (
    None
):
    book = opened_book()
    wish = c.RecordAllocation(year=2024, on=day("2024-01-15"), amount=500_000)
    book.record(wish)
    book.record(TRANCHE)
    book.record(replace(TRANCHE, tranche=2, ref="tweede", on=day("2025-06-20")))
    book.record(c.ReverseFact(of="refund-2024", ground="error"))
    book.record(c.ReverseFact(of="schijf", ground="error"))
    assert book.figures(2025).received == 300_000
