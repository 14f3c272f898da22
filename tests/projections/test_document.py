"""A document is found by the fact, by its own number, or by its content."""

from __future__ import annotations

import sqlite3
from hashlib import sha256

import pytest

from ledger.commands import ApprovePlan, RecordPayment, RecordPlan
from ledger.errors import UsageError
from projections.document import content, documents
from projections.documents import DocumentLine
from tests.projections.seeing import TODAY, Desk, attach, day

INVOICE = DocumentLine(
    number=18,
    of=8,
    kind="invoice",
    media_type="application/pdf",
    size=9,
    name="A-invoice.pdf",
    sha256=sha256(b"A invoice").hexdigest(),
)


@pytest.fixture
def documented(desk: Desk) -> Desk:
    desk.record(RecordPayment(expense="A", on=day("2025-03-28"), ref="P"))
    desk.record(attach("A", "invoice"), attach("P", "payment"))
    desk.record(attach("B", "invoice"))
    return desk


@pytest.mark.parametrize("target", ["#18", INVOICE.sha256])
def test_one_document_is_found(documented: Desk, target: str) -> None:
    with documented.view() as view:
        assert documents(view, target) == [INVOICE]
        assert content(view, INVOICE) == b"A invoice"


def test_those_of_an_expense_include_its_payments(documented: Desk) -> None:
    with documented.view() as view:
        for target in ("A", "#8"):
            assert [line.number for line in documents(view, target)] == [18, 19]
        assert [line.number for line in documents(view, "P")] == [19]
        assert documents(view, "tranche-2025-1") == []


def test_those_of_the_school_are_found_by_the_plan(desk: Desk) -> None:
    desk.record(RecordPlan(school_year="2025-2026", on=TODAY, initiatives=()))
    desk.record(
        ApprovePlan(school_year="2025-2026", on=TODAY, by="staff-meeting"),
        attach("approval-2025-2026", "approval"),
    )
    with desk.view() as view:
        assert [d.kind for d in documents(view, "approval-2025-2026")] == ["approval"]


def test_one_that_came_later_is_not_there_yet(documented: Desk) -> None:
    with documented.view("#17") as view:
        assert documents(view, "A") == []
        for target in ("#18", INVOICE.sha256 or ""):
            with pytest.raises(UsageError):
                documents(view, target)


def test_a_content_that_was_erased_is_said(documented: Desk) -> None:
    with sqlite3.connect(documented.path) as connection:
        connection.execute("DELETE FROM documents WHERE sha256 = ?", (INVOICE.sha256,))
        connection.execute("DELETE FROM disclosures WHERE n = 17")
    connection.close()
    with documented.view() as view:
        (line,) = documents(view, "#18")
        assert (line.name, line.sha256) == (None, None)
        for gone in (line, INVOICE):
            with pytest.raises(UsageError, match="is not in the book"):
                content(view, gone)
