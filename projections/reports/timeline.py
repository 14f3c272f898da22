"""A year day by day: its figures on every day on which one may change, and their parts.

A page that shows a year at any day computes nothing: it takes the last step up to that
day. The parts of a figure on a step are those whose span has it, and add up to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ledger.counting import View
from ledger.days import month_end, year_end, year_start
from ledger.figures import due_day, figures
from ledger.rules import Rules
from ledger.state.book import YearState
from projections.reports.steps import Step, TimedPart, timed_parts
from projections.view import BookView

FACTS_MAX = 2_000
"""A year with more facts is seen at the end of each month, and on no day between."""


class Timeline(Struct, frozen=True, kw_only=True):
    """Steps by day, and the parts of every figure; `until` is the last day to see."""

    since: dt.date
    until: dt.date
    steps: list[Step]
    parts: list[TimedPart]


def timeline(
    view: BookView,
    year: int,
    *,
    on: dt.date | None,
    day: dt.date,
    rules: Rules | None = None,
) -> Timeline:
    """Follow a year up to `on`, or through all that is known of it.

    `day` is the one as of which the report stands; the last step is that of the report.
    """
    state = view.year(year, rules)
    before = view.year(year - 1, rules) if year - 1 in view.state.years_opened else None
    facts = set(_days_of(view, year))
    last = min(on or day, max(facts | {year_end(year)}))
    days = sorted(_days(state, facts, before=before, last=last))
    steps = [_step(state, each, before=before) for each in days]
    return Timeline(
        since=min(year_start(year), last),
        until=last,
        steps=steps,
        parts=list(timed_parts(state, steps)),
    )


def _days_of(view: BookView, year: int) -> Iterator[dt.date]:
    for leaf in view.reader.stream(str(year), view.size):
        day = getattr(leaf.event, "on", None)
        if isinstance(day, dt.date):
            yield day


def _days(
    state: YearState, facts: set[dt.date], *, before: YearState | None, last: dt.date
) -> set[dt.date]:
    first, end = year_start(state.year), year_end(state.year)
    late = {due_day(state, number) + dt.timedelta(days=1) for number in (1, 2)}
    days = facts | late | _facts_of(before)
    if _count(state) > FACTS_MAX:
        days = {month_end(state.year, month) for month in range(1, 13)}
    return {min(max(first, each), last) for each in (*days, first, end, last)}


def _count(state: YearState) -> int:
    return len(state.entries) + len(state.links)


def _facts_of(before: YearState | None) -> set[dt.date]:
    """Give the days on which the year before may bring another reserve."""
    if before is None:
        return set()
    links = [link.event.on for link in before.links.values()]
    gone = [link.withdrawn.on for link in before.links.values() if link.withdrawn]
    entries = [entry.event.on for entry in before.entries.values()]
    undone = [r.on for entry in before.entries.values() for r in entry.reversals]
    closings = [closing.event.on for closing in before.closings.values()]
    return {*links, *gone, *entries, *undone, *closings}


def _step(state: YearState, day: dt.date, *, before: YearState | None) -> Step:
    seen = View(state, day)
    has_opening = any(seen.stands(opening) for opening in state.openings)
    projected = None
    if before is not None and not has_opening:
        projected = figures(before, day, today=day).carried_over
    return Step(
        on=day,
        figures=figures(state, day, today=day),
        closed=seen.closed is not None,
        opening_projected=projected,
    )
