"""Four processes record into one book at once."""

from __future__ import annotations

from pathlib import Path

from tests.ledger.book.small import scratch
from tests.lives.crowd import crowd


def test_four_writers_lose_nothing_and_leave_no_gap() -> None:
    with scratch() as folder:
        assert crowd(Path(folder), writers=4, facts=100) == 3 + 2 * 400 + 1
