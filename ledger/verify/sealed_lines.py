"""The lines of disclosures in their order, each with the commitment that it would make.

A batch with which nothing is wrong is decoded, put in order and hashed at once; what is
wrong with another one is said line by line, when its turn has come.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence

from ledger.codec import LEAF_SIZE_MAX
from ledger.errors import MalformedError
from ledger.messages import message
from ledger.sealed import (
    COMMITMENT_SIZE,
    Disclosure,
    commitment,
    decode_disclosure,
)
from ledger.verify.found import Found, PlaceOf
from ledger.verify.scan import Batches, Scan

Values = dict[str, str | None]
"""Sealed values by slot."""


class SealedLines:
    """Hands out disclosures one by one, or all of an event; `head` is the next one."""

    def __init__(
        self, batches: Batches, place: PlaceOf, *, found: Found, scan: Scan
    ) -> None:
        """Read `batches` through `scan`, and report into `found`."""
        self.head: Disclosure | None = None
        self._place = place
        self._found = found
        self._last = (-1, "")
        self._run: list[Disclosure] = []
        self._made = ""
        self._before = 0
        self._at = 0
        self._runs = self._read(batches, scan)
        self.advance()

    @property
    def number(self) -> int:
        """The number of the line that is the head."""
        return self._before + self._at + 1

    def advance(self) -> Disclosure | None:
        """Go on to the next disclosure, and give it; None after the last one."""
        self._at += 1
        if self._at >= len(self._run):
            self._run, self._at = next(self._runs, []), 0
        self.head = self._run[self._at] if self._run else None
        return self.head

    def take_all(
        self, n: int, slots: tuple[str, ...], *, committed: Sequence[str]
    ) -> Values | None:
        """Take the values of event `n` at once, None where one is not as committed."""
        start, end = self._at, self._at + len(slots)
        run = self._run[start:end]
        if not run or len(run) < len(slots) or run[-1].n != n:
            return None
        values = {each.slot: each.value for each in run}
        made = self._made[start * COMMITMENT_SIZE : end * COMMITMENT_SIZE]
        if tuple(values) != slots or made != "".join(committed):
            return None
        self._at = end - 1
        self.advance()
        return values

    def _read(self, batches: Batches, scan: Scan) -> Iterator[list[Disclosure]]:
        """Yield what was read: a batch at once where nothing is wrong with it."""
        count = 0
        for lines, opened in scan.sealed(batches):
            if opened and self._follow(opened.values):
                self._before, self._made = count, opened.commitments
                count += len(lines)
                yield opened.values
                continue
            for each in opened.values if opened else map(_read, lines):
                count += 1
                if isinstance(each, MalformedError):
                    self._found.add_error(self._place(count), each)
                elif (key := (each.n, each.slot)) <= self._last:
                    self._report_order(key, count)
                else:
                    self._last = key
                    self._before, self._made = count - 1, _commitment(each)
                    yield [each]

    def _follow(self, run: list[Disclosure]) -> bool:
        """Say whether all of these are in order, and go on after the last of them."""
        keys = [(each.n, each.slot) for each in run]
        if not all(map(operator.lt, [self._last, *keys], keys)):
            return False
        self._last = keys[-1]
        return True

    def _report_order(self, key: tuple[int, str], number: int) -> None:
        words = message("the lines are not sorted by event and slot, each once")
        after = message("after {last}", last=str(self._last))
        place = self._place(number)
        self._found.add(place, words, expected=after, found=f"{key!a:.200}")


def _read(line: bytes) -> Disclosure | MalformedError:
    if len(line) > LEAF_SIZE_MAX:
        return MalformedError(message("the line is longer than a disclosure may be"))
    try:
        return decode_disclosure(line)
    except MalformedError as error:
        return error.as_value()


def _commitment(disclosure: Disclosure) -> str:
    return commitment(disclosure.slot, disclosure.value, salt=disclosure.salt)
