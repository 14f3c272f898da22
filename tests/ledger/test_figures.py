"""The figures of the worked examples, to the cent, and of a year as it was closed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger.counting import ExpenseFigures, View
from ledger.events import Figures
from tests.ledger.memory_book import MemoryBook, folded, opened_book
from tests.ledger.worked_example import (
    IN_DECEMBER,
    IN_JUNE,
    day,
    example_book,
    expense,
)

LINK_C = c.RecordLink(expense="C", activity="trein", relevance="naar de vorming")
LINK_E = c.RecordLink(expense="E", activity="boeken", relevance="intervisie")
DISALLOW_B = c.RecordDecision(
    target="expense",
    of="B",
    on=day("2027-05-04"),
    amount=128_050,
    ground="not-eligible",
    ref="besluit",
)


def test_the_worked_example_on_30_june() -> None:
    assert example_book().figures(2025, "2025-06-30") == IN_JUNE


def test_the_second_tranche_is_late_from_1_july() -> None:
    late = replace(IN_JUNE.tranche_2, status="late")
    figures = example_book().figures(2025, "2025-07-01")
    assert figures == replace(IN_JUNE, tranche_2=late)


def test_the_worked_example_on_31_december() -> None:
    book = example_book()
    assert book.figures(2025, "2025-12-31") == book.figures(2025) == IN_DECEMBER


def test_what_was_known_earlier_stays_what_it_was() -> None:
    book = example_book()
    known = len(book.leaves)
    book.record(c.ReverseFact(of="A", on=day("2025-06-01"), ground="error"))
    assert book.figures(2025, "2025-06-30") != IN_JUNE
    book.leaves, book.state = book.leaves[:known], folded(book.leaves[:known])
    assert book.figures(2025, "2025-06-30") == IN_JUNE


def linked_book() -> MemoryBook:
    book = example_book()
    book.record(LINK_C)
    book.record(LINK_E)
    return book


LINKED = replace(
    IN_DECEMBER,
    justified=252_670,
    unjustified=0,
    unused=383_007,
    refund_due=125_169,
    refund_outstanding=125_169,
)


def test_linking_what_is_not_linked_lowers_the_refund_by_as_much() -> None:
    assert linked_book().figures(2025, "2025-12-31") == LINKED


def test_a_decision_after_the_close_raises_the_refund() -> None:
    book = linked_book()
    book.record(c.CloseYear(year=2025, carry_over=257_838))
    book.today = day("2027-06-01")
    book.record(DISALLOW_B)
    raised = replace(
        LINKED,
        ineligible=164_050,
        justified=124_620,
        unused=511_057,
        refund_due=253_219,
        refund_outstanding=253_219,
    )
    assert book.figures(2025) == book.figures(2025, "2027-05-04") == raised
    assert book.figures(2025, "2027-05-03") == LINKED


def test_a_decision_that_is_withdrawn_no_longer_counts() -> None:
    book = linked_book()
    book.today = day("2028-01-01")
    book.record(DISALLOW_B)
    withdrawal = withdraw("besluit", on="2027-08-01", ref="intrekking")
    book.record(withdrawal)
    assert book.figures(2025, "2027-07-31").ineligible == 164_050
    assert book.figures(2025) == book.figures(2025, "2027-08-01") == LINKED


def test_a_withdrawal_that_is_undone_lets_the_decision_count_again() -> None:
    book = linked_book()
    book.today = day("2028-01-01")
    book.record(DISALLOW_B)
    book.record(withdraw("besluit", on="2027-08-01", ref="intrekking"))
    book.record(c.ReverseFact(of="intrekking", on=day("2027-09-01"), ground="error"))
    seen = [book.figures(2025, on).ineligible for on in ("2027-08-31", "2027-09-01")]
    assert seen == [36_000, 164_050]
    book.record(withdraw("besluit", on="2027-10-01", ref="nogmaals"))
    assert book.figures(2025) == LINKED


def test_a_decision_that_replaces_one_is_not_undone_by_the_next() -> None:
    book = linked_book()
    book.today = day("2028-01-01")
    book.record(DISALLOW_B)
    for amount, withdrawn in ((5_000, "besluit"), (2_000, "5000")):
        wish = withdraw(withdrawn, on="2027-08-01", ref=str(amount))
        book.record(replace(wish, amount=amount))
    assert book.figures(2025).ineligible == 36_000 + 2_000


def withdraw(ref_of: str, *, on: str, ref: str) -> c.RecordDecision:
    return c.RecordDecision(
        target="expense",
        of="B",
        on=day(on),
        ground="other",
        withdraws=ref_of,
        ref=ref,
    )


def test_the_second_worked_example_saves_nothing_that_is_gone() -> None:
    figures = second_example().figures(2025)
    parts = (figures.unused, figures.unspent, figures.reserve_allowed)
    assert (*parts, figures.refund_due) == (250_000, 0, 0, 250_000)


def second_example() -> MemoryBook:
    book = opened_book()
    on = day("2025-02-01")
    book.record(c.RecordAllocation(year=2025, on=on, amount=500_000))
    for number, amount in ((1, 300_000), (2, 200_000)):
        tranche = c.ReceiveTranche(year=2025, tranche=1, on=on, amount=amount)
        book.record(replace(tranche, tranche=number))
    book.record(
        expense(
            "A",
            "2025-03-01",
            amount=250_000,
            category="external-training",
            linked=250_000,
        )
    )
    book.record(expense("B", "2025-03-01", amount=250_000, category="leisure"))
    return book


def test_a_claim_on_the_carry_over_raises_claimed_and_not_the_expense_parts() -> None:
    book = linked_book()
    book.record(c.CloseYear(year=2025))
    claim = c.RecordDecision(
        target="carry-over", year=2025, on=day("2026-02-01"), amount=7, ground="other"
    )
    book.record(claim)
    raised = replace(LINKED, claimed=7, refund_due=125_176, refund_outstanding=125_176)
    assert book.figures(2025) == raised


def test_a_refund_lowers_only_what_is_outstanding() -> None:
    book = linked_book()
    book.record(c.CloseYear(year=2025))
    book.record(c.PayRefund(year=2025, on=day("2026-02-01"), amount=125_000))
    paid = replace(LINKED, refund_paid=125_000, refund_outstanding=169)
    assert book.figures(2025) == paid
    assert book.figures(2025, "2026-01-31") == LINKED


# The parts of one expense.


@pytest.mark.parametrize(
    ("linked", "disallowed", "reversed_", "parts"),
    [
        (1_000, 0, 0, ExpenseFigures(1_000, 0, 1_000, 1_000)),
        (600, 0, 0, ExpenseFigures(1_000, 0, 600, 600)),
        (1_000, 300, 0, ExpenseFigures(1_000, 300, 700, 1_000)),
        (600, 300, 0, ExpenseFigures(1_000, 300, 600, 600)),
        (1_000, 1_500, 0, ExpenseFigures(1_000, 1_000, 0, 1_000)),
        (1_000, 0, 400, ExpenseFigures(600, 0, 600, 1_000)),
        (600, 300, 400, ExpenseFigures(600, 300, 300, 600)),
        (600, 0, 1_000, ExpenseFigures(0, 0, 0, 0)),
    ],
)
def test_an_expense_falls_into_three_parts(
    linked: int, disallowed: int, reversed_: int, parts: ExpenseFigures
) -> None:
    book = opened_book()
    book.record(
        expense("A", "2025-03-01", amount=1_000, category="travel", linked=linked)
    )
    if disallowed:
        book.record(replace(DISALLOW_B, of="A", amount=disallowed, on=book.today))
    if reversed_:
        book.record(c.ReverseFact(of="A", ground="error", amount=reversed_))
    year = book.state.years[2025]
    found = View(year, None).expense(year.expenses[0])
    assert found == parts
    assert found.unjustified == parts.amount - parts.ineligible - parts.justified
    assert book.figures(2025).unjustified == found.unjustified >= 0


@pytest.mark.parametrize("beneficiary", ["volunteer", "outsider", "other-school"])
def test_the_beneficiary_of_the_expense_decides_and_not_that_of_its_link(
    beneficiary: str,
) -> None:
    book = opened_book()
    wish = expense("A", "2025-03-01", amount=1_000, category="travel")
    book.record(replace(wish, beneficiary=beneficiary))
    link = c.RecordLink(expense="A", activity="a", relevance="r", beneficiary="team")
    book.record(link)
    figures = book.figures(2025)
    assert (figures.ineligible, figures.justified) == (1_000, 0)


def test_a_link_counts_once_both_it_and_its_expense_do() -> None:
    book = opened_book()
    book.record(expense("A", "2025-03-01", amount=500, category="travel"))
    early, late = day("2025-02-01"), day("2025-04-01")
    link = c.RecordLink(expense="A", activity="a", relevance="r")
    book.record(replace(link, on=early, amount=200))
    book.record(replace(link, on=late, amount=300))
    seen = {
        on: book.figures(2025, on).justified
        for on in ("2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01")
    }
    assert list(seen.values()) == [0, 200, 200, 500]


def test_money_that_was_overspent_is_the_schools_own() -> None:
    book = opened_book()
    book.record(expense("A", "2025-03-01", amount=500, category="travel", linked=500))
    figures: Figures = book.figures(2025)
    assert (figures.own_contribution, figures.available) == (500, -500)
    assert (figures.unused, figures.unspent, figures.refund_due) == (0, 0, 0)
