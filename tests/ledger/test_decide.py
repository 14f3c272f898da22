"""What a command leaves out is filled in: all that is left, today, a free ref."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from ledger.decide.draft import fresh_ref
from ledger.rules import rules_for
from tests.ledger.memory_book import MemoryBook, opened_book, refused
from tests.ledger.worked_example import day, example_book, expense

LINK = c.RecordLink(expense="C", activity="trein", relevance="naar de vorming")


@pytest.fixture
def book() -> MemoryBook:
    return example_book()


def names(leaves: Sequence[e.Leaf]) -> list[str]:
    return [f"{leaf.stream} {e.type_name(leaf.event)}" for leaf in leaves]


def only(leaves: Sequence[e.Leaf]) -> Any:  # noqa: ANN401  of the kind that was asked for
    (leaf,) = leaves
    return leaf.event


def test_a_book_begins_with_its_school_and_its_first_user() -> None:
    assert names(opened_book().leaves) == [
        "school book-opened/1",
        "school user-added/1",
        "school school-changed/1",
    ]


def test_the_first_fact_of_a_year_opens_it_under_the_rules_of_that_year() -> None:
    book = opened_book()
    leaves = book.record(expense("A", "2025-03-12", amount=5, category="travel"))
    assert names(leaves) == ["2025 year-opened/1", "2025 expense-recorded/1"]
    rules = rules_for(2025)
    assert leaves[0].event == e.YearOpened(
        year=2025, rules=rules.set.id, rules_sha256=rules.sha256
    )
    assert (
        len(book.record(expense("B", "2025-03-12", amount=5, category="travel"))) == 1
    )


def test_an_expense_with_an_activity_is_linked_in_full_at_once() -> None:
    book = opened_book()
    wish = expense("A", "2025-03-12", amount=500, category="travel")
    given = {"activity": "a", "relevance": "r", "initiative": "P1", "people": 24}
    leaves = book.record(replace(wish, **given, area="dutch"))
    link = leaves[-1].event
    assert isinstance(link, e.LinkRecorded)
    assert (link.ref, link.expense, link.amount) == ("A.1", leaves[1].n, 500)
    assert (link.on, link.beneficiary) == (day("2025-03-12"), "team")
    assert (link.initiative, link.area, link.people) == ("P1", "dutch", 24)
    assert leaves[0].id == leaves[-1].id


def test_a_link_is_of_all_that_is_left_on_the_day_of_its_expense(
    book: MemoryBook,
) -> None:
    link = only(book.record(LINK))
    assert (link.amount, link.on, link.ref) == (4_620, day("2025-05-20"), "C.1")
    assert only(book.record(replace(LINK, expense="E"))).ref == "E.2"
    assert "nothing is left to link" in refused(book, LINK).message


def test_a_payment_is_of_all_that_is_left_to_pay(book: MemoryBook) -> None:
    wish = c.RecordPayment(expense="A", on=day("2025-03-28"))
    assert only(book.record(replace(wish, amount=90_000))).ref == "A.p1"
    book.record(c.ReverseFact(of="A.p1", ground="error", amount=10_000))
    rest = only(book.record(wish))
    assert (rest.amount, rest.ref) == (15_000, "A.p2")


def test_a_reversal_is_of_all_that_is_left_and_of_today(book: MemoryBook) -> None:
    wish = c.ReverseFact(of="A", ground="error")
    book.record(replace(wish, amount=5_000, on=day("2025-04-01")))
    event = only(book.record(wish))
    assert (event.amount, event.on, event.of) == (90_000, book.today, 7)


def test_a_withdrawal_is_of_today_unless_it_says_so(book: MemoryBook) -> None:
    assert only(book.record(c.WithdrawLink(link="A.1"))).on == book.today
    wish = c.WithdrawLink(link="B.1", on=day("2025-06-01"))
    assert only(book.record(wish)).on == day("2025-06-01")


def test_a_recovery_belongs_to_the_year_of_its_day(book: MemoryBook) -> None:
    wish = c.RecordRecovery(
        of="A", on=day("2026-01-20"), amount=5, ground="credit-note"
    )
    leaves = book.record(wish)
    assert names(leaves) == ["2026 year-opened/1", "2026 recovery-recorded/1"]
    event = leaves[-1].event
    assert isinstance(event, e.RecoveryRecorded)
    assert (event.year, event.of, event.ref) == (2026, 7, "A.r1")


def test_what_was_withheld_is_refunded_in_the_same_save(book: MemoryBook) -> None:
    wish = c.ReceiveTranche(
        year=2026,
        tranche=1,
        on=day("2026-01-31"),
        amount=300_000,
        withheld=134_789,
        withheld_for=2025,
        bank_reference="BE 123",
    )
    leaves = book.record(wish)
    assert names(leaves) == [
        "2026 year-opened/1",
        "2026 tranche-received/1",
        "2025 refund-paid/1",
    ]
    assert len({leaf.id for leaf in leaves}) == 1
    refund = leaves[-1].event
    assert isinstance(refund, e.RefundPaid)
    assert (refund.amount, refund.method) == (134_789, "withheld")
    assert (refund.on, refund.ref) == (day("2026-01-31"), "refund-2025")
    assert book.figures(2025).refund_outstanding == 0
    assert book.figures(2026).received == 300_000


def test_what_was_withheld_for_a_year_before_the_book_is_only_said() -> None:
    book = example_book()
    wish = c.ReceiveTranche(
        year=2025,
        tranche=2,
        on=day("2025-07-10"),
        amount=5,
        withheld=5,
        withheld_for=2023,
    )
    assert names(book.record(wish)) == ["2025 tranche-received/1"]


def test_a_close_gives_the_next_year_its_opening_in_the_same_save(
    book: MemoryBook,
) -> None:
    leaves = book.record(c.CloseYear(year=2025))
    assert names(leaves) == [
        "2025 year-closed/1",
        "2026 year-opened/1",
        "2026 opening-recorded/1",
    ]
    assert len({leaf.id for leaf in leaves}) == 1
    closing, opening = leaves[0].event, leaves[-1].event
    assert isinstance(closing, e.YearClosed)
    assert (closing.on, closing.count) == (day("2025-12-31"), leaves[0].n)
    assert opening == e.OpeningRecorded(
        ref="opening-2026",
        year=2026,
        on=day("2026-01-01"),
        amount=257_838,
        source="close",
        from_school=None,
        previous_allocation=515_677,
    )


def test_a_year_closed_again_with_less_replaces_the_opening(book: MemoryBook) -> None:
    book.record(c.CloseYear(year=2025))
    book.record(c.ReopenYear(year=2025, reason="controle"))
    leaves = book.record(c.CloseYear(year=2025, carry_over=5))
    assert names(leaves) == [
        "2025 year-closed/1",
        "2026 reversal-recorded/1",
        "2026 opening-recorded/1",
    ]
    undone = leaves[1].event
    assert isinstance(undone, e.ReversalRecorded)
    assert (undone.amount, undone.on) == (257_838, day("2026-01-01"))
    assert book.figures(2026).opening_reserve == 5


def test_a_document_is_kept_by_its_digest_and_size(book: MemoryBook) -> None:
    wish = c.AttachDocument(
        of="#8",
        kind="invoice",
        name="f.pdf",
        media_type="application/pdf",
        content=b"%",
    )
    event = only(book.record(wish))
    assert (event.of, event.size, event.kind) == (7, 1, "invoice")


def test_who_the_school_is_stays_where_a_change_says_nothing() -> None:
    book = opened_book()
    event = only(book.record(c.ChangeSchool(board="1234", kbo="0123456749")))
    assert (event.number, event.level) == ("030569", "primary")
    event = only(book.record(c.ChangeSchool(level="secondary", name="Sint-Jan")))
    assert (event.number, event.level) == ("030569", "secondary")
    assert (event.board, event.kbo) == ("1234", "0123456749")
    event = only(book.record(c.ChangeSchool(number="012345")))
    assert (event.number, event.level, event.board) == ("012345", "secondary", "1234")
    error = refused(MemoryBook(), c.ChangeSchool(board="1234"))
    assert error.message == "the book does not say yet whose it is"


def test_a_plan_and_its_approval_are_of_the_newest_version() -> None:
    book = opened_book()
    plan = c.RecordPlan(school_year="2024-2025", on=day("2024-10-01"), initiatives=())
    versions = [only(book.record(plan)).version for _ in range(3)]
    assert versions == [1, 2, 3]
    approval = c.ApprovePlan(
        school_year="2024-2025", on=day("2024-10-15"), by="local-committee"
    )
    assert only(book.record(approval)).version == 3
    assert only(book.record(replace(approval, version=1))).version == 1


def test_a_fresh_ref_is_free_and_fits() -> None:
    book = opened_book()
    ref = "R" * 32
    book.record(expense(ref, "2025-03-12", amount=5, category="travel", linked=2))
    link = only(book.record(replace(LINK, expense=ref, amount=1)))
    assert link.ref == f"{'R' * 30}.2"
    assert fresh_ref(book.state, ref) == f"{'R' * 30}.3"
    unnamed = expense("x", "2025-03-12", amount=5, category="travel")
    refs = [only(book.record(replace(unnamed, ref=None))).ref for _ in range(2)]
    assert refs == ["2025-002", "2025-003"]
    book.record(expense("2025-005", "2025-03-12", amount=5, category="travel"))
    assert only(book.record(replace(unnamed, ref=None))).ref == "2025-005.2"


def test_a_refused_command_of_many_events_leaves_nothing_behind() -> None:
    book = opened_book()
    wish = expense("A", "2025-03-12", amount=5, category="travel")
    refused(book, replace(wish, activity="a", relevance="r", link_amount=6))
    assert book.state.years_opened == set()
    assert len(book.record(wish)) == 2
