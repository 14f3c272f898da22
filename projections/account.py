"""An account: how a figure comes about, line by line (`reserve` and `refund`)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ledger.events import Figures

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


def lines_of(figures: Figures, plan: list[tuple[str, Role, str]]) -> list[Line]:
    """Make the lines of a plan: the name of a figure, its role, and its rule."""
    return [Line(key, getattr(figures, key), role, rule) for key, role, rule in plan]
