"""What events add up to: the figures of the statement that are sums of facts.

Of the whole history of a year that is open the sums are those of its statement, on any
day and at any moment; of a part of it they are the part's share, so that parts that
leave nothing out add up to it. A reversal takes off, and only once its fact counts. A
link counts for what it justifies (`ledger.counting`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ledger.counting import View, eligible
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
    "link-recorded/1": "justified",
    "refund-paid/1": "refund_paid",
}
_REVERSAL = "reversal-recorded/1"
_LINKS = ("link-recorded/1", "link-withdrawn/1")
FIGURES = tuple(dict.fromkeys(_FIGURES.values()))
"""The figures that are sums of facts, in the order of docs/figures.md."""

Sums = dict[str, dict[str, int]]
"""Cents, by year and by figure; where no event adds to one it is left out."""


class Register:
    """Adds up the lines that pass through it: `sums` is that of those taken so far."""

    def __init__(self, view: BookView, *, on: dt.date | None = None) -> None:
        """Add up as seen on `on`; `view` stays open as long as lines pass."""
        self.count = 0
        self._sums: Sums = {}
        self._view = view
        self._on = on
        self._links: dict[str, list[int]] = {}

    @property
    def sums(self) -> Sums:
        """Give the sums of the lines taken so far; the view must be open."""
        sums = {stream: dict(figures) for stream, figures in self._sums.items()}
        for stream, links in self._links.items():
            # A year is read only where its links are to be added up.
            shares = _shares(View(self._view.year(int(stream)), self._on))
            cents = sum(shares.get(n, 0) for n in links)
            if any(n in shares for n in links):
                sums.setdefault(stream, {})["justified"] = cents
        return sums

    def through(self, lines: Iterable[HistoryLine]) -> Iterator[HistoryLine]:
        """Yield the lines as they come."""
        for line in lines:
            self._add(line)
            self.count += 1
            yield line

    def _add(self, line: HistoryLine) -> None:
        if line.type in _LINKS:
            self._links.setdefault(line.stream, []).append(line.n)
            return
        kind, day, cents = line.type, line.on, line.amount or 0
        if kind == _REVERSAL and line.reverses:
            # It takes off what its fact added, and only once that counts.
            undone = self._view.reader.leaf(line.reverses - 1).event
            kind, day, cents = type_name(undone), day_of(undone), -cents
        figure = _FIGURES.get(kind)
        if figure and cents and (self._on is None or day is None or day <= self._on):
            year = self._sums.setdefault(line.stream, {})
            year[figure] = year.get(figure, 0) + cents


def _shares(view: View) -> dict[int, int]:
    """Give what each link of a year adds to what is justified, by its index; in cents.

    An expense justifies no more than what is left of it: its earliest links come first.
    A link that was withdrawn adds all of its amount, and its withdrawal takes it off.
    """
    shares: dict[int, int] = {}
    for expense in view.year.expenses:
        left = view.expense(expense).justified
        is_eligible = eligible(view.year, expense)
        for link in sorted(expense.links, key=lambda each: (each.event.on, each.n)):
            share = min(left, view.linked(link))
            left -= share
            shares[link.n] = share
            gone = link.withdrawn_n
            stood = view.counts(link.n, link.event.on) and not view.linked(link)
            if gone is not None and stood and is_eligible:
                shares[link.n], shares[gone] = link.event.amount, -link.event.amount
    return shares
