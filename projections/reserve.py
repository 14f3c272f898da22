"""The reserve sheet of a year: what may be carried over, and why no more."""

from __future__ import annotations

import datetime as dt

from ledger.rules import Rules
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
    plan = _plan(from_unused=state.rules.set.reserve.from_ == "unused")
    return account_of(state, plan, on=on, today=today)


def _plan(*, from_unused: bool) -> list[tuple[str, Role, str]]:
    gone, kept = ("justified", "unused") if from_unused else ("spent", "unspent")
    return [
        ("opening_reserve", "add", "funds"),
        ("received", "add", "funds"),
        ("recovered", "add", "funds"),
        ("funds", "result", "funds"),
        (gone, "subtract", "reserve-from"),
        (kept, "result", "reserve-from"),
        ("reserve_limit", "limit", "reserve-limit"),
        ("reserve_allowed", "result", "reserve-limit"),
        ("carried_over", "result", "carry-over"),
    ]
