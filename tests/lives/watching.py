"""Processes that work, and one who watches: kills them, and keeps what they said.

What was acknowledged comes through a pipe, so the book is not asked what it should
hold.
"""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.lives import working

# A process that is forked from one that has read all the modules is ready at once.
_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.lives.watching", "tests.lives.program"])


class Working:
    """A process of `tests.lives.working` that begins to work."""

    def __init__(
        self, kind: str, folder: Path, *, name: str, most: int | None = None
    ) -> None:
        """Start it; with `most` it ends by itself after so many pieces of work."""
        self.name = name
        reader, writer = _FORKING.Pipe(duplex=False)
        with reader, writer:
            self.said = os.fdopen(os.dup(reader.fileno()), "rb", buffering=0)
            given = {"folder": folder, "name": name, "most": most}
            self.process = _FORKING.Process(
                target=_work, args=(writer, kind), kwargs=given
            )
            self.process.start()

    def wait_until_ready(self) -> None:
        assert self.said.readline() == b"ready\n"

    def kill(self) -> None:
        self.process.kill()

    def acknowledged(self, *, killed: bool = True) -> int:
        """Wait for its end, and count the pieces of work that it acknowledged."""
        with self.said:
            numbers = self.said.readall().decode().removeprefix("ready\n").split()
        self.process.join()
        codes = {-signal.SIGKILL, 0} if killed else {0}
        assert self.process.exitcode in codes
        assert numbers == [str(number) for number in range(len(numbers))]
        return len(numbers)


def _work(
    pipe: Connection, kind: str, *, folder: Path, name: str, most: int | None
) -> None:
    os.dup2(pipe.fileno(), 1)
    working.main(kind, folder, name=name, most=most)


def work_and_kill(kind: str, folder: Path, *, name: str, after: float) -> int:
    """Let one process work for so many seconds; count what it acknowledged."""
    process = Working(kind, folder, name=name)
    process.wait_until_ready()
    time.sleep(after)
    process.kill()
    return process.acknowledged()


def crowd_and_kill(
    folder: Path, names: list[str], *, chance: Random, facts: int
) -> dict[str, int]:
    """Let several record at once, and kill one of them, some, or all.

    Gives what each acknowledged: all its facts, where it was not killed.
    """
    crowd = [Working("record", folder, name=name, most=facts) for name in names]
    for each in crowd:
        each.wait_until_ready()
    unlucky = chance.sample(crowd, chance.randint(1, len(crowd)))
    for each in unlucky:
        time.sleep(chance.uniform(0, 0.2))
        each.kill()
    told = {each.name: each.acknowledged(killed=each in unlucky) for each in crowd}
    assert all(told[each.name] == facts for each in crowd if each not in unlucky)
    return told
