"""The statement gives the figures of the worked examples, to the cent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fixtures.books import reserve_example
from ledger.commands import (
    ChangeSchool,
    CloseYear,
    PayRefund,
    RecordDecision,
    RecordLink,
)
from ledger.errors import UsageError
from ledger.events import Figures
from ledger.rules import parse_rules, rules_for
from projections.statement import Statement, statement
from tests.projections.seeing import TODAY, Desk, day

JUNE, DECEMBER = day("2025-06-30"), day("2025-12-31")
IN_JUNE = {
    "received": 309_406,
    "funds": 429_406,
    "spent": 227_670,
    "justified": 223_050,
    "unjustified": 4_620,
    "unused": 206_356,
    "unspent": 201_736,
    "reserve_limit": 257_838,
    "reserve_allowed": 201_736,
    "refund_due": 4_620,
}
IN_DECEMBER = {
    "received": 515_677,
    "funds": 635_677,
    "spent": 288_670,
    "ineligible": 36_000,
    "justified": 243_050,
    "unjustified": 9_620,
    "unused": 392_627,
    "unspent": 347_007,
    "reserve_limit": 257_838,
    "reserve_allowed": 257_838,
    "refund_due": 134_789,
    "available": 347_007,
}
LINKED = {"unused": 383_007, "refund_due": 125_169}
DISALLOWED = {"unused": 511_057, "refund_due": 253_219}


def of(
    desk: Desk, on: dt.date | None, *, known_at: str | None = None, year: int = 2025
) -> Statement:
    with desk.view(known_at) as view:
        return statement(view, year, on=on, today=TODAY)


def some(made: Statement, names: dict[str, int]) -> dict[str, int]:
    return {name: getattr(made, name) for name in names}


def link_the_rest(desk: Desk) -> None:
    for ref in ("C", "E"):
        desk.record(RecordLink(expense=ref, activity="a", relevance="r"))


@pytest.mark.parametrize(("on", "figures"), [(JUNE, IN_JUNE), (DECEMBER, IN_DECEMBER)])
def test_the_worked_example_holds_on_both_days(
    desk: Desk, on: dt.date, figures: dict[str, int]
) -> None:
    assert some(of(desk, on), figures) == figures


def test_the_second_tranche_is_late_from_july(desk: Desk) -> None:
    statuses = [of(desk, on).tranche_2.status for on in (JUNE, day("2025-07-01"))]
    assert statuses == ["expected", "late"]


@pytest.mark.parametrize(("on", "figures"), [(JUNE, IN_JUNE), (DECEMBER, IN_DECEMBER)])
def test_it_still_holds_as_it_was_known_after_more_was_recorded(
    desk: Desk, on: dt.date, figures: dict[str, int]
) -> None:
    before = of(desk, on)
    link_the_rest(desk)
    desk.record(CloseYear(year=2025), day="2026-02-01")
    for known_at in ("16", "#16", "2026-01-20T10:00:02Z"):
        after = of(desk, on, known_at=known_at)
        assert some(after, figures) == figures
        assert after == msgspec.structs.replace(before, known_at=known_at)


def test_what_follows_the_worked_example_holds_too(desk: Desk) -> None:
    link_the_rest(desk)
    assert some(of(desk, DECEMBER), LINKED) == LINKED
    desk.record(CloseYear(year=2025), day="2026-02-01")
    closed = of(desk, None)
    assert (closed.closed, closed.projected, closed.carried_over) == (
        True,
        False,
        257_838,
    )
    decision = RecordDecision(
        target="expense", of="B", on=day("2027-05-04"), amount=128_050, ground="other"
    )
    desk.record(decision, day="2027-05-05")
    assert some(of(desk, None), DISALLOWED) == DISALLOWED
    assert some(of(desk, DECEMBER), LINKED) == LINKED


def test_the_second_example_holds(tmp_path: Path) -> None:
    desk = Desk(tmp_path, *reserve_example())
    made = of(desk, None)
    desk.book.close()
    assert (made.unused, made.unspent) == (250_000, 0)
    assert (made.reserve_allowed, made.refund_due) == (0, 250_000)


def test_the_json_has_every_figure_and_says_where_it_stands(desk: Desk) -> None:
    made: dict[str, Any] = msgspec.to_builtins(of(desk, JUNE, known_at="#16"))
    with desk.view() as view:
        root = view.root
    tranche = {
        "expected": 309_406,
        "received": 309_406,
        "due": "2025-02-28",
        "status": "received",
    }
    head = {
        "school": "030569",
        "year": 2025,
        "on": "2025-06-30",
        "known_at": "#16",
        "events": 16,
        "root": root,
        "rules": "pd-grant-1",
        "closed": False,
        "projected": True,
        "opening_projected": None,
        "tranche_1": tranche,
    }
    assert {key: made[key] for key in head} == head
    assert list(made)[: len(head)] == list(head)
    assert set(made) == {*head, *Figures.__struct_fields__}


def test_on_does_not_change_events_and_root(desk: Desk) -> None:
    early, late = of(desk, day("2025-01-01")), of(desk, None)
    assert (early.events, early.root) == (late.events, late.root)


def test_an_unknown_year_names_those_of_the_book(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        of(desk, None, year=2031)
    error = caught.value
    assert (error.expected, error.found) == ("one of 2025", "2031")
    with pytest.raises(UsageError):
        of(desk, None, known_at="#3")


def test_the_school_is_the_one_of_that_day(desk: Desk) -> None:
    desk.record(ChangeSchool(number="130001", valid_from=day("2025-09-01")))
    desk.record(ChangeSchool(number="130002", valid_from=day("2025-11-01")))
    days = (JUNE, day("2025-10-01"), DECEMBER, None)
    assert [of(desk, on).school for on in days] == [
        "030569",
        "130001",
        "130002",
        "130002",
    ]
    assert of(desk, None, known_at="#16").school == "030569"


def test_another_rule_set_is_tried_without_touching_the_year(desk: Desk) -> None:
    source = rules_for(2025).source
    other = parse_rules(
        source.replace(b'from = "unspent" ', b'from = "unused" ')
        .replace(b"percent = 50", b"percent = 90")
        .replace(b'id = "pd-grant-1"', b'id = "what-if"')
    )
    with desk.view() as view:
        what_if, as_is = (
            statement(view, 2025, on=DECEMBER, today=TODAY, rules=rules)
            for rules in (other, None)
        )
    assert (what_if.rules, what_if.reserve_allowed) == ("what-if", 392_627)
    assert (as_is.rules, as_is.reserve_allowed) == ("pd-grant-1", 257_838)


def test_a_refund_that_was_paid_is_no_longer_outstanding(desk: Desk) -> None:
    desk.record(PayRefund(year=2025, on=TODAY, amount=134_000))
    made = of(desk, None)
    assert (made.refund_paid, made.refund_outstanding) == (134_000, 789)
