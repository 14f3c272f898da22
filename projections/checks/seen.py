"""A year as the checks see it: its state, figures, tranches and expenses, made once."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from ledger.counting import View
from ledger.days import year_end
from ledger.events import Figures
from ledger.figures import figures
from ledger.rules import Rules
from ledger.state.book import YearState
from ledger.values import Level
from projections.expenses import ExpenseLine, expenses
from projections.tranches import TrancheReport, tranches
from projections.years import Years


class YearSeen(Struct, frozen=True, kw_only=True):
    """A budget year on the day `on`; `expenses` holds only what stands of them."""

    year: int
    on: dt.date | None
    today: dt.date
    level: Level | None
    state: YearState
    figures: Figures
    tranches: list[TrancheReport]
    expenses: list[ExpenseLine]

    @property
    def view(self) -> View:
        """Which facts of the year count."""
        return View(self.state, self.on)

    def has_passed(self, day: dt.date) -> bool:
        """Say whether a day lies before the one on which the year is seen."""
        return day < (self.on or self.today)

    def counts(self, day: dt.date) -> bool:
        """Say whether a fact of the school that takes effect on `day` counts."""
        return self.on is None or day <= self.on


def see(
    view: Years,
    year: int,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None,
) -> YearSeen:
    """Read a year of the book, and make of it what the checks look at."""
    state = view.year(year, rules)
    every = expenses(view, year, on=on, rules=rules)
    return YearSeen(
        year=year,
        on=on,
        today=today,
        level=view.level_on(min(on or dt.date.max, year_end(year))),
        state=state,
        figures=figures(state, on, today=today),
        tranches=tranches(view, year, on=on, today=today, rules=rules),
        expenses=[line for line in every if line.amount],
    )
