"""Which facts of a year count on a day, and what stands of them: half of the oracle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from ledger import events as e

Fact = e.Of[Any]
"""A leaf, of a type that whoever asks for it knows."""

Which = Callable[[Fact], bool]

CENT = Decimal("0.01")
NOTHING = Decimal(0)


class Seen:
    """The facts of a year, as a log has them, seen on a day (None: all of them)."""

    def __init__(self, log: Sequence[e.Leaf], year: int, *, on: dt.date | None) -> None:
        """Look at `year` in `log`."""
        self.log, self.year, self.on = log, year, on

    def facts(self, kind: type) -> Iterator[Fact]:
        """Yield the facts of the year of one kind that count on the day."""
        for leaf in self.counting:
            if isinstance(leaf.event, kind):
                yield leaf

    @cached_property
    def counting(self) -> list[Fact]:
        """Everything of the year that counts on the day."""
        return [leaf for leaf in self.own if self.counts(leaf)]

    @cached_property
    def own(self) -> list[Fact]:
        """The facts of the year, but for its being opened, which has no day."""
        own = [leaf for leaf in self.log if leaf.stream == str(self.year)]
        return [leaf for leaf in own if not isinstance(leaf.event, e.YearOpened)]

    def counts(self, leaf: Fact) -> bool:
        """From its own day on; what came before a close, at the latest from it."""
        if self.on is None or (self.close and leaf.n < self.close.n):
            return True
        return bool(leaf.event.on <= self.on)

    @cached_property
    def close(self) -> Fact | None:
        """The close that stands and has taken effect, or None."""
        last: Fact | None = None
        for leaf in self.own:
            if isinstance(leaf.event, e.YearClosed):
                last = leaf
            if isinstance(leaf.event, e.YearReopened):
                last = None
        if last and (self.on is None or last.event.on <= self.on):
            return last
        return None

    def left(self, leaf: Fact) -> Decimal:
        """What stands of a fact, less its reversals."""
        left = euros(leaf.event.amount or 0)
        for reversal in self.reversals(leaf):
            left -= euros(reversal.event.amount or 0)
        return left

    def reversals(self, leaf: Fact) -> list[Fact]:
        """Give what undoes a fact."""
        undoing = self.facts(e.ReversalRecorded)
        return [reversal for reversal in undoing if reversal.event.of == leaf.n]

    def total(self, kind: type, which: Which | None = None) -> Decimal:
        """Add up what stands of the facts of one kind, where `which` holds of them."""
        total = NOTHING
        for leaf in self.facts(kind):
            if which is None or which(leaf):
                total += self.left(leaf)
        return total


def euros(amount: int) -> Decimal:
    return Decimal(amount) / 100


def cents(amount: Decimal) -> int:
    """Give whole cents, of which nothing is left over."""
    whole, rest = divmod(amount, CENT)
    assert rest == 0
    return int(whole)
