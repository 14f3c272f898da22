"""The reserve and the refund are told line by line, and the lines add up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.commands import CloseYear, PayRefund, RecordDecision
from ledger.rules import parse_rules, rules_for
from projections.account import Account, Line
from projections.refund import refund
from projections.reserve import reserve
from projections.rule_texts import RULE_TEXTS
from tests.ledger.test_figures_oracle import other_reading
from tests.projections.seeing import TODAY, Desk, day
from tests.projections.summing import adds_up


def reserve_of(desk: Desk) -> Account:
    with desk.view() as view:
        return reserve(view, 2025, on=None, today=TODAY)


def refund_of(desk: Desk) -> Account:
    with desk.view() as view:
        return refund(view, 2025, on=None, today=TODAY)


def test_the_reserve_of_the_worked_example(desk: Desk) -> None:
    made = reserve_of(desk)
    assert made.lines == [
        Line("opening_reserve", 120_000, "add", "funds"),
        Line("received", 515_677, "add", "funds"),
        Line("recovered", 0, "add", "funds"),
        Line("funds", 635_677, "result", "funds"),
        Line("spent", 288_670, "subtract", "reserve-from"),
        Line("unspent", 347_007, "result", "reserve-from"),
        Line("reserve_limit", 257_838, "limit", "reserve-limit"),
        Line("reserve_allowed", 257_838, "result", "reserve-limit"),
        Line("carried_over", 257_838, "result", "carry-over"),
    ]
    assert (made.year, made.rules, made.projected) == (2025, "pd-grant-1", True)
    assert adds_up(made)


def test_the_refund_of_the_worked_example(desk: Desk) -> None:
    made = refund_of(desk)
    assert made.lines == [
        Line("available", 347_007, "add", "funds"),
        Line("ineligible", 36_000, "add", "category"),
        Line("unjustified", 9_620, "add", "link"),
        Line("unused", 392_627, "result", "refund"),
        Line("carried_over", 257_838, "subtract", "carry-over"),
        Line("claimed", 0, "add", "decision"),
        Line("refund_due", 134_789, "result", "refund"),
        Line("refund_paid", 0, "subtract", "refund"),
        Line("refund_outstanding", 134_789, "result", "refund"),
    ]
    assert adds_up(made)


def test_after_the_close_they_are_no_projection(desk: Desk) -> None:
    claim = RecordDecision(
        target="carry-over", year=2025, on=TODAY, amount=5_000, ground="other"
    )
    paid = PayRefund(year=2025, on=TODAY, amount=100_000)
    desk.record(CloseYear(year=2025, carry_over=200_000), claim, paid)
    made = refund_of(desk)
    assert not made.projected
    assert adds_up(made)
    assert made.lines[-1].cents == 392_627 - 200_000 + 5_000 - 100_000
    assert reserve_of(desk).lines[-1] == Line(
        "carried_over", 200_000, "result", "carry-over"
    )


def test_the_other_reading_of_the_reserve_is_told_as_such(desk: Desk) -> None:
    source = rules_for(2025).source.replace(b'from = "unspent" ', b'from = "unused" ')
    with desk.view() as view:
        on = day("2025-12-31")
        made = reserve(view, 2025, on=on, today=TODAY, rules=parse_rules(source))
    assert [line.key for line in made.lines[4:6]] == ["justified", "unused"]
    assert adds_up(made)


@pytest.mark.parametrize("account", [reserve_of, refund_of])
def test_every_line_has_a_rule_that_can_be_read(
    desk: Desk, account: Callable[[Desk], Account]
) -> None:
    for line in account(desk).lines:
        assert RULE_TEXTS[line.rule].text


@pytest.mark.parametrize(
    ("from_", "expires", "rules"),
    [
        ("unspent", "never", {"reserve-from", "reserve-limit"}),
        ("unused", "never", {"reserve-from-unused", "reserve-limit"}),
        ("unused", "next-year", {"reserve-from-unused", "reserve-expires"}),
    ],
)
def test_the_rules_are_those_of_the_reading(
    desk: Desk, from_: str, expires: str, rules: set[str]
) -> None:
    with desk.view() as view:
        made = reserve(
            view, 2025, on=None, today=TODAY, rules=other_reading(from_, expires)
        )
    named = {line.rule for line in made.lines} - {"funds", "carry-over"}
    assert named == rules | {"reserve-limit"}
