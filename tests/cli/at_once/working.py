"""Work for processes beside, of every kind of end: they import it by its name."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from cli.at_once import Died


class Plan:
    """Jobs of which none waits for another; `found` is what came of each."""

    def __init__(self, jobs: Sequence[int]) -> None:
        """Begin with the first."""
        self.found: dict[int, object] = {}
        self.left = list(jobs)[::-1]

    def take(self) -> int | None:
        """Give the next one."""
        return self.left.pop() if self.left else None

    def give(self, job: int, result: object) -> None:
        """Keep what came of it."""
        assert job not in self.found
        self.found[job] = result


class Line(Plan):
    """Jobs of which each waits for the one before it."""

    def take(self) -> int | None:
        """Give the next one once nothing is at work."""
        is_free = len(self.found) == self.begun
        self.begun += is_free and bool(self.left)
        return super().take() if is_free else None

    begun = 0


class Interrupted(Plan):
    """Jobs of somebody who loses patience after the first."""

    def give(self, job: int, result: object) -> None:
        """Keep what came of it, and leave."""
        super().give(job, result)
        raise KeyboardInterrupt


def doubled(job: int) -> int | Died:
    """Work as it should."""
    return 2 * job


def where(_job: int) -> int | Died:
    """Say which process worked."""
    return os.getpid()


def killed(job: int) -> int | Died:
    """Work, but for job 3, which the system ends as it does when memory runs out."""
    if job == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def left(job: int) -> int | Died:
    """Work, but for job 3, in which a library ends the process."""
    if job == 3:
        sys.stdout.flush()
        os._exit(7)
    return job


def out_of_memory(job: int) -> int | Died:
    """Work, but for job 3, of which not even an answer can be made."""
    if job == 3:
        raise MemoryError
    return job


def large(job: int) -> bytes | Died:
    """Give more than a pipe holds."""
    return bytes(job * 1_000_000)
