"""Killing a process at any moment loses nothing that was acknowledged."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.ledger.book.small import scratch
from tests.lives.crash import Life

KILLS = {"record": 8, "import": 4, "squeeze": 4, "create": 5, "backup": 5}


@pytest.mark.parametrize(("kind", "kills"), KILLS.items(), ids=list(KILLS))
def test_a_kill_loses_nothing_and_leaves_nothing_half_done(
    kind: str, kills: int
) -> None:
    with scratch() as folder:
        life = Life(Path(folder), Random(kind))
        for _ in range(kills):
            life.kill_one(kind)
        life.check_all()
