"""A bundle as a log: what its check has replayed, and its lines read once more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import BinaryIO

import msgspec

from ledger import codec
from ledger.bundle import payload
from ledger.bundle.container import Container
from ledger.bundle.zip_reader import open_container
from ledger.errors import UsageError
from ledger.events import Leaf
from ledger.messages import message
from ledger.rules import Rules
from ledger.sealed import decode_disclosures
from ledger.state.book import BookState, YearState
from ledger.verify import Report
from ledger.verify.bundle import examine_bundle
from ledger.verify.lines import Lines
from ledger.verify.report import report


class BundleLog:
    """The log of a bundle that was checked: ask nothing of one whose report says no.

    The file is borrowed, and has to stay open and as it is. Trusted is only what the
    check computed: the state that the admitted events add up to.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Check the bundle, trusting nothing that it says of itself."""
        self._file = file
        self.name = name
        outcome = examine_bundle(file)
        self.report: Report = report(outcome)
        self.size = self.report.events
        self.root = self.report.root or ""
        self.origin = self.report.origin or ""
        self._state: BookState | None = outcome.told.state

    @property
    def years(self) -> list[int]:
        """The budget years, earliest first."""
        return sorted(self._state.years) if self._state else []

    def year(self, number: int, rules: Rules | None = None) -> YearState:
        """Give a budget year; raises `UsageError` where the log does not have it."""
        year = self._state.years.get(number) if self._state else None
        if year is None:
            raise UsageError(
                message("the bundle has no year {year}", year=number),
                place=self.name,
                expected=message("one of {years}", years=self.years),
                found=str(number),
            )
        return msgspec.structs.replace(year, rules=rules) if rules else year

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are there, by slot."""
        return self._disclosed.get(n, {})

    def leaves(self, start: int, end: int) -> Iterator[Leaf]:
        """Yield the events from index `start` up to `end`."""
        return map(codec.decode, islice(self._lines(payload.EVENTS), start, end))

    def is_beginning_of(self, other: BundleLog) -> bool:
        """Say whether the other log begins with all of this one, line by line."""
        ours, theirs = self._lines(payload.EVENTS), other._lines(payload.EVENTS)
        pairs = zip(ours, islice(theirs, self.size), strict=True)
        return self.size <= other.size and all(a == b for a, b in pairs)

    @cached_property
    def _disclosed(self) -> dict[int, dict[str, str | None]]:
        found: dict[int, dict[str, str | None]] = {}
        for batch in self._batches(payload.DISCLOSURES):
            for each in decode_disclosures(batch):
                found.setdefault(each.n, {})[each.slot] = each.value
        return found

    def _lines(self, name: str) -> Iterator[bytes]:
        for batch in self._batches(name):
            yield from batch

    def _batches(self, name: str) -> Iterator[list[bytes]]:
        container = open_container(self._file, self._file.seek(0, 2))
        if isinstance(container, Container) and name in container.entries:
            yield from Lines(container.chunks(name))
