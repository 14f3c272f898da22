"""Whatever was recorded, check and status have their say, and agree with figures."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import ReceiveTranche, RecordAllocation, Wish
from ledger.errors import RefusedError
from projections.checks import CATALOGUE, check
from projections.expenses import expenses
from projections.status import YearStatus, status
from projections.view import BookView
from tests.projections.seeing import Desk, day
from tests.projections.test_sums import TODAY, days, lives


@given(life=lives, on=st.none() | days)
@settings(max_examples=40)
def test_any_life_of_a_book_is_checked_and_weighed(
    life: list[Wish], on: dt.date | None
) -> None:
    early = day("2025-01-01")
    with TemporaryDirectory() as folder:
        desk = Desk(
            Path(folder),
            RecordAllocation(year=2025, on=early, amount=9_000),
            ReceiveTranche(year=2025, tranche=1, on=early, amount=5_400),
        )
        desk.clock.day(TODAY.isoformat())
        for wish in life:
            with suppress(RefusedError):
                desk.record(wish)
        desk.book.close()
        with desk.view() as view:
            check_objections(view, on)
            for year in status(view, on=on, today=TODAY):
                check_year(view, year, on=on)


def check_objections(view: BookView, on: dt.date | None) -> None:
    found = check(view, on=on, today=TODAY)
    assert {objection.code for objection in found} <= set(CATALOGUE)
    assert all(1 <= number <= view.size for o in found for number in o.events)
    unjustified = [o.amount or 0 for o in found if o.code == "unjustified-expense"]
    seen = [line for year in view.years for line in expenses(view, year, on=on)]
    assert sum(unjustified) == sum(line.unjustified for line in seen)
    assert msgspec.json.encode(found, enc_hook=str)


def check_year(view: BookView, year: YearStatus, *, on: dt.date | None) -> None:
    assert msgspec.json.encode(year, enc_hook=str)
    if year.outlook is None:
        assert [task.what for task in year.tasks] == ["refund"]
        return
    made = year.outlook
    lines = expenses(view, year.year, on=on)
    assert made.to_link == sum(line.unjustified for line in lines)
    assert made.spent == sum(line.amount for line in lines)
    assert made.lost <= made.at_risk
    assert min(made.to_spend, made.to_link, made.to_put_back) >= 0
    amounts = {task.what: task.amount for task in year.tasks}
    if year.at_risk is not None:
        assert amounts.get("spend", 0) == made.to_spend
    assert amounts.get("link", 0) == made.to_link
