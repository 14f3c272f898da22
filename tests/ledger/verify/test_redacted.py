"""What a bundle leaves out: it says so, the verifier allows it, the figures stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.bundle.redaction import UNITS, units_of
from ledger.findings import Code
from tests.ledger.verify import bundles as b
from tests.ledger.verify.lacking import (
    EXPENSE,
    SUPPLIER,
    changed,
    found,
    made,
    says,
    verified,
    wish,
    without,
)


def test_a_redacted_bundle_says_what_it_lacks_and_holds_nothing_of_it() -> None:
    data = made(left_out=units_of(["names"]))
    text = b"".join(b.unpacked(data).values())
    assert b"Vlaamse Nascholing" not in text
    assert b"Els Peeters" not in text
    report = verified(data, "names")
    assert (report.code, report.findings) == (0, [])
    assert report.lacking["expense-recorded/1.supplier"] == 3
    assert report.lacking["documents"] == 1
    assert any(
        "supplier of 3 expenses" in each and "name of 3 users" in each
        for each in report.warnings
    )


def test_a_verifier_may_allow_less_than_was_left_out() -> None:
    data = made(left_out=units_of(["supplier", "invoice"]))
    for allowed in ((), ("supplier",), ("names",)):
        report = verified(data, *allowed)
        assert b.codes(report) == {Code.INCOMPLETE}
        (finding,) = report.findings
        assert "expense-recorded/1.invoice" in (finding.found or "")
        assert (SUPPLIER in (finding.found or "")) is not bool(allowed)
    assert verified(data, "supplier", "invoice").code == 0
    assert verified(data, "all").code == 0


def test_what_is_declared_and_there_is_a_lie() -> None:
    data = says(made(), mode="redacted", redacted=(SUPPLIER,))
    report = verified(data, "all")
    assert found(report) == {
        (17, b.EXPORT, "what the bundle says that it leaves out is there")
    }


def test_a_document_that_is_declared_and_there_is_a_lie() -> None:
    data = says(made(), mode="redacted", redacted=("documents",))
    assert b.codes(verified(data, "all")) == {Code.REPLAY}


@pytest.mark.parametrize(
    ("mode", "units"),
    [
        ("full", (SUPPLIER,)),
        ("redacted", ()),
        ("redacted", ("supplier",)),
        ("redacted", ("user-added/1.name", SUPPLIER)),
        ("redacted", (SUPPLIER, SUPPLIER)),
        ("sealed", ()),
    ],
)
def test_what_a_bundle_says_of_its_redaction_has_one_form(
    mode: str, units: tuple[str, ...]
) -> None:
    data = says(made(left_out=frozenset({SUPPLIER})), mode=mode, redacted=units)
    assert b.codes(verified(data, "all")) == {Code.DISCLOSURE, Code.REPLAY}


def test_what_is_left_out_of_some_events_only_is_no_redaction() -> None:
    less = changed(made(), without("supplier", of=EXPENSE))
    data = says(less, mode="redacted", redacted=(SUPPLIER,))
    assert b.codes(verified(data, "all")) == {Code.REPLAY}


def test_saying_that_all_may_be_left_out_does_not_help_who_declares_nothing() -> None:
    data = changed(made(), without("supplier"))
    assert b.codes(verified(data, "all")) == {Code.DISCLOSURE}


def test_what_is_erased_and_redacted_is_neither_missing_nor_there() -> None:
    gone = wish(EXPENSE, "supplier", "invoice")
    report = verified(made(gone, left_out=frozenset({SUPPLIER})), "all")
    assert (report.code, report.findings) == (0, [])


@settings(max_examples=25)
@given(st.frozensets(st.sampled_from(sorted(UNITS))))
def test_whatever_is_left_out_the_figures_and_the_root_are_the_same(
    units: frozenset[str],
) -> None:
    full = verified(made())
    report = verified(made(left_out=units_of(units)), "all")
    assert (report.code, report.findings) == (0, [])
    assert (report.root, report.figures) == (full.root, full.figures)
    assert set(report.lacking) <= units_of(units)


def test_who_leaves_out_digests_says_so_of_the_documents_too() -> None:
    data = says(made(), mode="redacted", redacted=("document-attached/1.digest",))
    report = verified(data)
    assert Code.REPLAY in b.codes(report)
    words = [finding.message for finding in report.findings]
    assert "documents are left out where their digests are" in words
