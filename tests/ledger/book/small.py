"""One small fact and what is in a book after it, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from fixtures.books import Clock
from ledger import commands as c
from ledger.book import World
from ledger.store.connection import connect
from ledger.store.reading import Reader
from ledger.store.schema import TABLE_NAMES

SPENT = c.RecordExpense(
    ref="A",
    on=dt.date(2025, 3, 1),
    amount=100,
    category="travel",
    beneficiary="team",
    supplier="Uil vzw",
    invoice="F1",
)
HALF = msgspec.structs.replace(SPENT, ref="half", invoice="F2", activity="vorming")
"""Its expense is taken, and then its link is refused: it does not say why."""

MORE = msgspec.structs.replace(SPENT, ref=None, invoice=None)
"""An expense that can be recorded any number of times."""

ID = "0123456789abcdef" * 2


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for many small books: in memory, where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108  # nothing of it outlives the test
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with closing(connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  # constants
            for name in sorted(TABLE_NAMES)
        }


def size(path: Path) -> int:
    """How many events are recorded."""
    with closing(connect(path)) as connection:
        return Reader(connection).size()


def impatient(sleep: Callable[[float], object]) -> World:
    """A world that hardly waits for others, and then does `sleep`."""

    def pause(seconds: float) -> None:
        sleep(seconds)

    return World(now=Clock().now, random=bytes, sleep=pause, patience=0.01)
