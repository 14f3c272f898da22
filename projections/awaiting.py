"""A year of which the allocation is still to come: what it owes is not known yet."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ledger.counting import View
from ledger.days import brussels_day, year_end
from ledger.messages import message
from projections.view import BookView

DEPENDS: Final = message("what is at risk depends on the allocation")
"""Half of the allocation may be kept, so that without it nothing can be said."""


def awaits_allocation(
    view: BookView, year: int, *, on: dt.date | None, today: dt.date
) -> bool:
    """Say whether a year runs, and its allocation is not recorded.

    Seen on the day that `projections.status` sees it on.
    """
    known = brussels_day(view.state.last_at) if view.known_at else today
    day, state = on or known, view.year(year)
    seen = View(state, on)
    if seen.closed or year_end(year) < day:
        return False
    # All figures would add up every expense, for this one.
    return not seen.allocated()
