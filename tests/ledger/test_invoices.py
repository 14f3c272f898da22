"""An invoice is registered once, however its supplier and its number are written."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.commands import RecordExpense, ReverseFact
from ledger.errors import RefusedError
from ledger.invoices import fold, key_of, refuse_second_registration
from ledger.state.book import BookState, InvoiceKey, MemoryNames
from tests.ledger.memory_book import MemoryBook, opened_book

SAME = {
    "the same": ("Nascholing vzw", "2025-017"),
    "capitals": ("NASCHOLING VZW", "2025-017"),
    "spaces": ("  Nascholing   vzw ", " 2025-017\t"),
    "a no-break space": ("Nascholing\u00a0vzw", "2025-017"),
    "full width": ("\uff2eascholing vzw", "\uff12025-017"),
    "a ligature in the number": ("Nascholing vzw", "2025-017"),
}
OTHER = {
    "another number": {"invoice": "2025-018"},
    "another supplier": {"supplier": "Nascholing nv"},
    "a part": {"part": 1},
    "no number": {"invoice": None},
    "no supplier": {"supplier": None},
    "a supplier's number": {"supplier_number": "0123456749"},
}


def expense(**given: object) -> RecordExpense:
    values: dict[str, Any] = {
        "on": dt.date(2025, 3, 12),
        "amount": 95_000,
        "category": "study-day-expert",
        "beneficiary": "team",
        "supplier": "Nascholing vzw",
        "invoice": "2025-017",
    }
    values.update(given)
    return RecordExpense(**values)


@pytest.fixture
def book() -> MemoryBook:
    book = opened_book()
    book.record(expense(ref="A"))
    return book


@pytest.mark.parametrize(("supplier", "invoice"), SAME.values(), ids=list(SAME))
def test_a_second_registration_is_refused_however_it_is_written(
    book: MemoryBook, supplier: str, invoice: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        book.record(expense(supplier=supplier, invoice=invoice, amount=1))
    error = refused.value
    assert error.message == (
        f"invoice {invoice!r} of this supplier is registered already, by A (#5)"
    )
    assert error.expected == "an invoice, or a part of one, that no expense claims yet"
    assert error.found == f"invoice {invoice!r}, part none"
    assert error.next_step is not None


@pytest.mark.parametrize("given", OTHER.values(), ids=list(OTHER))
def test_another_invoice_is_no_second_registration(
    book: MemoryBook, given: dict[str, Any]
) -> None:
    assert len(book.record(expense(**given))) == 1


def test_the_same_invoice_in_another_year_is_refused(book: MemoryBook) -> None:
    with pytest.raises(RefusedError, match="registered already"):
        book.record(expense(on=dt.date(2026, 1, 3)))
    assert book.state.years_opened == {2025}


def test_a_supplier_number_goes_before_a_name() -> None:
    book = opened_book()
    number = "0123456749"
    book.record(expense(supplier_number=number))
    with pytest.raises(RefusedError, match="registered already"):
        book.record(expense(supplier_number=number, supplier="A name of another"))
    book.record(expense(supplier_number="0200065765"))


def test_a_reason_makes_a_second_registration_possible(book: MemoryBook) -> None:
    book.record(expense(duplicate_reason="twee facturen met een nummer"))
    with pytest.raises(RefusedError, match="registered already"):
        book.record(expense())


def test_an_expense_reversed_in_full_frees_its_invoice(book: MemoryBook) -> None:
    book.record(ReverseFact(of="A", ground="error", amount=94_999))
    with pytest.raises(RefusedError, match="registered already"):
        book.record(expense())
    book.record(ReverseFact(of="A", ground="error"))
    book.record(expense(ref="A"))
    with pytest.raises(RefusedError, match="registered already"):
        book.record(expense())


def test_every_part_of_an_invoice_is_registered_once(book: MemoryBook) -> None:
    for part in (1, 2):
        book.record(expense(part=part, invoice_total=190_000))
    with pytest.raises(RefusedError) as refused:
        book.record(expense(part=2, invoice_total=190_000))
    assert refused.value.found == "invoice '2025-017', part 2"


def test_an_expense_of_a_year_that_was_not_read_is_named_by_its_place() -> None:
    names, key = MemoryNames(), ("0403019261", "2025-017", 0)
    names.claim_invoice(key, 4)
    with pytest.raises(RefusedError, match=r"registered already, by #5$"):
        refuse_second_registration(BookState(names), expense(), key=key)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 11))))
def test_an_invoice_is_that_of_the_last_expense_that_still_claims_it(
    steps: list[tuple[int, int]],
) -> None:
    names, claimed = MemoryNames(), dict[int, InvoiceKey]()
    keys = [("0403019261", f"2025-{invoice}", 0) for invoice in range(3)]
    for n, (invoice, freed) in enumerate(steps):
        names.claim_invoice(keys[invoice], n)
        claimed[n] = keys[invoice]
        names.free_invoice(freed)
        claimed.pop(freed, None)
        for key in keys:
            standing = [n for n, other in claimed.items() if other == key]
            assert names.find_invoice(key) == max(standing, default=None)
    assert dict(names.claims()) == claimed


def test_an_unknown_supplier_or_number_is_no_invoice() -> None:
    assert key_of(None, None, invoice="1", part=None) is None
    assert key_of(None, "  ", invoice="1", part=None) is None
    assert key_of(None, "x", invoice=" ", part=None) is None
    assert key_of("0123456749", "x", invoice=None, part=1) is None
    assert key_of("0123456749", "x", invoice="A 1", part=None) == (
        *("0123456749", "a 1", 0),
    )


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(f" {text}\n") == fold(text)


def test_names_in_memory_give_the_last_claim_that_was_not_freed() -> None:
    names, key = MemoryNames(), ("0403019261", "2025-017", 0)
    assert names.find_invoice(key) is None
    for n in (3, 5, 7):
        names.claim_invoice(key, n)
    assert names.find_invoice(key) == 7
    names.free_invoice(7)
    assert names.find_invoice(key) == 5
    names.free_invoice(6)
    names.free_invoice(3)
    assert names.find_invoice(key) == 5
    names.free_invoice(5)
    assert names.find_invoice(key) is None
    names.claim_ref("A", 1)
    assert names.find_ref("A") == 1
    names.free_ref("B")
    names.free_ref("A")
    assert names.find_ref("A") is None
