"""Books that several tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.books import worked_example
from tests.projections.seeing import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The worked example, recorded on 2026-01-20."""
    made = Desk(tmp_path, *worked_example())
    yield made
    made.book.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """A book without a year."""
    made = Desk(tmp_path)
    yield made
    made.book.close()
