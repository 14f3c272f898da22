"""What a process may use: files for a while, memory for good; a child of its own."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

RAISED: Final = 3
"""The exit code of a child whose work did not come to its end."""


@contextmanager
def no_larger_files_than(octets: int) -> Iterator[None]:
    """Let no file that is written be larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def no_more_memory_than(octets: int) -> None:
    """Let this process have no more, and leave no core behind."""
    resource.setrlimit(resource.RLIMIT_AS, (octets, octets))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def in_a_child(work: Callable[[], int]) -> int:
    """Do `work` in a forked child, and give its process id; the work gives its code."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = RAISED
    try:
        code = work()
    finally:
        sys.stdout.flush()
        os._exit(code)
