"""The refund of a year: what goes back to the government, and why."""

from __future__ import annotations

import datetime as dt

from ledger.counting import View
from ledger.figures import figures
from ledger.rules import Rules
from projections.account import Account, Role, lines_of
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
    return Account(
        year=year,
        on=on,
        rules=state.rules.set.id,
        projected=View(state, on).closed is None,
        lines=lines_of(figures(state, on, today=today), _PLAN),
    )
