"""A life in an office, and what is left of it wherever the power is cut.

    python -m tests.lives.power [--cuts 2000] [--seed 1]

What the real commands ask of the system is written down once (`tests.lives.tracing`).
Then the power is cut after some of these steps, in all the ways that a disk has of
losing what was not synced (`tests.lives.disk`), and the next command has to find all
that was acknowledged before (`tests.lives.aftermath`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec

from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.ledger.book.small import scratch
from tests.lives import office
from tests.lives import steps as s
from tests.lives.aftermath import Aftermath
from tests.lives.disk import MODES, Disk
from tests.lives.tracing import traced


class Life:
    """An undisturbed life: what was done to the disk, and what was acknowledged."""

    def __init__(self, folder: Path) -> None:
        """Live it, in a folder that is made for it."""
        command = [sys.executable, "-m", "tests.lives.office", str(folder)]
        self.steps = traced(command, folder)
        self.end = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        with closing(connect(folder / office.BOOK)) as connection:
            self.lines = list(Reader(connection).lines())
        said = [step.text for step in self.steps if isinstance(step, s.Said)]
        self.said = [msgspec.json.decode(text, type=office.Done) for text in said]
        assert len(self.said) == len(office.WORK)


def cut(
    life: Life,
    steps: Iterable[s.Step],
    *,
    at: set[int],
    chance: Random,
    modes: Sequence[str] = MODES,
) -> Counter[str]:
    """Cut the power after each of the steps `at`, in each mode, and count the cuts.

    Raises `AssertionError` where anything is lost.
    """
    disk, done, looked_at = Disk(), 0, Counter[str]()
    aftermath = Aftermath(life.said, life.lines)
    for number, step in enumerate(steps):
        disk.take(step)
        done += isinstance(step, s.Said)
        for mode in modes if number in at else ():
            found = disk.after_power_cut(chance, mode=mode)
            with scratch() as folder:
                try:
                    aftermath.check(Path(folder), found, done=done)
                except Exception as error:
                    told = f"power cut after step {number} ({step!r:.80}), {mode}"
                    command = office.WORK[min(done, len(office.WORK) - 1)]
                    error.add_note(f"{told}; what was next: {command}")
                    raise
            looked_at[mode] += 1
    return looked_at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, start = Random(given.seed), time.perf_counter()
    with scratch() as folder:
        life = Life(Path(folder) / "office")
    places = range(len(life.steps))
    count = min(given.cuts // len(MODES), len(places))
    looked_at = cut(life, life.steps, at={*chance.sample(places, count)}, chance=chance)
    for mode, number in looked_at.items():
        sys.stdout.write(f"{mode:10}{number:6} power cuts, nothing lost\n")
    seconds = time.perf_counter() - start
    sys.stdout.write(f"{looked_at.total()} in all, in {seconds:.0f} s\n")


if __name__ == "__main__":
    main()
