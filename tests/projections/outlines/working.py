"""Another process that looks for expenses in a book, or falls while it keeps them.

python -m tests.projections.outlines.working find BOOK FOLDER
python -m tests.projections.outlines.working fall BOOK FILE LINES
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from ledger.store.reading import Reader
from projections.filtering import Filter
from projections.finding import found
from projections.outlines import Shelf
from projections.outlines.keeping import catch_up
from projections.view import BookView


class Falling(Reader):
    """Reads some lines of a book, and is killed before the next one."""

    left = 0

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        for line in super().lines(start, end):
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1
            yield line


def find(book: Path, folder: Path) -> None:
    """Say which expenses there are, and whether the library was needed."""
    wanted, shelf = Filter(types=frozenset({"expense-recorded/1"})), Shelf(folder, 0, 1)
    with BookView(book) as view:
        numbers = [line.number for line in found(view, wanted=wanted, shelf=shelf)]
    said = {"numbers": numbers, "library": "eventsourcing" in sys.modules}
    sys.stdout.write(json.dumps(said))


def fall(book: Path, file: Path, *, lines: int) -> None:
    """Keep outlines in batches of five, and be killed after some lines."""
    with BookView(book) as view:
        falling = Falling(view.connection)
        falling.left = lines
        view.reader = falling
        catch_up(file, view, batch=5)


if __name__ == "__main__":
    BOOK, PLACE = Path(sys.argv[2]), Path(sys.argv[3])
    if sys.argv[1] == "find":
        find(BOOK, PLACE)
    else:
        fall(BOOK, PLACE, lines=int(sys.argv[4]))
