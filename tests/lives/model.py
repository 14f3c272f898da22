"""A ledger on paper: a list of what was taken, gone through from its beginning.

It knows what was asked for and taken, and nothing of events, states, hashes or tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["allocation", "tranche", "expense", "link", "reversal", "document"]


class Sums(NamedTuple):
    """What a year comes to, in cents."""

    allocated: int
    received: int
    spent: int
    justified: int


@dataclass
class Line:
    """A fact, known from the moment that the log had more than `n` events."""

    n: int
    kind: Kind
    on: dt.date
    amount: int = 0
    of: str = ""


@dataclass
class Paper:
    """All that was taken of one year, the heads that were given out, and more."""

    size: int = 0
    lines: list[Line] = field(default_factory=list)
    heads: dict[int, bytes] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    suppliers: dict[str, str] = field(default_factory=dict)
    is_closed: bool = False

    def seen(self, kind: Kind, *, size: int, on: dt.date | None) -> Iterator[Line]:
        """Yield the facts of a kind that were known at a size, and counted on a day."""
        for line in self.lines:
            if line.kind == kind and line.n < size and (on is None or line.on <= on):
                yield line

    def sums(self, *, size: int, on: dt.date | None = None) -> Sums:
        """Add up the year as it was known at a size, seen on a day."""
        spent = justified = 0
        for expense in self.seen("expense", size=size, on=on):
            left = expense.amount - self._of("reversal", expense.of, size=size, on=on)
            spent += left
            justified += min(left, self._of("link", expense.of, size=size, on=on))
        return Sums(
            sum(line.amount for line in self.seen("allocation", size=size, on=on)),
            sum(line.amount for line in self.seen("tranche", size=size, on=on)),
            spent,
            justified,
        )

    def left(self, ref: str) -> int:
        """Give what stands of an expense."""
        (expense,) = [x for x in self.lines if (x.kind, x.of) == ("expense", ref)]
        return expense.amount - self._of("reversal", ref, size=self.size, on=None)

    def unlinked(self, ref: str) -> int:
        """Give what of an expense is not linked."""
        return self.left(ref) - self._of("link", ref, size=self.size, on=None)

    def _of(self, kind: Kind, ref: str, *, size: int, on: dt.date | None) -> int:
        seen = self.seen(kind, size=size, on=on)
        return sum(line.amount for line in seen if line.of == ref)
