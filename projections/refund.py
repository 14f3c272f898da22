"""The refund of a year: what goes back to the government, and why."""

from __future__ import annotations

import datetime as dt

from ledger.rules import Rules
from projections.account import Account, Role, account_of
from projections.view import BookView

_PLAN: list[tuple[str, Role, str]] = [
    ("available", "add", "funds"),
    ("ineligible", "add", "category"),
    ("unjustified", "add", "link"),
    ("unused", "result", "refund"),
    ("carried_over", "subtract", "carry-over"),
    ("claimed", "add", "decision"),
    ("refund_due", "result", "refund"),
    ("refund_paid", "subtract", "refund"),
    ("refund_outstanding", "result", "refund"),
]


def refund(
    view: BookView,
    year: int,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None = None,
) -> Account:
    """Show how `refund_due` and `refund_outstanding` of a year come about."""
    state = view.year(year, rules)
    return account_of(state, _PLAN, on=on, today=today)
