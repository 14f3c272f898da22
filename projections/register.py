"""What events add up to: the figures of the statement that are plain sums of facts.

Of the whole history of a year that is open the sums are those of its statement, on any
day and at any moment; of a part of it they are the part's share, so that parts that
leave nothing out add up to it. A reversal takes off, and only once its fact counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ledger.events import type_name
from projections.history import HistoryLine, day_of
from projections.view import BookView

_FIGURES = {
    "allocation-recorded/1": "allocated",
    "adjustment-recorded/1": "allocated",
    "tranche-received/1": "received",
    "opening-recorded/1": "opening_reserve",
    "recovery-recorded/1": "recovered",
    "expense-recorded/1": "spent",
    "refund-paid/1": "refund_paid",
}
_REVERSAL = "reversal-recorded/1"
FIGURES = tuple(dict.fromkeys(_FIGURES.values()))
"""The figures that are sums of facts, in the order of docs/figures.md."""

Sums = dict[str, dict[str, int]]
"""Cents, by year and by figure; where no event adds to one it is left out."""


class Register:
    """Adds up the lines that pass through it: `sums` is that of those taken so far."""

    def __init__(self, view: BookView, *, on: dt.date | None = None) -> None:
        """Add up as seen on `on`; `view` stays open as long as lines pass."""
        self.sums: Sums = {}
        self.count = 0
        self._view = view
        self._on = on

    def through(self, lines: Iterable[HistoryLine]) -> Iterator[HistoryLine]:
        """Yield the lines as they come."""
        for line in lines:
            self._add(line)
            self.count += 1
            yield line

    def _add(self, line: HistoryLine) -> None:
        kind, day, cents = line.type, line.on, line.amount or 0
        if kind == _REVERSAL and line.reverses:
            # It takes off what its fact added, and only once that counts.
            undone = self._view.reader.leaf(line.reverses - 1).event
            kind, day, cents = type_name(undone), day_of(undone), -cents
        figure = _FIGURES.get(kind)
        if figure and cents and (self._on is None or day is None or day <= self._on):
            year = self.sums.setdefault(line.stream, {})
            year[figure] = year.get(figure, 0) + cents
