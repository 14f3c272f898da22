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

    def _show(self) -> None:
        # Rich takes a while to import, and most work is done before.
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._is_over:
                return
            self._shown = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._shown.add_task(self._text, total=None)
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
