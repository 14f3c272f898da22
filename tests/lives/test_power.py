"""Wherever the power is cut, what was acknowledged is there; and losses are found."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from ledger.errors import LedgerError
from tests.ledger.book.small import scratch
from tests.lives import steps as s
from tests.lives.disk import MODES, SECTOR, Disk
from tests.lives.office import BOOK, WORK
from tests.lives.power import Life, cut

pytestmark = pytest.mark.needs("strace")
CUTS = 40


@pytest.fixture(scope="module")
def life() -> Iterator[Life]:
    """A life that was watched, call by call."""
    if subprocess.run(["strace", "-qq", "true"], check=False).returncode:
        pytest.skip("nobody may watch what a program asks of the system")
    with scratch() as folder:
        yield Life(Path(folder) / "office")


def test_what_was_watched_ends_with_the_files_that_are_there(life: Life) -> None:
    disk = Disk()
    for step in life.steps:
        disk.take(step)
    assert disk.contents() == life.end
    assert {BOOK, "zon.zip", "copy.book", "data/seen.db"} <= life.end.keys()


def test_a_power_cut_takes_nothing_that_was_acknowledged(life: Life) -> None:
    chance = Random("power")
    at = {*chance.sample(range(len(life.steps)), CUTS)}
    assert cut(life, life.steps, at=at, chance=chance).total() == CUTS * len(MODES)


def is_of(life: Life, *names: str) -> Callable[[s.Step], bool]:
    """Say of a step whether it syncs a file that ever had one of these names."""
    named = [step.names for step in life.steps if isinstance(step, s.Named)]
    inodes = {each[name] for each in named for name in names if name in each}
    return lambda step: isinstance(step, s.Synced) and step.inode in inodes


FORGOTTEN: dict[str, Callable[[Life], Callable[[s.Step], bool]]] = {
    "any sync, as with synchronous=OFF": lambda _: (
        lambda step: isinstance(step, s.Synced | s.SyncedFolder)
    ),
    "the book": lambda life: is_of(life, BOOK),
    "its journal": lambda life: is_of(life, f"{BOOK}-journal"),
    "the folder, as with synchronous=FULL": lambda _: (
        lambda step: isinstance(step, s.SyncedFolder)
    ),
    "a bundle": lambda life: is_of(life, "zon.zip"),
    "a copy": lambda life: is_of(life, "copy.book"),
    "a key": lambda life: is_of(life, "zon.key"),
}


@pytest.mark.parametrize("forgotten", FORGOTTEN)
def test_a_sync_that_is_forgotten_is_found(life: Life, forgotten: str) -> None:
    left_out = FORGOTTEN[forgotten](life)
    steps = [step for step in life.steps if not left_out(step)]
    told = {n for n, step in enumerate(steps) if isinstance(step, s.Said)}
    # Without its journal a book is damaged only while something is written.
    at = {*range(0, len(steps), 3)} if forgotten == "its journal" else told
    modes = ("least", "some", "names")
    with pytest.raises((AssertionError, LedgerError)) as found:
        cut(life, steps, at=at, chance=Random(forgotten), modes=modes)
    (note,) = found.value.__notes__
    assert note.startswith("power cut after step")
    assert note.endswith(WORK)


def test_a_disk_keeps_what_was_synced_and_any_part_of_the_rest() -> None:
    disk, old, new = Disk(), b"o" * SECTOR * 4, b"n" * SECTOR * 4
    for step in (s.Named({"a": 1}), s.Written(1, 0, old), s.Synced(1)):
        disk.take(step)
    assert disk.after_power_cut(Random(1), mode="least") == {}
    assert disk.after_power_cut(Random(1), mode="all") == {"a": old}
    disk.take(s.SyncedFolder(""))
    disk.take(s.Written(1, 0, new))
    seen = {disk.after_power_cut(Random(i), mode="some")["a"] for i in range(200)}
    assert len(seen) == 2**4
    assert all(len(each) == len(old) for each in seen)
    disk.take(s.Named({"b": 1, "a": None}))
    names = {(*disk.after_power_cut(Random(i), mode="some"),) for i in range(20)}
    assert names == {("a",), ("b",)}
