"""What a close fixes: the figures of a year with everything recorded before it."""

from __future__ import annotations

import datetime as dt

from ledger.days import year_end
from ledger.events import Figures, YearClosed
from ledger.figures import figures
from ledger.state.book import YearState
from ledger.state.entries import Closing
from ledger.state.evolve_year import owes_opening


def figures_at_close(
    year: YearState, carry_over: int, *, on: dt.date | None = None
) -> Figures:
    """Give the figures that a close of `year` with `carry_over` cents would record.

    It takes effect on `on`: the year's end, or earlier when the school has ended.
    """
    end = on or year_end(year.year)
    event = YearClosed(
        year=year.year,
        on=end,
        carry_over=carry_over,
        figures=figures(year, end, today=end),
        count=year.book.size,
        reason="",
    )
    before, year.closed = year.closed, Closing(year.book.size, event)
    try:
        return figures(year, end, today=end)
    finally:
        year.closed = before


def carry_over_max(year: YearState) -> int:
    """Give the most that may be carried over, in cents.

    A school that ended without a successor has nobody to carry a reserve over to.
    """
    ended = year.book.ended
    if not owes_opening(year.book, year.year) and not (ended and ended.into):
        return 0
    return figures_at_close(year, 0).reserve_allowed
