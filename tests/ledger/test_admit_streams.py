"""Events that no command asks for, but a log may hold: each lies in its own stream."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ledger import events as e
from tests.ledger.memory_book import ORIGIN, SCHOOL, MemoryBook, refused_event
from tests.ledger.worked_example import day, example_book

SEALED = f"{'A' * 43}="
ON = day("2026-01-05")


def payment(n: int) -> e.Event:
    return e.PaymentRecorded(
        ref="betaling", expense=n, on=ON, amount=5, by=None, bank_reference=SEALED
    )


def link(n: int) -> e.Event:
    return e.LinkRecorded(
        ref="L",
        expense=n,
        on=ON,
        amount=5,
        initiative=None,
        area=None,
        beneficiary=None,
        people=None,
        activity=SEALED,
        relevance=SEALED,
    )


def withdrawal(n: int) -> e.Event:
    return e.LinkWithdrawn(link=n, on=ON, reason=SEALED)


def reversal(n: int) -> e.Event:
    return e.ReversalRecorded(of=n, on=ON, amount=5, ground="error", reason=SEALED)


def recovery(n: int) -> e.Event:
    return e.RecoveryRecorded(
        ref="R",
        year=2025,
        of=n,
        on=day("2025-12-01"),
        amount=5,
        ground="credit-note",
        bank_reference=SEALED,
    )


def decision(n: int) -> e.Event:
    return e.DecisionRecorded(
        ref="besluit",
        target="expense",
        of=n,
        on=ON,
        amount=5,
        ground="other",
        withdraws=None,
        authority=SEALED,
        reference=SEALED,
        text=SEALED,
    )


def document(n: int) -> e.Event:
    return e.DocumentAttached(
        of=n,
        kind="invoice",
        media_type="application/pdf",
        size=1,
        digest=SEALED,
        name=SEALED,
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (payment, "is not an expense of 2025"),
        (link, "is not an expense of 2025"),
        (withdrawal, "is not a justification link"),
        (reversal, "has no amount that can be undone"),
        (recovery, "is not an expense"),
        (decision, "is no expense"),
        (document, "takes no documents"),
    ],
)
@pytest.mark.parametrize("n", [0, 3, 99])
def test_what_names_a_fact_of_another_kind_is_refused_with_its_number(
    made: Callable[[int], e.Event], words: str, n: int
) -> None:
    error = refused_event(example_book(), made(n), stream="2025")
    assert error.message == f"event #{n + 1} {words}"


def test_a_decision_and_a_document_say_what_they_found() -> None:
    for made in (decision, document):
        error = refused_event(example_book(), made(0), stream="2025")
        assert error.found == "#1"


def test_the_first_event_is_recorded_by_the_first_user() -> None:
    book = MemoryBook()
    book.by = "u2"
    opened = e.BookOpened(origin=ORIGIN, school=SCHOOL, level="primary", key=None)
    error = refused_event(book, opened, stream="school")
    assert error.message == "user u2 is not known to the book"


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("school", "this kind of fact belongs to a budget year"),
        ("2024", "2024 has not been opened"),
    ],
)
def test_a_fact_of_a_year_lies_in_the_stream_of_that_year(
    stream: str, message: str
) -> None:
    book = example_book()
    event = book.leaves[4].event
    assert isinstance(event, e.OpeningRecorded)
    assert refused_event(book, event, stream=stream).message == message
    other = replace(event, year=2024)
    error = refused_event(book, other, stream="2025")
    assert error.message == "the fact is of 2024, not of 2025"


def test_a_year_is_opened_once_in_its_own_stream() -> None:
    book = example_book()
    opened = book.leaves[3].event
    assert isinstance(opened, e.YearOpened)
    error = refused_event(book, opened, stream="2025")
    assert error.message == "2025 is open already"
    error = refused_event(book, opened, stream="2026")
    assert error.message == "the fact is of 2025, not of 2026"


def test_a_fact_of_the_school_is_no_fact_of_a_year() -> None:
    event = e.UserAdded(user="u2", role="head", name=SEALED)
    error = refused_event(example_book(), event, stream="2025")
    assert error.message == "this kind of fact belongs to the school, not to a year"
