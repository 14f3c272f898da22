"""One event is shown whole, with a proof that anybody can check."""

from __future__ import annotations

import base64
import sqlite3
from hashlib import sha256

import pytest

from ledger import tree
from ledger.commands import RecordExpense, ReverseFact
from ledger.errors import UsageError
from projections.event import InclusionProof, event
from tests.projections.seeing import Desk, day


def holds(proof: InclusionProof, line: str) -> bool:
    leaf = sha256(b"\0" + line.encode()).digest()
    hashes = [base64.b64decode(node) for node in proof.hashes]
    root = base64.b64decode(proof.root)
    assert base64.b64decode(proof.leaf_hash) == leaf
    return tree.check_inclusion(proof.n, proof.size, leaf=leaf, proof=hashes, root=root)


def test_every_event_is_proven_to_be_in_the_log(desk: Desk) -> None:
    for known_at in ("#16", "#9"):
        with desk.view(known_at) as view:
            for n in range(view.size):
                report = event(view, f"#{n + 1}")
                assert holds(report.proof, report.line)
                assert (report.proof.size, report.proof.root) == (view.size, view.root)


def test_it_has_its_fields_and_what_is_disclosed(desk: Desk) -> None:
    desk.record(ReverseFact(of="A", ground="error", amount=100))
    with desk.view() as view:
        report = event(view, "A")
    assert (report.summary.number, report.summary.reversed_by) == (8, [17])
    assert report.leaf.n == 7
    assert report.values == {
        "description": None,
        "duplicate_reason": None,
        "invoice": "2025-A",
        "supplier": "Leverancier A",
        "supplier_iban": None,
        "supplier_number": None,
    }
    assert report.erased == []


def test_an_erased_value_is_named_as_gone(desk: Desk) -> None:
    with sqlite3.connect(desk.path) as connection:
        connection.execute("DELETE FROM disclosures WHERE n = 7 AND slot = 'supplier'")
    connection.close()
    with desk.view() as view:
        report = event(view, "A")
    assert report.erased == ["supplier"]
    assert "supplier" not in report.values
    assert report.summary.text.startswith("expense: 950.00; expert on a ")


@pytest.mark.parametrize(
    "target", ["#0", "#17", "#99", "nobody", "#x", "", "plan-2024"]
)
def test_what_is_not_there_is_said(desk: Desk, target: str) -> None:
    with desk.view() as view, pytest.raises(UsageError) as caught:
        event(view, target)
    assert caught.value.found == target


class TestARefThatWasGivenTwice:
    @pytest.fixture
    def corrected(self, desk: Desk) -> Desk:
        """A was undone as #17, and recorded anew as #18."""
        anew = RecordExpense(
            ref="A",
            on=day("2025-03-12"),
            amount=94_000,
            category="study-day-expert",
            beneficiary="team",
        )
        desk.record(ReverseFact(of="A", ground="error"), anew)
        return desk

    @pytest.mark.parametrize(
        ("known_at", "number"), [("#16", 8), ("#17", 8), ("#18", 18)]
    )
    def test_names_the_fact_that_had_it_then(
        self, corrected: Desk, known_at: str, number: int
    ) -> None:
        with corrected.view(known_at) as view:
            assert event(view, "A").summary.number == number

    def test_names_nothing_before_it_was_given(self, corrected: Desk) -> None:
        with corrected.view("#7") as view, pytest.raises(UsageError):
            event(view, "A")
