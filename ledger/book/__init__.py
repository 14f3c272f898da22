"""A book: record into it, and keep its checkpoints.

`Book.record` takes one command, `Book.writing` many in one transaction: the tip is read,
the decision made, and events, tree, sealed values and documents written while nobody
else can write. All of it is kept, or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from eventsourcing.persistence import PersistenceError

from ledger.book.world import World
from ledger.book.writer import Recorded, Writer
from ledger.commands import Wish
from ledger.errors import LedgerError
from ledger.state.book import BookState
from ledger.store.application import open_application
from ledger.store.connection import LockedError, connect, explain
from ledger.store.loading import catch_up, load_school
from ledger.store.names import StoredNames
from ledger.store.reading import Reader

__all__ = ["Book", "Recorded", "World", "Writer"]

ATTEMPTS_MAX = 6
"""How often a transaction is tried while others hold the book."""

T = TypeVar("T")
Cache = tuple[BookState, StoredNames]


class Book:
    """An open book. Close it, or use it in a `with` statement."""

    def __init__(self, path: Path, world: World) -> None:
        """Open the book at `path`; raises `SurroundingsError` where it is none."""
        connect(path).close()
        self.path = path
        self.world = world
        self._application = open_application(path)
        self._cached: Cache | None = None

    def __enter__(self) -> Book:
        """Give the book itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the book."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._application.close()

    def record(self, wish: Wish, *, by: str, command: str | None = None) -> Recorded:
        """Record one command as user `by`, and give its leaves."""
        return self.carry_out(lambda writer: writer.record(wish, command), by=by)

    def carry_out(
        self, work: Callable[[Writer], T], *, by: str, keep: bool = True
    ) -> T:
        """Do `work` in one transaction; without `keep` nothing of it is written.

        While others hold the book it is tried again, a bounded number of times, after
        a pause that differs from writer to writer.
        """
        for attempt in range(1, ATTEMPTS_MAX + 1):
            try:
                with self.writing(by, keep=keep) as writer:
                    return work(writer)
            except LockedError:
                if attempt == ATTEMPTS_MAX:
                    raise
                jitter = self.world.random(1)[0] / 255
                self.world.sleep(0.05 * 2**attempt * (0.5 + jitter))
        raise AssertionError  # the last attempt returned or raised

    @contextmanager
    def writing(self, by: str, *, keep: bool = True) -> Iterator[Writer]:
        """Hold the book for writing as user `by`, and write what was taken at the end."""
        cached, self._cached = self._cached, None
        try:
            with self._application.recorder.writing() as cursor:
                reader = Reader(cursor.sqlite_cursor.connection)
                state, names = _load(reader, cached)
                writer = Writer(reader, state, names=names, world=self.world, by=by)
                yield writer
                if not keep:
                    raise _Discarded
                self._put(writer, names)
        except _Discarded:
            return
        except (sqlite3.Error, PersistenceError) as error:
            raise explain(error, self.path) from error
        self._cached = state, names

    def _put(self, writer: Writer, names: StoredNames) -> None:
        names.take_changes(writer.beside)
        if writer.leaves:
            self._application.events.put(writer.leaves, beside=writer.beside)

    def keep_note(self, size: int, note: bytes) -> None:
        """Keep the note of a checkpoint of `size` events in the book."""
        try:
            with self._application.recorder.writing() as cursor:
                statement = "INSERT OR REPLACE INTO checkpoints VALUES (?, ?)"
                cursor.execute(statement, (size, note))
        except (sqlite3.Error, PersistenceError) as error:
            raise explain(error, self.path) from error


class _Discarded(LedgerError):
    """Ends a transaction of which nothing is to be kept."""

    def __init__(self) -> None:
        super().__init__("nothing is kept")


def _load(reader: Reader, cached: Cache | None) -> Cache:
    if cached and cached[0].size <= reader.size():
        state, names = cached
        names.reader = reader
        with names.unchanged():
            catch_up(reader, state)
        return state, names
    names = StoredNames(reader, reader.setting("secret") or b"")
    with names.unchanged():
        return load_school(reader, reader.size(), names=names), names
