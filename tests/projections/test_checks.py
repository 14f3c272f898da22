"""What a check gives, and the checks of plans and of the log."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from fixtures.books import OPENED, ORIGIN, worked_example
from ledger.commands import (
    ApprovePlan,
    CloseYear,
    RecordAllocation,
    RecordPlan,
    ReverseFact,
)
from ledger.errors import UsageError
from projections.checks import CATALOGUE, Objection, check
from projections.language import language
from projections.rule_texts import RULE_TEXTS
from tests.projections.objecting import objections, places
from tests.projections.seeing import TODAY, Desk, day

SIGNED = msgspec.structs.replace(OPENED, key=f"{ORIGIN}+01234567+AQ==")


def test_the_worked_example_gives_these_and_no_others(desk: Desk) -> None:
    found = Counter(objection.code for objection in objections(desk))
    assert found == {
        "unjustified-expense": 2,
        "ineligible-expense": 1,
        "travel-without-document": 1,
        "missing-invoice": 5,
        "missing-payment": 5,
        "missing-programme": 2,
        "plan-missing": 2,
        "tranche-late": 1,
        "missing-allocation-letter": 1,
        "missing-bank-statement": 2,
        "preferred-areas": 1,
        "no-checkpoint": 1,
    }


def test_an_objection_says_all_that_one_needs(desk: Desk) -> None:
    (first, second) = objections(desk, "unjustified-expense")
    assert first == Objection(
        code="unjustified-expense",
        severity="error",
        year=2025,
        place="C",
        events=[12],
        amount=4_620,
        message="46.20 of C is not linked to an activity",
        rule=RULE_TEXTS["link"].text,
        source=RULE_TEXTS["link"].source,
        next_step="link it: verantwoord record link --expense C …",
    )
    assert language("nl").tell(first.message) == (
        "46,20 van C is niet met een activiteit verantwoord"
    )
    assert language("fr").tell(first.next_step or "") == (
        "justifiez-le\xa0: verantwoord record link --expense C …"
    )
    assert (second.place, second.amount) == ("E", 5_000)
    assert msgspec.json.encode(first, enc_hook=str)


def test_only_the_years_that_are_asked_for_are_looked_at(desk: Desk) -> None:
    desk.record(RecordAllocation(year=2026, on=TODAY, amount=1))
    with desk.view() as view:
        assert {o.year for o in check(view, [2026], today=TODAY)} == {2026, None}
        assert {o.year for o in check(view, [2025, 2025], today=TODAY)} == {2025, None}
        with pytest.raises(UsageError):
            check(view, [2031], today=TODAY)


def test_every_code_has_a_rule_and_a_meaning() -> None:
    for code, kind in CATALOGUE.items():
        assert code == code.lower()
        assert kind.rule in RULE_TEXTS
        assert kind.meaning


class TestAPlan:
    def test_is_missing_for_each_school_year_with_expenses(self, desk: Desk) -> None:
        assert places(desk, "plan-missing") == ["plan 2024-2025", "plan 2025-2026"]
        assert places(desk, "plan-missing", on="2025-08-31") == ["plan 2024-2025"]
        first, _ = objections(desk, "plan-missing")
        assert (first.events, first.amount) == ([8, 10, 12], 227_670)

    def test_is_approved_in_its_newest_version(self, desk: Desk) -> None:
        plan = RecordPlan(school_year="2024-2025", on=day("2025-01-05"), initiatives=())
        desk.record(plan)
        (objection,) = objections(desk, "plan-not-approved")
        assert (objection.place, objection.events) == ("plan 2024-2025", [17])
        assert places(desk, "plan-missing") == ["plan 2025-2026"]
        assert places(desk, "plan-missing", on="2025-01-04") == []
        desk.record(approval("2025-06-01"))
        assert places(desk, "plan-not-approved") == []
        assert places(desk, "plan-not-approved", on="2025-05-31") == ["plan 2024-2025"]
        desk.record(plan)
        assert places(desk, "plan-not-approved") == []
        assert [o.events for o in objections(desk, "plan-changed")] == [[17, 19]]
        desk.record(msgspec.structs.replace(approval("2025-06-02"), version=2))
        assert places(desk, "plan-changed") == []

    def test_is_unapproved_again_once_that_was_undone(self, desk: Desk) -> None:
        plan = RecordPlan(school_year="2024-2025", on=day("2025-01-05"), initiatives=())
        undo = ReverseFact(
            of="approval-2024-2025", ground="error", on=day("2025-09-01")
        )
        desk.record(plan, approval("2025-01-06"), undo)
        assert places(desk, "plan-not-approved") == ["plan 2024-2025"]
        assert places(desk, "plan-not-approved", on="2025-08-31") == []


class TestACheckpoint:
    @pytest.fixture
    def signed(self, tmp_path: Path) -> Desk:
        return Desk(tmp_path, *worked_example(), opened=SIGNED)

    def test_is_wanting_where_nothing_was_ever_signed(self, signed: Desk) -> None:
        (objection,) = objections(signed, "no-checkpoint")
        assert (objection.year, objection.place, objection.events) == (None, "book", [])
        signed.book.keep_note(16, b"note")
        assert places(signed, "no-checkpoint") == []

    def test_is_wanting_again_after_a_close(self, signed: Desk) -> None:
        signed.book.keep_note(16, b"note")
        signed.record(CloseYear(year=2025))
        (objection,) = objections(signed, "no-checkpoint")
        assert objection.events == [17]
        assert objection.message == "no checkpoint was kept since the close of #17"
        signed.book.keep_note(19, b"note")
        assert places(signed, "no-checkpoint") == []

    def test_that_came_later_was_not_there_then(self, signed: Desk) -> None:
        signed.record(CloseYear(year=2025))
        signed.book.keep_note(19, b"note")
        with signed.view("#18") as view:
            codes = [o.code for o in check(view, today=TODAY)]
        assert "no-checkpoint" in codes

    def test_is_worth_nothing_without_a_key(self, desk: Desk) -> None:
        desk.book.keep_note(16, b"note")
        (objection,) = objections(desk, "no-checkpoint")
        assert "no key" in objection.message


def approval(on: str) -> ApprovePlan:
    return ApprovePlan(school_year="2024-2025", on=day(on), by="local-committee")
