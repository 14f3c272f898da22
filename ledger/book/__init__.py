"""A book: record into it, and keep its checkpoints.

`Book.record` takes one command, `Book.writing` many in one transaction: the tip is
read, the decision made, and events, tree, sealed values and documents are written while
nobody else can write. All of it is kept, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from eventsourcing.persistence import PersistenceError
from eventsourcing.sqlite import SQLiteCursor
from msgspec import Struct

from ledger.book.world import World
from ledger.book.writer import Recorded, Writer
from ledger.commands import EraseData, Wish
from ledger.errors import MalformedError, RefusedError
from ledger.state.book import BookState
from ledger.store.application import open_application
from ledger.store.connection import connect, explain
from ledger.store.explaining import SQLITE_RAISES, DamagedError
from ledger.store.loading import catch_up, load_school
from ledger.store.names import StoredNames
from ledger.store.patience import Patience
from ledger.store.reading import Reader

__all__ = ["Book", "Recorded", "World", "Writer"]

T = TypeVar("T")


class Known(Struct):
    """What is remembered of a book between two transactions; `tip` is its last leaf."""

    state: BookState
    names: StoredNames
    tip: bytes = b""


class Book:
    """An open book. Close it, or use it in a `with` statement."""

    def __init__(self, path: Path, world: World) -> None:
        """Open the book at `path`; raises `SurroundingsError` where it is none."""
        connect(path).close()
        self.path = path
        self.world = world
        self._application = open_application(path)
        self._known: Known | None = None

    def __enter__(self) -> Self:
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
        """Do `work` in one transaction; without `keep` nothing of it is written."""
        with self.writing(by, keep=keep) as writer:
            return work(writer)

    def erase(self, wish: EraseData, *, by: str) -> Recorded:
        """Record that data is erased, and see that no copy is left in the file."""
        with self.writing(by, erasing=True) as writer:
            return writer.record(wish)

    @contextmanager
    def writing(
        self, by: str, *, keep: bool = True, erasing: bool = False
    ) -> Iterator[Writer]:
        """Hold the book for writing as user `by`, and write what was taken at the end.

        Without `keep` nothing is written. Where a command was refused nothing is
        either, and the refusal is raised, also one that was caught inside.
        """
        known, self._known = self._known, None
        with self._held(erasing=erasing) as cursor:
            reader = Reader(cursor.sqlite_cursor.connection)
            known = _load(reader, known)
            writer = Writer(
                reader, known.state, names=known.names, world=self.world, by=by
            )
            yield writer
            if keep:
                self._put(writer, known.names)
                size = known.state.size
                known.tip = reader.line(size - 1) if size else b""
            else:
                cursor.execute("ROLLBACK")
        if keep:
            self._known = known

    def keep_note(self, size: int, note: bytes) -> None:
        """Keep the note of a checkpoint of `size` events in the book."""
        with self._held() as cursor:
            statement = "INSERT OR REPLACE INTO checkpoints VALUES (?, ?)"
            cursor.execute(statement, (size, note))

    @contextmanager
    def _held(self, *, erasing: bool = False) -> Iterator[SQLiteCursor]:
        patience = Patience(self.world.patience, self._pause)
        try:
            path = self.path if erasing else None
            with self._application.recorder.writing(patience, erasing=path) as cursor:
                yield cursor
        except (*SQLITE_RAISES, PersistenceError) as error:
            raise explain(error, self.path) from error
        except DamagedError as error:
            error.call_it(self.path)
            raise

    def _pause(self, attempt: int) -> None:
        # Chance keeps two writers from meeting again and again.
        jitter = self.world.random(1)[0] / 255
        self.world.sleep(0.05 * 2**attempt * (0.5 + jitter))

    def _put(self, writer: Writer, names: StoredNames) -> None:
        if writer.refused:
            raise writer.refused
        names.take_changes(writer.beside)
        if writer.leaves:
            try:
                self._application.put(writer.leaves, writer.beside)
            except MalformedError as error:
                # What cannot be read back is not written: the command is refused.
                raise RefusedError(
                    error.message,
                    expected=error.expected,
                    found=error.found,
                    next_step=error.next_step,
                ) from error


def _load(reader: Reader, known: Known | None) -> Known:
    if known and _is_grown_from(reader, known):
        known.names.reader = reader
        with known.names.unchanged():
            catch_up(reader, known.state)
        return known
    names = StoredNames(reader, reader.secret())
    with names.unchanged():
        return Known(load_school(reader, reader.size(), names=names), names)


def _is_grown_from(reader: Reader, known: Known) -> bool:
    size = known.state.size
    return 0 < size <= reader.size() and reader.line(size - 1) == known.tip
