"""How many processes work at the same time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

WORTH_IT: Final = 1_000_000
"""So many bytes take about as long to check as a process takes to begin."""

_WORTH_A_SECOND: Final = 8_000_000
"""A smaller file is not looked at for what a second process could help with: it would
take longer to begin. What it helps with is said by `cli.beside`."""


def jobs_option(function: F) -> F:
    """Add `--jobs`."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes work at the same time; else one a processor.",
    )(function)


def hands_for(files: Sequence[Path], *, asked: int | None) -> int:
    """Choose how many processes work on some files: no more than there are files.

    Where nobody asked, one for each processor, and this one alone for little work.
    """
    if asked is None:
        asked = min(_processors(), 1 + sum(map(octets, files)) // WORTH_IT)
    return min(asked, len(files))


def helps(file: Path, *, asked: int | None) -> bool:
    """Say whether a second process may help with one file."""
    hands = _processors() if asked is None else asked
    return hands > 1 and octets(file) >= _WORTH_A_SECOND


def _processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def octets(file: Path) -> int:
    """Give the size of a file, 0 where nobody can say."""
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
