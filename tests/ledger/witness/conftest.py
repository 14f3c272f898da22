"""The memory of a new witness."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.witness import make_memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    memory = tmp_path / "w1.witness"
    make_memory(memory)
    return memory
