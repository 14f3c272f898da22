"""What may be erased of an event: a command that decides, and rules that admit."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from ledger.commands import AttachDocument, EraseData, RecordExpense
from ledger.events import DataErased, ExpenseRecorded
from tests.ledger.memory_book import MemoryBook, opened_book, refused

SPENT = RecordExpense(
    ref="A",
    on=date(2025, 3, 12),
    amount=95_000,
    category="study-day-expert",
    beneficiary="team",
    supplier="Marieke van den Uilenboom",
    invoice="2025-017",
    description="Lezing door Marieke van den Uilenboom",
)
SCAN = AttachDocument(
    of="A",
    kind="invoice",
    name="factuur Uilenboom.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.7 \xff\x00 factuur van Marieke van den Uilenboom",
)
SUPPLIER = EraseData(of="A", ground="request", slots=("supplier",))


@pytest.fixture
def book() -> MemoryBook:
    made = opened_book()
    made.record(SPENT)
    made.record(SCAN)
    return made


def number(book: MemoryBook, kind: type) -> int:
    (n,) = [leaf.n for leaf in book.leaves if isinstance(leaf.event, kind)]
    return n


def erased(book: MemoryBook, wish: EraseData) -> DataErased:
    (leaf,) = book.record(wish)
    assert isinstance(leaf.event, DataErased)
    assert leaf.stream == "school"
    return leaf.event


def test_an_erasure_names_the_event_and_its_slots(book: MemoryBook) -> None:
    wish = structs.replace(SUPPLIER, slots=("supplier", "invoice", "supplier"))
    event = erased(book, wish)
    assert structs.replace(event, reason="") == DataErased(
        of=number(book, ExpenseRecorded),
        slots=("invoice", "supplier"),
        document=False,
        ground="request",
        on=book.today,
        reason="",
    )


def test_an_erasure_is_of_the_day_that_it_names(book: MemoryBook) -> None:
    assert erased(book, structs.replace(SUPPLIER, on=date(2026, 1, 31))).on == date(
        2026, 1, 31
    )


def test_all_is_what_is_left(book: MemoryBook) -> None:
    erased(book, SUPPLIER)
    rest = structs.replace(SUPPLIER, slots=(), everything=True)
    assert erased(book, rest).slots == (
        "description",
        "duplicate_reason",
        "invoice",
        "supplier_iban",
        "supplier_number",
    )
    again = refused(book, rest)
    assert again.message == "all of #5 was erased already, by #7, #8"


def test_a_value_is_erased_once(book: MemoryBook) -> None:
    erased(book, SUPPLIER)
    assert refused(book, SUPPLIER).message == (
        "the supplier of #5 was erased already, by #7"
    )


def test_a_slot_that_is_none_names_those_that_are(book: MemoryBook) -> None:
    error = refused(book, structs.replace(SUPPLIER, slots=("suplier",)))
    assert error.message == (
        "#5 has no sealed value 'suplier': it is expense-recorded/1"
    )
    assert error.expected == (
        "one of description, duplicate_reason, invoice, supplier, supplier_iban,"
        " supplier_number"
    )


def test_an_event_without_sealed_values_has_nothing_to_erase(book: MemoryBook) -> None:
    error = refused(book, EraseData(of="#1", ground="request", everything=True))
    assert error.message == "#1 has no sealed values: it is book-opened/1"


def test_a_document_is_erased_by_its_own_number(book: MemoryBook) -> None:
    error = refused(book, EraseData(of="A", ground="request", document=True))
    assert (error.expected, error.found) == ("#6", "#5")
    assert erased(book, EraseData(of="#6", ground="order", document=True)).slots == ()
    again = refused(book, EraseData(of="#6", ground="order", document=True))
    assert again.message == "the document of #6 was erased already, by #7"


def test_every_document_of_an_event_is_named(book: MemoryBook) -> None:
    book.record(SCAN)
    error = refused(book, EraseData(of="A", ground="request", document=True))
    assert error.expected == "#6, #7"


def test_what_is_left_of_an_erased_document_is_its_values(book: MemoryBook) -> None:
    erased(book, EraseData(of="#6", ground="order", document=True))
    rest = erased(book, EraseData(of="#6", ground="order", everything=True))
    assert (rest.slots, rest.document) == (("digest", "name"), False)


def test_without_its_name_a_document_is_still_known(book: MemoryBook) -> None:
    name = EraseData(of="#6", ground="order", slots=("name",))
    assert not erased(book, name).document


def test_without_its_digest_nobody_knows_whose_a_document_is(book: MemoryBook) -> None:
    assert erased(book, EraseData(of="#6", ground="order", slots=("digest",))).document
    assert not erased(
        book, EraseData(of="#6", ground="order", slots=("name",))
    ).document


@pytest.mark.parametrize("slot", ["supplier", "supplier_number", "invoice"])
def test_each_part_of_its_key_makes_an_invoice_free(
    book: MemoryBook, slot: str
) -> None:
    erased(book, structs.replace(SUPPLIER, slots=(slot,)))
    assert book.record(structs.replace(SPENT, ref="B"))


def test_an_invoice_is_free_again_once_nobody_knows_it(book: MemoryBook) -> None:
    again = structs.replace(SPENT, ref="B")
    refused(book, again)
    erased(book, structs.replace(SUPPLIER, slots=("description",)))
    refused(book, again)
    erased(book, SUPPLIER)
    assert book.record(again)
