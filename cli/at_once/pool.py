"""Processes that work side by side, each with a pipe of its own.

They are started anew (spawned), so that nothing of this one is copied half-way: no
lock, no open book. A library's pool is of no use here: once one of its processes is
killed it gives up all jobs, and cannot say which one was at fault.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Generic, Self, TypeVar

from msgspec import Struct

from cli.at_once.carrying import Died, Plan
from cli.at_once.worker import serve

J = TypeVar("J")
R = TypeVar("R")

PATIENCE: Final = 5.0
"""How many seconds a process has to end after it was told to."""


class _Hand(Struct, eq=False):
    """A process, and this end of its pipe."""

    process: SpawnProcess
    pipe: connection.Connection[Any, Any]


class Pool(Generic[J, R]):
    """At most `size` processes; each is started when there is work for it."""

    def __init__(self, work: Callable[[J], R], size: int) -> None:
        """Start nothing yet."""
        self._work = work
        self._size = size
        self._all: list[_Hand] = []
        self._idle: list[_Hand] = []
        self._busy: list[tuple[_Hand, J]] = []

    def __enter__(self) -> Self:
        """Give the pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, also those that are at work."""
        for hand in self._all:
            hand.process.terminate()
        for hand in self._all:
            _end(hand)

    def carry_out(self, plan: Plan[J, R]) -> None:
        """Carry out every job of a plan."""
        while True:
            while len(self._busy) < self._size and (job := plan.take()) is not None:
                self._begin(job)
            if not self._busy:
                return
            for done, result in self._finished():
                plan.give(done, result)

    def _begin(self, job: J) -> None:
        hand = self._rested() or self._start()
        self._busy.append((hand, job))
        # Where it died before it was asked, its pipe says so when it is read.
        with suppress(OSError):
            hand.pipe.send(job)

    def _rested(self) -> _Hand | None:
        """Give one that waits for work, and did not die of waiting."""
        while self._idle:
            hand = self._idle.pop()
            if hand.process.is_alive():
                return hand
            self._all.remove(hand)
            _end(hand)
        return None

    def _start(self) -> _Hand:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._work), daemon=True)
        hand = _Hand(process, ours)
        with out_of_reach():
            process.start()
            self._all.append(hand)
        # The last writer has to be that process: then its death ends the pipe.
        theirs.close()
        return hand

    def _finished(self) -> Iterator[tuple[J, R | Died]]:
        ready = connection.wait([hand.pipe for hand, _ in self._busy])
        for hand, job in [each for each in self._busy if each[0].pipe in ready]:
            self._busy.remove((hand, job))
            try:
                result = hand.pipe.recv()
            except (EOFError, OSError):
                self._all.remove(hand)
                yield job, Died(_end(hand))
            else:
                self._idle.append(hand)
                yield job, result


def _end(hand: _Hand) -> int:
    """See that a process has ended, and give its exit code."""
    hand.pipe.close()
    hand.process.join(PATIENCE)
    if hand.process.exitcode is None:
        hand.process.kill()
        hand.process.join()
    code = hand.process.exitcode or 0
    hand.process.close()
    return code


@contextmanager
def out_of_reach() -> Iterator[None]:
    """Start what is never interrupted: Ctrl-C waits meanwhile, and is not lost.

    A process inherits that it is not reached; else one that is just beginning would
    tell where it was, in many lines.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    # It lets Ctrl-C through again when it is started, so that comes first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
