"""The years of a book by their number; a closed one rests until somebody asks for it.

Most of a long log is about years that were closed long ago, of which nothing more is
said. At rest such a year takes a small part of the room (`ledger.state.resting`).
Whoever asks for it by its number wakes it, and sees no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from ledger.state.book import YearState
    from ledger.state.resting import RestingYear

WAKES_MAX: Final = 3
"""How often a year wakes before it stays awake: it costs what its facts have cost.

A log that goes back to old years all the time would keep a verifier busy for hours.
"""

T = TypeVar("T")


class Years(MutableMapping[int, "YearState"]):
    """The years that were read: an ordinary mapping, but for what rests in it.

    `settled` are those that a close was admitted of: they rest when a year is closed.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.awake: dict[int, YearState] = {}
        self.settled: set[int] = set()
        self._resting: dict[int, RestingYear] = {}
        self._order: dict[int, None] = {}
        self._woken = Counter[int]()

    def __getitem__(self, number: int) -> YearState:
        """Give a year, and wake it; raises `KeyError` where it was not read."""
        year = self.get(number)
        if year is None:
            raise KeyError(number)
        return year

    # It is asked for every event, and the method of the mapping takes twice as long.
    # Its overloads know no default of None.
    def get(  # type: ignore[override]
        self, number: int, default: T | None = None
    ) -> YearState | T | None:
        """Give a year, and wake it; `default` where it was not read."""
        return self.awake.get(number) or self._wake(number) or default

    def __setitem__(self, number: int, year: YearState) -> None:
        """Put a year here, in the place of one that was."""
        self._resting.pop(number, None)
        self.awake[number] = year
        self._order[number] = None

    def __delitem__(self, number: int) -> None:
        """Let go of a year; raises `KeyError` where it was not read."""
        del self._order[number]
        self.awake.pop(number, None)
        self._resting.pop(number, None)

    def __iter__(self) -> Iterator[int]:
        """Give the numbers, in the order in which the years were read."""
        return iter(list(self._order))

    def __len__(self) -> int:
        """Count the years."""
        return len(self._order)

    def __contains__(self, number: object) -> bool:
        """Say whether a year was read."""
        return number in self._order

    def clear(self) -> None:
        """Let go of all, and wake none for it."""
        self.awake.clear()
        self._resting.clear()
        self._order.clear()

    def glance(self, number: int) -> YearState | RestingYear:
        """Give a year as it is; raises `KeyError` where it was not read.

        What both kinds hold can be asked of it.
        """
        return self._resting.get(number) or self.awake[number]

    def holding(self, n: int) -> YearState | None:
        """Give the year that holds a fact, and wake it."""
        for number in self._order:
            if self.glance(number).holds(n):
                return self.get(number)
        return None

    def may_rest(self, number: int) -> bool:
        """Say whether a year is closed, and did not wake too often."""
        year = self.awake.get(number)
        return bool(year and year.closed) and self._woken[number] < WAKES_MAX

    def rest(self, resting: RestingYear) -> None:
        """Put what rests in the place of the year that it was made of."""
        del self.awake[resting.year]
        self._resting[resting.year] = resting

    @contextmanager
    def briefly(self) -> Iterator[None]:
        """Let what wakes within rest again after it: nothing of it may be changed."""
        resting, woken = dict(self._resting), self._woken.copy()
        try:
            yield
        finally:
            for number in resting.keys() & self.awake.keys():
                del self.awake[number]
            self._resting, self._woken = resting, woken

    def _wake(self, number: int) -> YearState | None:
        resting = self._resting.pop(number, None)
        if resting is None:
            return None
        self.awake[number] = resting.wake()
        self._woken[number] += 1
        return self.awake[number]
