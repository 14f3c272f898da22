"""A reader within bounds: seconds for each input, and memory for all of them.

What runs for too long in Python is ended by an exception, what hangs or dies in a
library ends its process. So a process of its own reads, and a *black box*, memory that
it shares with whoever started it, holds the input of now.
"""

from __future__ import annotations

import mmap
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from tests.limits import in_a_child, no_more_memory_than

SECONDS_MAX: Final = 5.0
"""Seconds of work that an input may take."""

HANGING_MAX: Final = 60
"""Seconds of work after which a reader hangs in a library."""

WAITING_MAX: Final = 600
"""Seconds on the clock after which it waits: a busy machine may stand still for one."""

MEMORY_MAX: Final = 2 * 1024**3
NUMBER: Final = 8
HEAD: Final = 3 * NUMBER
CAPACITY: Final = 8 * 1024**2


class EndlessError(BaseException):
    """An input took too long; no reader may catch it."""


class BlackBox:
    """The input that is being read, and how far it is, as another process sees it."""

    def __init__(self) -> None:
        """Make it, to be shared by forking."""
        self._memory = mmap.mmap(-1, HEAD + CAPACITY)

    def put(self, data: bytes) -> None:
        """Say what is read next."""
        self._memory[HEAD : HEAD + len(data)] = data
        self._write(0, len(data))

    def count(self, done: int, faults: int) -> None:
        """Say how many were read, and how many kinds of faults were found."""
        self._write(1, done)
        self._write(2, faults)

    def last(self) -> bytes:
        """Give what was read last."""
        return self._memory[HEAD : HEAD + self._read(0)]

    def counted(self) -> tuple[int, int]:
        """Give how many were read, and how many faults were found."""
        return self._read(1), self._read(2)

    def _write(self, place: int, number: int) -> None:
        at = place * NUMBER
        self._memory[at : at + NUMBER] = number.to_bytes(NUMBER, "big")

    def _read(self, place: int) -> int:
        at = place * NUMBER
        return int.from_bytes(self._memory[at : at + NUMBER], "big")


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise `EndlessError` in what takes longer; end the process if that is in vain."""
    signal.alarm(WAITING_MAX)
    signal.setitimer(signal.ITIMER_PROF, HANGING_MAX)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def start(work: Callable[[], int]) -> int:
    """Do `work` in a child, in bounds; give its process id. The work gives its code."""

    def bounded() -> int:
        no_more_memory_than(MEMORY_MAX)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGVTALRM, _too_long)
        return work()

    return in_a_child(bounded)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise EndlessError
