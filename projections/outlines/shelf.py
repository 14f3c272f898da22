"""The folder of the files, and what is done where one of them cannot be used."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from ledger.errors import SurroundingsError
from ledger.store.explaining import DamagedError
from ledger.store.tracked import position, reading
from projections.outlines.head import check, is_of
from projections.outlines.keeping import BATCH, catch_up
from projections.outlines.question import Found, Question
from projections.outlines.table import LAYOUT, find
from projections.view import BookView

LEAST = 50_000
"""From how many events on a file is worth it (docs/decisions/0014)."""


class Shelf(Struct, frozen=True):
    """A folder with a file for each log that has at least so many events.

    A file that is less than `batch` events behind is not written: the log has the rest.
    """

    folder: Path
    least: int = LEAST
    batch: int = BATCH

    def path(self, origin: str) -> Path:
        """Give the place of the file for a log."""
        return self.folder / f"outlines-{sha256(origin.encode()).hexdigest()}.db"

    def find(self, view: BookView, question: Question) -> Found:
        """Find what is asked for, up to where the file goes: `end` says how far.

        The file is made, caught up or made anew first where need be. Where that cannot
        be, nothing is found, up to 0: no error comes of it.
        """
        if view.size < self.least:
            return Found()
        path = self.path(view.origin)
        try:
            for _ in range(2):
                try:
                    return self._answer(path, view, question=question)
                except DamagedError:
                    _throw_away(path)
        except (SurroundingsError, OSError):
            # In use, read-only, no room: this is no fault of what was asked.
            pass
        return Found()

    def _answer(self, path: Path, view: BookView, *, question: Question) -> Found:
        kept = _kept(path, view)
        if not kept or kept + self.batch <= view.size:
            catch_up(path, view, batch=self.batch)
        with reading(path, LAYOUT) as connection:
            if not is_of(view, connection):
                return Found()
            check(view, connection, path=path)
            end = min(position(connection, view.origin), view.size)
            return find(connection, question, end=end)


def _kept(path: Path, view: BookView) -> int:
    if not path.exists() or not path.stat().st_size:
        return 0
    with reading(path, LAYOUT) as connection:
        kept = position(connection, view.origin)
        return kept if is_of(view, connection) else 0


def _throw_away(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)
