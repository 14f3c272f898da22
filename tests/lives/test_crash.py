"""Killing a process at any moment loses nothing that was acknowledged."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.ledger.book.small import scratch
from tests.lives.crash import KINDS, Life

KILLS = {
    "record": 8,
    "import": 4,
    "squeeze": 4,
    "create": 5,
    "backup": 5,
    "close": 3,
    "checkpoint": 3,
    "export": 3,
    "writers": 2,
    "program": 3,
}


def test_every_kind_of_work_is_killed() -> None:
    assert list(KILLS) == list(KINDS)


@pytest.mark.parametrize(("kind", "kills"), KILLS.items(), ids=list(KILLS))
def test_a_kill_loses_nothing_and_leaves_nothing_half_done(
    kind: str, kills: int
) -> None:
    with scratch() as folder:
        life = Life(Path(folder), Random(kind))
        for _ in range(kills):
            life.kill_one(kind)
        life.check_all()


@pytest.mark.parametrize("wrong", ["lie", "halves"])
def test_work_that_is_done_wrong_is_found(wrong: str) -> None:
    with scratch() as folder:
        life = Life(Path(folder), Random(wrong))
        with pytest.raises(AssertionError):
            kill_many(life, wrong)


def kill_many(life: Life, kind: str) -> None:
    for _ in range(40):
        life.kill_one(kind)
