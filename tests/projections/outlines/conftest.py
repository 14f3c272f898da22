"""A shelf, and the file of the worked example on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.commands import ReverseFact
from projections.outlines import Shelf
from tests.projections.outlines.keeping import check
from tests.projections.seeing import Desk, day


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """One for books of any size, written in batches of five."""
    return Shelf(tmp_path / "shelf", least=0, batch=5)


@pytest.fixture
def kept(desk: Desk, shelf: Shelf) -> Path:
    """The file of the worked example, of which one fact is undone: 17 events."""
    desk.record(ReverseFact(of="A", ground="error", amount=100, on=day("2025-06-01")))
    check(desk, shelf)
    with desk.view() as view:
        return shelf.path(view.origin)
