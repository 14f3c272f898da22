"""Jobs by one process or by several: the same comes back, and no death spreads."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Any

import pytest

from cli.at_once import Died, carry_out, hands, hands_for
from tests.cli.at_once import working
from tests.cli.at_once.working import Interrupted, Line, Plan


def done(work: Any, *, jobs: int = 5, hands: int = 2) -> dict[int, object]:  # noqa: ANN401
    plan = Plan(range(jobs))
    carry_out(plan, work, hands=hands)
    assert multiprocessing.active_children() == []
    return plan.found


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_every_job_is_done_once(hands: int) -> None:
    assert done(working.doubled, hands=hands) == {n: 2 * n for n in range(5)}


def test_one_hand_is_this_process() -> None:
    assert set(done(working.where, hands=1).values()) == {os.getpid()}


def test_several_hands_are_not_this_process() -> None:
    found = set(done(working.where, jobs=6).values())
    assert os.getpid() not in found
    assert len(found) <= 2


def test_nothing_to_do_starts_nothing() -> None:
    assert done(working.doubled, jobs=0) == {}


@pytest.mark.parametrize("hands", [1, 2])
def test_a_job_may_wait_for_another(hands: int) -> None:
    plan = Line(range(3))
    carry_out(plan, working.doubled, hands=hands)
    assert plan.found == {0: 0, 1: 2, 2: 4}


@pytest.mark.parametrize(
    ("work", "code"),
    [(working.killed, -9), (working.left, 7), (working.out_of_memory, 1)],
)
def test_a_process_that_dies_costs_its_own_job(work: Any, code: int) -> None:  # noqa: ANN401
    assert done(work) == {0: 0, 1: 1, 2: 2, 3: Died(code), 4: 4}


def test_a_large_result_comes_whole() -> None:
    found = done(working.large, jobs=3)
    assert found == {n: bytes(n * 1_000_000) for n in range(3)}


def test_who_is_interrupted_leaves_no_process_behind() -> None:
    with pytest.raises(KeyboardInterrupt):
        carry_out(Interrupted(range(4)), working.doubled, hands=2)
    assert multiprocessing.active_children() == []


def files(folder: Path, *sizes: int) -> list[Path]:
    made = [folder / f"{n}.zip" for n in range(len(sizes))]
    for path, size in zip(made, sizes, strict=True):
        path.write_bytes(bytes(size))
    return made


def test_little_work_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "_processors", lambda: 4)
    worth = hands.WORTH_IT
    assert hands_for(files(tmp_path, 10, 10, 10), asked=None) == 1
    assert hands_for(files(tmp_path, worth, worth, 10), asked=None) == 3
    assert hands_for(files(tmp_path, *[worth] * 6), asked=None) == 4
    assert hands_for([tmp_path / "nowhere.zip"], asked=None) == 1


def test_who_asks_gets_no_more_than_there_are_files(tmp_path: Path) -> None:
    assert hands_for(files(tmp_path, 10, 10, 10), asked=2) == 2
    assert hands_for(files(tmp_path, 10, 10, 10), asked=64) == 3
