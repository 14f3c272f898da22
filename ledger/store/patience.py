"""Wait for a book that others hold: often enough, not for ever, and not in step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from msgspec import Struct

from ledger.store.explaining import is_locked

ATTEMPTS_MAX = 5
"""How often is tried to take the book, or to finish what is written in it."""


def _go_on(_attempt: int) -> None:
    """Try again at once."""


class Patience(Struct, frozen=True):
    """Each attempt waits `seconds`; `pause` comes between two, given their count."""

    seconds: float = 5.0
    pause: Callable[[int], None] = _go_on

    def until_free(self, act: Callable[[], object]) -> None:
        """Do `act`, again while others hold the book; the last failure is raised."""
        for attempt in range(1, ATTEMPTS_MAX):
            try:
                act()
            except sqlite3.OperationalError as error:
                if not is_locked(error):
                    raise
                self.pause(attempt)
            else:
                return
        act()
