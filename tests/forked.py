"""Forked children, several at a time, each within bounds of its own.

A child has a folder for what it leaves behind, a process group for what it starts, so
much memory, and so many seconds for each step that it announces with `begin_step`.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from tests.limits import in_a_child, no_more_memory_than

MEMORY_MAX: Final = 3 * 1024**3
WALL_SECONDS_MAX: Final = 180

T = TypeVar("T")


class Ended(NamedTuple, Generic[T]):
    """A task that is over: its exit code (below 0 a signal), and what it wrote."""

    task: T
    code: int
    said: str


def forked(
    tasks: Iterable[T],
    work: Callable[[T, Path], int],
    *,
    jobs: int,
    seconds: int = WALL_SECONDS_MAX,
) -> Iterator[Ended[T]]:
    """Do each task in a child; yield them in the order in which they end.

    `work` gives the exit code; what it writes into the file `said` of its folder is
    given back.
    """
    left, running = iter(tasks), dict[int, tuple[T, Path]]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        while True:
            while len(running) < jobs and (task := next(left, None)) is not None:
                folder = Path(tempfile.mkdtemp(dir=scratch))
                running[_start(task, folder, work=work, seconds=seconds)] = task, folder
            if not running:
                return
            pid, status = os.wait()
            if pid in running:
                task, folder = running.pop(pid)
                yield Ended(task, os.waitstatus_to_exitcode(status), _said(folder))
                _tidy(pid, folder)


def begin_step(seconds: float) -> None:
    """End this process where it works for longer than this from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _start(
    task: T, folder: Path, *, work: Callable[[T, Path], int], seconds: int
) -> int:
    def confined() -> int:
        _confine(folder, seconds)
        return work(task, folder)

    return in_a_child(confined)


def _confine(folder: Path, seconds: int) -> None:
    os.setsid()
    no_more_memory_than(MEMORY_MAX)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.alarm(seconds)
    os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
    tempfile.tempdir = str(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _said(folder: Path) -> str:
    path = folder / "said"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _tidy(pid: int, folder: Path) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
