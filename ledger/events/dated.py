"""The day on which a fact happened, where a person has to record it in time."""

from __future__ import annotations

import datetime as dt

from ledger.events.keeping import AnchorRecorded, DataErased
from ledger.events.leaf import Event
from ledger.events.year import OpeningRecorded, YearClosed

_BY_THE_BOOK = frozenset({AnchorRecorded, DataErased, YearClosed})


def happened_on(event: Event) -> dt.date | None:
    """Give the day on which a fact happened, as far as it is for a person to record.

    A close takes effect at the end of its year, and the reserve that it carries over on
    the first day of the next; the day of an anchor is that of what lies outside, and
    an erasure is of the day that its recorder names.
    """
    kind = type(event)
    if kind in _BY_THE_BOOK:
        return None
    if isinstance(event, OpeningRecorded) and event.source == "close":
        return None
    day: dt.date | None = getattr(event, "on", None)
    return day
