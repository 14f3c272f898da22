"""What to do, by when, and how much money is at risk: every year that is not done with.

A year is `open` while it runs, `over` from then until it is closed, and `closed` while
it still has a refund to pay.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ledger.counting import View
from ledger.days import brussels_day, year_end, year_start
from ledger.figures import figures
from ledger.rules import Rules
from projections.checks.seen import YearSeen, see
from projections.outlook import Outlook, outlook
from projections.tasks import Task, allocation_task, refund_task, tasks_of
from projections.view import BookView

State = Literal["open", "over", "closed"]


class YearStatus(Struct, frozen=True, kw_only=True):
    """A year: `days_left` up to its 31 December.

    `outlook` is None once it is closed, and of the first year of a book without any.

    `at_risk`, in cents, is None while the year runs and its allocation is not recorded:
    half of that may be kept.
    """

    year: int
    state: State
    until: dt.date
    days_left: int
    at_risk: int | None
    outlook: Outlook | None
    tasks: list[Task]


def status(
    view: BookView,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None = None,
    year: int | None = None,
) -> list[YearStatus]:
    """Give every year that has begun and is not done with, earliest first.

    Of `year` alone where it is named, also before it begins; none if it is done with.
    Of a book that has no year yet, the one of that day: its allocation is to come.
    Seen on `on`; else, at an earlier `known_at`, on the last day known then; else on
    `today`. Raises `UsageError` where the book does not have the year named.
    """
    known = brussels_day(view.state.last_at) if view.known_at else today
    day = on or known
    if year is None and not view.years:
        return [_first(day)]
    begun = [each for each in view.years if year_start(each) <= day]
    asked = begun if year is None else [year]
    made = (_of(view, each, on=on, day=day, rules=rules) for each in asked)
    return [each for each in made if each is not None]


def _of(
    view: BookView, year: int, *, on: dt.date | None, day: dt.date, rules: Rules | None
) -> YearStatus | None:
    state = view.year(year, rules)
    if View(state, on).closed:
        owed = figures(state, on, today=day).refund_outstanding
        return _closed(year, owed) if owed > 0 else None
    projected = 0
    has_opening = any(View(state, on).stands(opening) for opening in state.openings)
    if not has_opening and year - 1 in view.state.years_opened:
        projected = figures(view.year(year - 1, rules), on, today=day).carried_over
    seen = see(view, year, on=on, today=day, rules=rules)
    return _open(seen, day=day, opening_projected=projected)


def _first(day: dt.date) -> YearStatus:
    until = year_end(day.year)
    return YearStatus(
        year=day.year,
        state="open",
        until=until,
        days_left=(until - day).days,
        at_risk=None,
        outlook=None,
        tasks=[allocation_task(day.year)],
    )


def _closed(year: int, owed: int) -> YearStatus:
    return YearStatus(
        year=year,
        state="closed",
        until=year_end(year),
        days_left=0,
        at_risk=owed,
        outlook=None,
        tasks=[refund_task(year, owed)],
    )


def _open(year: YearSeen, *, day: dt.date, opening_projected: int) -> YearStatus:
    until = year_end(year.year)
    is_over = until < day
    made = outlook(year, opening_projected=opening_projected, is_over=is_over)
    return YearStatus(
        year=year.year,
        state="over" if is_over else "open",
        until=until,
        days_left=max(0, (until - day).days),
        at_risk=made.at_risk if is_over or year.figures.allocated else None,
        outlook=made,
        tasks=tasks_of(year, made, day=day, is_over=is_over),
    )
