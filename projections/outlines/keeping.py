"""Keep outlines in a file: up to the end of what is seen of a book, batch by batch.

The one place above `ledger` that reaches the event-sourcing library, and it does so
only when there is something to write.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from projections.outline import outlines
from projections.outlines.head import clear, is_of, write_head
from projections.outlines.table import INSERT, LAYOUT, rows
from projections.view import BookView

if TYPE_CHECKING:
    from ledger.store.tracking import Batch

BATCH = 5_000
"""How many events are written in one transaction."""


def catch_up(path: Path, view: BookView, *, batch: int = BATCH) -> None:
    """Bring a file to the end of the view; one of another history is begun anew.

    Whatever happens, it then holds the outlines of as many events as it says. Raises
    `SurroundingsError` where the file cannot be used, or the book cannot be read.
    """
    # Whoever finds a file that is up to date needs not the library that writes one.
    from ledger.store.tracking import Recorder

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(Recorder(path, LAYOUT)) as recorder:
        is_behind = True
        while is_behind:
            with recorder.batch(view.origin) as kept:
                is_behind = _add(kept, view, count=batch)


def _add(kept: Batch, view: BookView, *, count: int) -> bool:
    """Add a batch; whether there was anything to add."""
    if kept.position and not is_of(view, kept.rows.connection):
        clear(kept.rows)
        kept.forget()
    start, end = kept.position, min(kept.position + count, view.size)
    if start >= end:
        return False
    kept.rows.executemany(INSERT, rows(outlines(view.reader, start, end=end)))
    write_head(kept.rows, view, start=start, end=end)
    kept.reach(end)
    return True
