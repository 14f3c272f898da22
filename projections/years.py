"""What the projections of a year ask of whatever they look at: a book, or a replay."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from ledger.rules import Rules
from ledger.state.book import BookState, YearState
from ledger.values import Level


class Years(Protocol):
    """Budget years, and what is known beside the events: `n` is an event's index."""

    @property
    def state(self) -> BookState:
        """What the whole book adds up to, as far as it was read."""

    def year(self, number: int, rules: Rules | None = None, /) -> YearState:
        """Give a budget year, seen under other rules where some are given."""

    def values(self, n: int, /) -> dict[str, str | None]:
        """Give the sealed values of an event that are there, by slot."""

    def imported(self, n: int, /) -> bool:
        """Say whether an event came from a file."""

    def level_on(self, day: dt.date, /) -> Level | None:
        """Give the level of education that the school had on a day."""
