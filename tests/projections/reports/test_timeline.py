from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import (
    ReceiveTranche,
    RecordAllocation,
    RecordExpense,
    RecordOpening,
    Wish,
)
from ledger.errors import RefusedError
from projections.explaining import NAMES, Seen, explain
from projections.explaining.formulas import value
from projections.reports import Timeline, timeline
from projections.statement import Statement, statement
from projections.view import BookView
from tests.projections.seeing import Desk, day
from tests.projections.test_sums import TODAY, days, lives


def shown(made: Statement, figure: str) -> int:
    """Give a figure of a statement by its name, in cents."""
    first, _, rest = figure.partition(".")
    found = getattr(made, first)
    cents: int = getattr(found, rest) if rest else found
    return cents


def check_steps(view: BookView, made: Timeline, *, year: int) -> None:
    """Every step has the figures of its day, and parts that add up to each of them."""
    for index, step in enumerate(made.steps):
        on = step.on
        right = statement(view, year, on=on, today=TODAY)
        for name in NAMES:
            cents = value(step.figures, name)
            parts = [
                timed.part
                for timed in made.parts
                if timed.of == name and timed.first <= index <= timed.last
            ]
            assert cents == shown(right, name)
            assert sum(part.cents for part in parts) == cents
        assert step.closed is right.closed
        assert step.opening_projected == right.opening_projected


def check_days(view: BookView, made: Timeline, *, year: int) -> None:
    """On no day between two steps is anything other than on the step before it."""
    ends = [*(step.on for step in made.steps[1:]), made.until + dt.timedelta(days=1)]
    for step, end in zip(made.steps, ends, strict=True):
        last = end - dt.timedelta(days=1)
        right = statement(view, year, on=last, today=TODAY)
        assert all(value(step.figures, n) == shown(right, n) for n in NAMES)


@given(life=lives, on=st.none() | days)
@settings(max_examples=25)
def test_any_year_is_followed_day_by_day(life: list[Wish], on: dt.date | None) -> None:
    early = day("2025-01-15")
    with TemporaryDirectory() as folder:
        desk = Desk(
            Path(folder),
            RecordOpening(year=2025, on=early, amount=4_000),
            RecordAllocation(year=2025, on=early, amount=9_001),
            ReceiveTranche(year=2025, tranche=1, on=early, amount=5_400),
        )
        desk.clock.day(TODAY.isoformat())
        for wish in life:
            with suppress(RefusedError):
                desk.record(wish)
        desk.book.close()
        with desk.view() as view:
            made = timeline(view, 2025, on=on, day=on or TODAY)
            check_steps(view, made, year=2025)
            check_days(view, made, year=2025)
            check_end(view, made, on=on)


def check_end(view: BookView, made: Timeline, *, on: dt.date | None) -> None:
    """The last step is the year as a report shows it, part by part and in its order."""
    last = len(made.steps) - 1
    seen = Seen(view.year(2025), on, TODAY)
    for name in NAMES:
        parts = [
            (timed.part.cents, timed.part.on, timed.part.events)
            for timed in made.parts
            if timed.of == name and timed.first <= last <= timed.last
        ]
        right = explain(view, name, seen=seen).parts
        assert sum(cents for cents, _, _ in parts) == sum(p.cents for p in right)
        assert sorted(map(str, parts)) == sorted(
            str((part.cents, part.on, part.events)) for part in right
        )


def test_a_year_that_has_not_begun_is_one_day(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, RecordAllocation(year=2026, on=day("2026-01-10"), amount=100_000)
    )
    desk.book.close()
    with desk.view() as view:
        made = timeline(view, 2026, on=day("2025-06-01"), day=day("2025-06-01"))
    assert (made.since, made.until) == (day("2025-06-01"), day("2025-06-01"))
    assert [step.figures.allocated for step in made.steps] == [0]


def test_a_crowded_year_is_seen_at_the_ends_of_months(tmp_path: Path) -> None:
    wishes = [
        RecordExpense(
            on=day("2025-01-02") + dt.timedelta(days=number % 300),
            amount=1 + number,
            category="other",
            beneficiary="team",
        )
        for number in range(2_001)
    ]
    desk = Desk(tmp_path, *wishes)
    desk.book.close()
    with desk.view() as view:
        made = timeline(view, 2025, on=None, day=TODAY)
        check_steps(view, made, year=2025)
    assert [str(step.on) for step in made.steps[:3]] == [
        "2025-01-01",
        "2025-01-31",
        "2025-02-28",
    ]
    assert made.steps[-1].on == day("2025-12-31")
