"""What a check keeps of the events: no commitment, once it was looked at."""

from __future__ import annotations

from io import BytesIO

from ledger.events import ExpenseRecorded
from ledger.sealed import commitments
from ledger.verify.bundle import examine_bundle
from tests.ledger.verify import bundles as b


def test_the_state_of_a_check_holds_no_commitments() -> None:
    state = examine_bundle(BytesIO(b.honest())).told.state
    assert state
    kept = [entry.event for year in state.years.values() for entry in year.expenses]
    assert kept
    for event in kept:
        assert isinstance(event, ExpenseRecorded)
        assert {text for _, text in commitments(event)} == {""}
