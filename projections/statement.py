"""The year's statement: every figure of a budget year, at a point in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec import Struct

from ledger.counting import View
from ledger.events import Figures, TrancheFigures
from ledger.figures import figures
from ledger.rules import Rules
from ledger.state.book import YearState
from projections.view import BookView


class Statement(Struct, frozen=True, kw_only=True):
    """The figures of a year by the names of docs/figures.md, and where they stand.

    `events` and `root` are those of the whole log at `known_at`. `projected` says that
    the carry-over is not decided yet, as the year is not closed on `on`.
    """

    school: str
    year: int
    on: dt.date | None
    known_at: str | None
    events: int
    root: str
    rules: str
    closed: bool
    projected: bool
    opening_projected: int | None
    tranche_1: TrancheFigures
    tranche_2: TrancheFigures
    allocated: int
    received: int
    opening_reserve: int
    recovered: int
    funds: int
    spent: int
    ineligible: int
    justified: int
    unjustified: int
    unused: int
    unspent: int
    own_contribution: int
    reserve_limit: int
    reserve_allowed: int
    carried_over: int
    claimed: int
    refund_due: int
    refund_paid: int
    refund_outstanding: int
    available: int


def statement(
    view: BookView,
    year: int | None,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None = None,
) -> Statement:
    """Make the statement of a year, of the default one where `year` is None.

    `rules` shows it under another rule set (what if). Raises `UsageError` where the
    book does not have the year.
    """
    number = view.default_year(on, today=today) if year is None else year
    state = view.year(number, rules)
    closed = View(state, on).closed is not None
    projected = None
    if not _has_opening(state, on) and number - 1 in view.state.years_opened:
        before = view.year(number - 1, rules)
        projected = figures(before, on, today=today).carried_over
    return Statement(
        school=view.school(on),
        year=number,
        on=on,
        known_at=view.known_at.text if view.known_at else None,
        events=view.size,
        root=view.root,
        rules=state.rules.set.id,
        closed=closed,
        projected=not closed,
        opening_projected=projected,
        **_by_name(figures(state, on, today=today)),
    )


def _by_name(made: Figures) -> dict[str, Any]:
    return {name: getattr(made, name) for name in Figures.__struct_fields__}


def _has_opening(year: YearState, on: dt.date | None) -> bool:
    seen = View(year, on)
    return any(seen.stands(opening) for opening in year.openings)
