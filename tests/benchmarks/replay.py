"""Replay a book into the read model: `python -m tests.benchmarks.replay BOOK FILE`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from projections.outlines.keeping import catch_up
from projections.view import BookView
from tests.benchmarks.floors import report


def replay(book: Path, target: Path) -> None:
    """Make the file of outlines anew, and report what it took."""
    target.unlink(missing_ok=True)
    with BookView(book) as view:
        report(lambda: catch_up(target, view))


if __name__ == "__main__":
    gc.set_threshold(200_000, 50, 50)  # as the program has it
    replay(Path(sys.argv[1]), Path(sys.argv[2]))
