"""What runs in a process beside: take a job, work, give the result, until none comes.

It says nothing and keeps nothing: whatever is written, the process that asked writes.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

OUT_OF_MEMORY = 1
"""The exit code where not even the result could be sent."""


def serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do every job that comes through a pipe, until its other end is closed."""
    # Ctrl-C reaches all processes of a terminal; the one that asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 50, 50)
    # Where nobody is left who asked, there is nobody to be told either.
    with contextlib.suppress(EOFError, OSError):
        while True:
            job = pipe.recv()
            try:
                pipe.send(work(job))
            except MemoryError:
                sys.exit(OUT_OF_MEMORY)
