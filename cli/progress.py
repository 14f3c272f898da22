"""A sign on a terminal that work goes on, once it takes longer than a moment.

It stands on the error stream, and is taken away before anything else is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress

    from cli.surroundings import Surroundings

PATIENCE: Final = 1.0
"""How many seconds one waits without a sign."""


class Sign:
    """What is being done, and for how long; it comes up by itself, after a second."""

    def __init__(self, text: str) -> None:
        """Show `text`, which is told already."""
        self._text = text
        self._total: int | None = None
        self._done = 0
        self._lock = Lock()
        self._is_over = False
        self._shown: Progress | None = None
        self._timer = Timer(PATIENCE, self._show)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Take it away, or let it never come up."""
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._shown:
                self._shown.stop()
            self._shown = None

    def expect(self, total: int) -> None:
        """Say how much there is to do: then a bar shows how much is done."""
        self._total = total

    def advance(self) -> None:
        """Say that one more is done."""
        with self._lock:
            self._done += 1
            if self._shown:
                for task in self._shown.task_ids:
                    self._shown.update(task, completed=self._done)

    def _show(self) -> None:
        # Rich takes a while to import, and most work is done before.
        from rich import progress
        from rich.console import Console

        with self._lock:
            if self._is_over:
                return
            bar = [progress.BarColumn(20), progress.MofNCompleteColumn()]
            self._shown = progress.Progress(
                progress.SpinnerColumn(),
                progress.TextColumn("{task.description}", markup=False),
                *(bar if self._total else ()),
                progress.TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._shown.add_task(self._text, total=self._total, completed=self._done)
            self._shown.start()


@contextmanager
def busy(here: Surroundings, text: str) -> Iterator[None]:
    """Let a sign say what is being done, where somebody waits at a terminal."""
    if here.json or sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    here.sign = Sign(here.tell(text))
    try:
        yield
    finally:
        here.sign.stop()
