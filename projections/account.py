"""An account: how a figure comes about, line by line (`reserve` and `refund`)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ledger.counting import View
from ledger.figures import figures
from ledger.state.book import YearState

Role = Literal["add", "subtract", "result", "limit"]
"""What a line does: a result is what the lines since the last one come to.

A result that stands for money is never below 0; one after a limit is never above it.
"""


class Line(Struct, frozen=True):
    """One line: the figure `key` in `cents`, and the rule behind it (`rule_texts`)."""

    key: str
    cents: int
    role: Role
    rule: str


class Account(Struct, frozen=True, kw_only=True):
    """The lines of a year, as seen on `on`; `projected` as in the statement."""

    year: int
    on: dt.date | None
    rules: str
    projected: bool
    lines: list[Line]


def account_of(
    year: YearState,
    plan: list[tuple[str, Role, str]],
    *,
    on: dt.date | None,
    today: dt.date,
) -> Account:
    """Make the account of a plan: the name of a figure, its role, and its rule."""
    made = figures(year, on, today=today)
    return Account(
        year=year.year,
        on=on,
        rules=year.rules.set.id,
        projected=View(year, on).closed is None,
        lines=[Line(key, getattr(made, key), role, rule) for key, role, rule in plan],
    )
