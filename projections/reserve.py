"""The reserve sheet of a year: what may be carried over, and why no more."""

from __future__ import annotations

import datetime as dt

from ledger.rules import Rules, RuleSet
from projections.account import Account, Role, account_of
from projections.view import BookView


def reserve(
    view: BookView,
    year: int,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None = None,
) -> Account:
    """Show how `reserve_allowed` and `carried_over` of a year come about."""
    state = view.year(year, rules)
    return account_of(state, _plan(state.rules.set), on=on, today=today)


def kept_rule(rules: RuleSet) -> str:
    """Name the rule (`rule_texts`) of what may be saved, in the reading of a set."""
    return "reserve-from" if rules.reserve.from_ == "unspent" else "reserve-from-unused"


def _plan(rules: RuleSet) -> list[tuple[str, Role, str]]:
    kept, rule = rules.reserve.from_, kept_rule(rules)
    gone = "spent" if kept == "unspent" else "justified"
    expires = rules.reserve.expires != "never"
    return [
        ("opening_reserve", "add", "funds"),
        ("received", "add", "funds"),
        ("recovered", "add", "funds"),
        ("funds", "result", "funds"),
        (gone, "subtract", rule),
        (kept, "result", rule),
        ("reserve_limit", "limit", "reserve-limit"),
        (
            "reserve_allowed",
            "result",
            "reserve-expires" if expires else "reserve-limit",
        ),
        ("carried_over", "result", "carry-over"),
    ]
