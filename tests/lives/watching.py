"""Processes that work, and one who watches: kills them, and keeps what they said.

What was acknowledged comes through a pipe, so the book is not asked what it should
hold.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.conftest import ROOT


class Working:
    """A process of `tests.lives.working` that is ready, and begins to work."""

    def __init__(
        self, kind: str, folder: Path, *, name: str, most: int | None = None
    ) -> None:
        """Start it; with `most` it ends by itself after so many pieces of work."""
        self.name = name
        command = [sys.executable, "-m", "tests.lives.working", kind, str(folder), name]
        self.process = subprocess.Popen(
            [*command, *([str(most)] if most else [])],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # the line that is waited for takes no later one with it
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self) -> None:
        self.process.kill()

    def acknowledged(self, *, killed: bool = True) -> int:
        """Wait for its end, and count the pieces of work that it acknowledged."""
        said, wrong = self.process.communicate()
        assert wrong == b"", wrong.decode()
        codes = {-signal.SIGKILL, 0} if killed else {0}
        assert self.process.returncode in codes
        numbers = said.decode().split()
        assert numbers == [str(number) for number in range(len(numbers))]
        return len(numbers)


def work_and_kill(
    kind: str, folder: Path, *, name: str, chance: Random, seconds_max: float
) -> int:
    """Let one process work until a random moment; count what it acknowledged."""
    working = Working(kind, folder, name=name)
    working.wait_until_ready()
    time.sleep(chance.uniform(0, seconds_max))
    working.kill()
    return working.acknowledged()


def crowd_and_kill(
    folder: Path, names: list[str], *, chance: Random, facts: int
) -> dict[str, int]:
    """Let several record at once, and kill one of them, some, or all.

    Gives what each acknowledged: all its facts, where it was not killed.
    """
    working = [Working("record", folder, name=name, most=facts) for name in names]
    for each in working:
        each.wait_until_ready()
    unlucky = chance.sample(working, chance.randint(1, len(working)))
    for each in unlucky:
        time.sleep(chance.uniform(0, 0.2))
        each.kill()
    told = {each.name: each.acknowledged(killed=each in unlucky) for each in working}
    assert all(told[w.name] == facts for w in working if w not in unlucky)
    return told
