"""The papers of the grant: asked for where they are missing, as the dossier does."""

from __future__ import annotations

from collections import Counter

import pytest

from ledger.commands import (
    CloseYear,
    PayRefund,
    RecordAllocation,
    ReverseFact,
)
from projections.dossier import asked_for
from tests.projections.objecting import objections, places, spent
from tests.projections.objectionable import APPROVED, plan
from tests.projections.seeing import TODAY, Desk, attach, day


def test_a_letter_is_asked_of_an_allocation_that_stands(empty: Desk) -> None:
    empty.record(RecordAllocation(year=2026, on=TODAY, amount=500))
    (objection,) = objections(empty, "missing-allocation-letter")
    assert (objection.place, objection.amount) == ("allocation-2026", 500)
    empty.record(attach("allocation-2026", "bank-statement"))
    assert len(objections(empty, "missing-allocation-letter")) == 1
    empty.record(attach("allocation-2026", "allocation-letter"))
    assert objections(empty, "missing-allocation-letter") == []


def test_nothing_is_asked_of_what_was_undone(empty: Desk) -> None:
    empty.record(RecordAllocation(year=2026, on=TODAY, amount=500))
    empty.record(ReverseFact(of="allocation-2026", ground="error"))
    assert objections(empty, "missing-allocation-letter") == []


def test_each_credit_is_shown(desk: Desk) -> None:
    code = "missing-bank-statement"
    assert places(desk, code) == ["tranche-2025-1", "tranche-2025-2"]
    assert places(desk, code, on="2025-06-30") == ["tranche-2025-1"]
    desk.record(attach("tranche-2025-1", "bank-statement"))
    desk.record(attach("tranche-2025-2", "payment"))
    assert places(desk, code) == []


def test_a_paid_refund_is_proven(desk: Desk) -> None:
    desk.record(CloseYear(year=2025))
    assert places(desk, "missing-refund-proof") == []
    desk.record(PayRefund(year=2025, on=TODAY, amount=134_789))
    (objection,) = objections(desk, "missing-refund-proof")
    assert (objection.place, objection.amount) == ("refund-2025", 134_789)
    desk.record(attach("refund-2025", "payment"))
    assert places(desk, "missing-refund-proof") == []


def test_an_approval_is_shown_by_its_own_paper(empty: Desk) -> None:
    empty.record(plan(), APPROVED, spent("A"))
    (objection,) = objections(empty, "missing-approval")
    assert objection.place == "plan 2024-2025"
    empty.record(attach("approval-2024-2025", "approval"))
    assert objections(empty, "missing-approval") == []


@pytest.mark.parametrize("on", [None, "2025-06-30"])
def test_the_dossier_misses_what_the_checks_object_to(
    desk: Desk, on: str | None
) -> None:
    desk.record(plan(), APPROVED)
    desk.record(attach("allocation-2025", "allocation-letter"))
    codes = {
        "approval": {"missing-approval", "plan-not-approved", "plan-changed"},
        "plan": {"plan-missing"},
        "allocation-letter": {"missing-allocation-letter"},
        "bank-statement": {"missing-bank-statement"},
        "refund": {"missing-refund-proof"},
        "invoice": {"missing-invoice"},
        "payment": {"missing-payment"},
        "programme-or-certificate": {
            "missing-programme",
            "travel-without-document",
        },
        "link": {"unjustified-expense"},
    }
    with desk.view() as view:
        asked = asked_for(view, 2025, on=day(on) if on else None)
    missed = {each.piece: len(each.missing) for each in asked if each.missing}
    found = Counter(objection.code for objection in objections(desk, on=on))
    objected = {
        piece: sum(found[code] for code in each) for piece, each in codes.items()
    }
    assert missed == {piece: count for piece, count in objected.items() if count}
    assert missed
