"""What is decided where a command leaves out half: a link, a day, a sign, a fact."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from ledger.values import DecisionTarget
from tests.ledger.memory_book import MemoryBook, opened_book, refused
from tests.ledger.test_decide import only
from tests.ledger.worked_example import day, example_book, expense


@pytest.fixture
def book() -> MemoryBook:
    return example_book()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"activity": "a"}, "relevance"),
        ({"relevance": "r"}, "activity"),
        ({"link_amount": 5}, "activity"),
    ],
    ids=["activity", "relevance", "amount"],
)
def test_half_a_link_is_none(given: dict[str, Any], missing: str) -> None:
    wish = expense("A", "2025-03-12", amount=500, category="travel")
    error = refused(opened_book(), replace(wish, **given))
    assert error.message == f"the link of A says no {missing}"
    assert error.found == f"no {missing}"


def test_an_approval_is_undone_today_and_has_no_amount() -> None:
    book = opened_book()
    on = day("2024-10-01")
    book.record(c.RecordPlan(school_year="2024-2025", on=on, initiatives=()))
    book.record(c.ApprovePlan(school_year="2024-2025", on=on, by="local-committee"))
    event = only(book.record(c.ReverseFact(of="approval-2024-2025", ground="error")))
    assert (event.on, event.amount, event.of) == (book.today, None, 4)


def test_an_approval_without_a_plan_is_of_a_first_version_that_is_not_there() -> None:
    on = day("2024-10-01")
    wish = c.ApprovePlan(school_year="2024-2025", on=on, by="local-committee")
    assert refused(opened_book(), wish).found == "version 1"


def test_the_last_cent_below_zero_is_undone_below_zero(book: MemoryBook) -> None:
    wish = c.RecordAdjustment(year=2025, on=day("2025-03-01"), amount=-1, ref="J")
    (adjusted,) = book.record(wish)
    undo = c.ReverseFact(of=f"#{adjusted.n + 1}", ground="error", amount=1)
    assert only(book.record(undo)).amount == -1
    again = refused(book, replace(undo, amount=5))
    assert (again.message, again.found) == ("nothing is left of J", "0.05")


def test_a_document_of_what_was_undone_is_of_its_year(book: MemoryBook) -> None:
    (undone,) = book.record(c.ReverseFact(of="A", ground="error", amount=1))
    letter = c.AttachDocument(
        of=f"#{undone.n + 1}",
        kind="other",
        name="brief.pdf",
        media_type="application/pdf",
        content=b"%",
    )
    assert [leaf.stream for leaf in book.record(letter)] == ["2025"]


def test_an_opening_is_by_a_statement_unless_it_says_so() -> None:
    wish = c.RecordOpening(year=2025, on=day("2025-01-10"), amount=5)
    for source in (None, "statement", "merger"):
        event = opened_book().record(replace(wish, source=source))[-1].event
        assert isinstance(event, e.OpeningRecorded)
        assert event.source == (source or "statement")


@pytest.mark.parametrize("target", ["carry-over", "opening", "tranche"])
def test_a_decision_on_a_year_that_is_not_there_is_about_nothing(
    book: MemoryBook, target: DecisionTarget
) -> None:
    on = day("2026-01-20")
    wish = c.RecordDecision(target=target, year=2031, on=on, amount=5, ground="other")
    error = refused(book, wish)
    assert error.message.startswith("the decision does not say which ")
    assert error.found == "2031"
