"""A closed year at rest: its facts as bytes, and what is asked of it most.

The facts of a year are all that its state is made of: these are kept, and folded again
when the year wakes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from msgspec import Struct

from ledger.events import Event, Figures, Leaf, OpeningRecorded, YearOpened
from ledger.rules import Rules
from ledger.state.book import BookState, MemoryNames, YearState
from ledger.state.entries import Closing, Entry
from ledger.state.evolve_year import evolve_year
from ledger.state.packing import pack, unpack

ROWS_MAX: Final = 1000
"""How many facts are packed at once: all of them would take as much room again."""


class RestingYear(Struct, frozen=True, kw_only=True):
    """A closed year that nobody looks at: small, and woken without loss.

    `figures` are those with everything recorded. `facts` are packed, some of one type
    at a time; `named` are the indexes that others may name, sorted.
    """

    book: BookState
    year: int
    opened: YearOpened
    rules: Rules
    closed: Closing
    openings: list[Entry[OpeningRecorded]]
    figures: Figures
    facts: list[tuple[type, bytes]]
    named: array[int]

    def holds(self, n: int) -> bool:
        """Say whether a fact that others may name is one of this year."""
        at = bisect_left(self.named, n)
        return at < len(self.named) and self.named[at] == n

    def wake(self) -> YearState:
        """Give the state of the year, as it was when it was put to rest."""
        # What a fact does beside its year was done when it came.
        apart = BookState(MemoryNames())
        year = YearState(apart, self.year, self.opened, self.rules)
        for n, event in sorted(self._events(), key=itemgetter(0)):
            evolve_year(year, _leaf(n, event))
        year.book = self.book
        return year

    def _events(self) -> Iterator[tuple[int, Event]]:
        for kind, packed in self.facts:
            yield from unpack(kind, packed)


def at_rest(year: YearState, figures: Figures) -> RestingYear:
    """Make what a closed year is at rest; `figures` are those that it has now.

    Its events must be without commitments, and each of an index of its own.
    """
    if year.closed is None:
        raise ValueError(f"{year.year} is open")
    named = {*year.entries, *year.links, *year.closings, *year.reversals}
    return RestingYear(
        book=year.book,
        year=year.year,
        opened=year.opened,
        rules=year.rules,
        closed=year.closed,
        openings=year.openings,
        figures=figures,
        facts=list(_packed(year)),
        named=array("q", sorted(named)),
    )


def _packed(year: YearState) -> Iterator[tuple[type, bytes]]:
    waiting: dict[type, list[tuple[int, Event]]] = defaultdict(list)
    for n, event in _facts(year):
        rows = waiting[type(event)]
        rows.append((n, event))
        if len(rows) == ROWS_MAX:
            yield type(event), pack(type(event), rows)
            rows.clear()
    for kind, rows in waiting.items():
        yield kind, pack(kind, rows)


def _facts(year: YearState) -> Iterator[tuple[int, Event]]:
    entries, links = year.entries.values(), year.links.values()
    for facts in (entries, links, year.documents, year.closings.values()):
        yield from ((fact.n, fact.event) for fact in facts)
    for entry in entries:
        if entry.reversals:
            yield from ((reversal.n, reversal.event) for reversal in entry.reversals)
    for link in links:
        if link.withdrawn and link.withdrawn_n is not None:  # both, or neither
            yield link.withdrawn_n, link.withdrawn


def _leaf(n: int, event: Event) -> Leaf:
    return Leaf(n=n, event=event, at="", by="", id="", stream="", version=0)
