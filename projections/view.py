"""A book as it was known at one moment, read in one transaction that never writes.

The school's stream is read at once, a budget year when it is asked for: what is shown
of a year costs the same however many years the book has.
"""

from __future__ import annotations

import base64
import datetime as dt
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec

from ledger.days import brussels_day, year_start
from ledger.errors import SurroundingsError, UsageError
from ledger.events import BookOpened, Leaf, SchoolChanged
from ledger.messages import message, plural
from ledger.rules import Rules
from ledger.state.book import BookState, YearState
from ledger.store.connection import connect, explain
from ledger.store.loading import load_school, load_year
from ledger.store.reading import Reader
from ledger.values import Level
from projections.moment import KnownAt, size_at


class BookView:
    """The first `size` events of a book. Close it, or use it in a `with` statement."""

    grade: str | None = None
    """What the word of a bundle is worth, as `verify` grades it; None for a book."""

    left_out: frozenset[str] = frozenset()
    """What a bundle says that it does not hold (`ledger.bundle.redaction`)."""

    def __init__(self, path: Path, known_at: KnownAt | None = None) -> None:
        """Open the book; raises `SurroundingsError` where it is none, or is damaged.

        Raises `UsageError` where `known_at` lies outside the life of the book.
        """
        self.path = path
        self.connection = self._connect()
        try:
            self.reader = self._read()
            self.look(known_at)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path)

    def _read(self) -> Reader:
        self.connection.execute("BEGIN")
        return Reader(self.connection)

    def look(self, known_at: KnownAt | None) -> None:
        """See the book as it was known at a moment; raises as opening it does."""
        self.__dict__.pop("root", None)
        self.known_at = known_at
        self.size = size_at(self.reader, known_at)
        self.state: BookState = load_school(self.reader, self.size)
        self._opened: BookOpened = _opened(self.state, self.path)

    def at(self, known_at: KnownAt | None) -> Self:
        """Give the same book as it was known at another moment.

        Both are read in one transaction, and this one has to stay open.
        """
        other = copy(self)
        other.look(known_at)
        return other

    def __enter__(self) -> Self:
        """Give the view itself."""
        return self

    def __exit__(self, _type: object, error: BaseException | None, _: object) -> None:
        """Close the book; what a damaged one raised becomes one sentence."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise explain(error, self.path) from error

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @cached_property
    def root(self) -> str:
        """The root of the events that are seen, in base64."""
        return base64.b64encode(self.reader.root(self.size)).decode()

    @property
    def origin(self) -> str:
        """The name of the log."""
        return self._opened.origin

    @property
    def key(self) -> str | None:
        """The public key that signs the log now, None where it has none."""
        return self.state.key

    @property
    def years(self) -> list[int]:
        """The budget years that the book has, earliest first."""
        return sorted(self.state.years_opened)

    def school(self, on: dt.date | None = None) -> str:
        """Give the school's number, as it was on a day."""
        changed = self.state.school
        if changed is None:
            return self._opened.school
        if not _is_later(changed, on):
            return changed.number
        for n in sorted(self.state.school_facts, reverse=True):
            event = self.reader.leaf(n).event
            if isinstance(event, SchoolChanged) and not _is_later(event, on):
                return event.number
        return self._opened.school

    def year(self, number: int, rules: Rules | None = None) -> YearState:
        """Give a budget year, seen under other rules where some are given.

        Raises `UsageError` where the book does not have it.
        """
        self.refuse_unknown(number)
        if number not in self.state.years:
            load_year(self.reader, self.state, year=number)
        year = self.state.years.get(number)
        if year is None:
            raise self.reader.damaged(
                message("no event that opens {year}", year=number)
            )
        return msgspec.structs.replace(year, rules=rules) if rules else year

    def default_year(self, on: dt.date | None, *, today: dt.date) -> int:
        """Choose the year to show where none is named: the latest one that has begun.

        Begun on `on`; else, at an earlier `known_at`, by the last day known then; else
        by `today`. Where none has begun, the first of the book.
        """
        known = brussels_day(self.state.last_at) if self.known_at else today
        day = on or known
        if not self.years:
            self.refuse_unknown(day.year)
        begun = [year for year in self.years if year_start(year) <= day]
        return begun[-1] if begun else self.years[0]

    def refuse_unknown(self, number: int) -> None:
        """Raise `UsageError` for a year that the book does not have."""
        if number in self.state.years_opened:
            return
        raise UsageError(
            message("the book has no year {year}", year=number),
            place=str(self.path),
            expected=message("one of {years}", years=self.years)
            if self.years
            else message("a year that has a fact"),
            found=str(number),
            next_step=None
            if self.years
            else message("record the allocation of the year first"),
        )

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are still there, by slot."""
        return self.reader.disclosures(n)

    def leaves(self, start: int, end: int) -> Iterator[Leaf]:
        """Yield the events from index `start` up to `end`."""
        return self.reader.leaves(start, end)

    def level_on(self, day: dt.date) -> Level | None:
        """Give the level of education that the school had on a day."""
        for n in (*sorted(self.state.school_facts, reverse=True), 0):
            event = self.reader.leaf(n).event
            if isinstance(event, BookOpened):
                return event.level
            if isinstance(event, SchoolChanged) and (event.valid_from or day) <= day:
                return event.level
        return None

    def kept_heads(self) -> list[int]:
        """Give the sizes, up to that of the view, of which a head is kept."""
        return [size for size in self.reader.checkpoint_sizes() if size <= self.size]

    def imported(self, n: int) -> bool:
        """Say whether event `n` came from a file."""
        # The ranges do not overlap, and stand in the order in which they were recorded.
        place = bisect_right(self.state.imports, (n, self.size))
        return place > 0 and n < self.state.imports[place - 1][1]


def _opened(state: BookState, path: Path) -> BookOpened:
    if state.opened is None:
        raise SurroundingsError(
            message("{path} was begun and never finished", path=str(path)),
            place=str(path),
            expected=message("a book with at least its first event"),
            found=plural("{count} event", "{count} events", count=state.size),
            next_step=message(
                "remove it, and begin it again: {command}", command="verantwoord init"
            ),
        )
    return state.opened


def _is_later(changed: SchoolChanged, on: dt.date | None) -> bool:
    begins = changed.valid_from
    return bool(on and begins and begins > on)
