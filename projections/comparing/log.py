"""What a comparison asks of a log: a book at a point in time, or a replayed bundle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ledger.events import Leaf
from ledger.rules import Rules
from ledger.state.book import YearState


class Log(Protocol):
    """The first `size` events of a log, and the years that they add up to."""

    size: int

    @property
    def origin(self) -> str:
        """The name of the log."""

    @property
    def root(self) -> str:
        """The root of these events, in base64."""

    @property
    def years(self) -> list[int]:
        """The budget years, earliest first."""

    def year(self, number: int, rules: Rules | None = None, /) -> YearState:
        """Give a budget year, under other rules where some are given."""

    def values(self, n: int, /) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are there, by slot."""

    def leaves(self, start: int, end: int, /) -> Iterator[Leaf]:
        """Yield the events from index `start` up to `end`."""
