"""What a close fixes: the figures of a year with everything recorded before it.

After it only payments, refunds, documents and decisions come, mostly none: where a
whole log is read, a closed year rests.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from ledger.days import year_end
from ledger.events import Figures, TrancheFigures, YearClosed
from ledger.figures import figures
from ledger.state.book import BookState, YearState
from ledger.state.entries import Closing
from ledger.state.evolve_year import owes_opening
from ledger.state.resting import at_rest

_NO_TRANCHE: Final = TrancheFigures(
    expected=0, received=0, due=dt.date.min, status="expected"
)
_NOT_YET: Final = Figures(
    tranche_1=_NO_TRANCHE,
    tranche_2=_NO_TRANCHE,
    **{name: 0 for name in Figures.__struct_fields__ if "tranche" not in name},
)
"""Stands in a close of which the figures are not made yet: none depends on these."""

RESTS_FROM: Final = 100_000
"""From so many events on closed years rest; smaller logs have room for all of them."""


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
        figures=_NOT_YET,
        count=year.book.size,
        reason="",
    )
    before, year.closed = year.closed, Closing(year.book.size, event)
    try:
        return figures(year, end, today=end)
    finally:
        year.closed = before


def carry_over_max(year: YearState, *, at_close: Figures | None = None) -> int:
    """Give the most that may be carried over, in cents.

    `at_close` are the figures of its close, with whatever carry-over, where they are
    made already. A school that ended without a successor has nobody to carry over to.
    """
    ended = year.book.ended
    if not owes_opening(year.book, year.year) and not (ended and ended.into):
        return 0
    return (at_close or figures_at_close(year, 0)).reserve_allowed


def rest_closed(
    state: BookState, number: int, *, today: dt.date, size_min: int = RESTS_FROM
) -> None:
    """Put a year to rest that was closed just now, and such ones as are awake again.

    Only years that are over on `today` rest: nothing of their figures depends on a
    later day. In a log of less than `size_min` events none does.
    """
    years = state.years
    years.settled.add(number)
    if state.size < size_min:
        return
    for settled in sorted(years.settled):
        if today > year_end(settled) and years.may_rest(settled):
            seen = figures(years[settled], None, today=today)
            years.rest(at_rest(years[settled], seen))
