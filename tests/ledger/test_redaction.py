"""What may be left out of a bundle, by the names that people give to it."""

from __future__ import annotations

import pytest

from ledger.bundle.redaction import (
    NAMES,
    UNITS,
    fault_of,
    slots_left_out,
    unit_of,
    units_of,
    without_position,
)
from ledger.errors import UsageError
from ledger.events import ExpenseRecorded, PlanRecorded, UserAdded


def test_a_slot_is_that_of_every_type_that_has_it() -> None:
    assert units_of(["supplier"]) == {"expense-recorded/1.supplier"}
    assert units_of(["bank_reference"]) == {
        "payment-recorded/1.bank_reference",
        "recovery-recorded/1.bank_reference",
        "refund-paid/1.bank_reference",
        "tranche-received/1.bank_reference",
    }


@pytest.mark.parametrize(
    ("field", "unit"),
    [
        ("expense-recorded.invoice", "expense-recorded/1.invoice"),
        ("expense-recorded/1.invoice", "expense-recorded/1.invoice"),
        ("initiatives/name", "plan-recorded/1.initiatives/name"),
        ("documents", "documents"),
    ],
)
def test_a_field_is_named_in_more_ways_than_one(field: str, unit: str) -> None:
    assert units_of([field]) == {unit}


def test_all_is_every_unit_and_nothing_is_none() -> None:
    assert units_of(["all"]) == UNITS
    assert units_of([]) == frozenset()


def test_names_are_those_of_people_and_what_shows_them() -> None:
    assert units_of([NAMES]) == {
        "document-attached/1.name",
        "documents",
        "expense-recorded/1.supplier",
        "expense-recorded/1.supplier_iban",
        "expense-recorded/1.supplier_number",
        "file-imported/1.name",
        "payment-recorded/1.bank_reference",
        "recovery-recorded/1.bank_reference",
        "refund-paid/1.bank_reference",
        "school-changed/1.iban",
        "tranche-received/1.bank_reference",
        "user-added/1.name",
    }


def test_a_document_without_its_digest_is_left_out() -> None:
    assert units_of(["document-attached.digest"]) == {
        "document-attached/1.digest",
        "documents",
    }


def test_what_is_no_field_names_the_nearest() -> None:
    with pytest.raises(UsageError) as found:
        units_of(["supplier", "suppliers"])
    assert found.value.message == "no event has a sealed field 'suppliers'"
    assert "supplier" in str(found.value.expected)
    with pytest.raises(UsageError) as far:
        units_of(["amount"])
    assert "names" in str(far.value.expected)


@pytest.mark.parametrize("field", ["", ".", "supplier.", "documents.", "/1.supplier"])
def test_an_odd_name_is_none(field: str) -> None:
    with pytest.raises(UsageError):
        units_of([field])


def test_a_unit_has_no_position() -> None:
    unit = "plan-recorded/1.initiatives/name"
    assert unit_of(PlanRecorded, "initiatives/17/name") == unit
    assert without_position("initiatives/17/name") == "initiatives/name"
    assert slots_left_out(PlanRecorded, [unit]) == {"initiatives/name"}
    assert slots_left_out(UserAdded, [unit]) == frozenset()


def test_every_unit_has_a_slot_of_a_type() -> None:
    assert "expense-recorded/1.supplier" in UNITS
    assert slots_left_out(ExpenseRecorded, UNITS) == {
        "description",
        "duplicate_reason",
        "invoice",
        "supplier",
        "supplier_iban",
        "supplier_number",
    }


@pytest.mark.parametrize(
    ("mode", "units", "said"),
    [
        ("full", ("documents",), "a full bundle leaves nothing out"),
        ("redacted", (), "a full bundle leaves nothing out"),
        ("partial", (), "the mode of a bundle is full or redacted"),
        ("redacted", ("user-added/1.name", "documents"), "a sorted list"),
        ("redacted", ("documents", "documents"), "a sorted list"),
        ("redacted", ("expense-recorded/1.amount",), "is nothing that can be left out"),
        ("redacted", ("plan-recorded/1.initiatives/0/name",), "is nothing that can be"),
    ],
)
def test_what_a_bundle_says_can_be_wrong(
    mode: str, units: tuple[str, ...], said: str
) -> None:
    assert said in (fault_of(mode, units) or "")


def test_what_a_bundle_says_can_be_right() -> None:
    assert fault_of("full", ()) is None
    assert fault_of("redacted", tuple(sorted(UNITS))) is None
