"""Write a book: all that belongs to one command, in one transaction.

The library's recorder begins a deferred transaction; with several writers most of their
saves would then fail as "database is locked". `writing` begins at once (`BEGIN
IMMEDIATE`), so that the tip is read, the decision made and the events written while
nobody else can write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import IntegrityError, Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger import tree
from ledger.store.beside import Beside, write_beside
from ledger.store.patience import Patience
from ledger.store.reading import Reader
from ledger.store.schema import GUARDS, TABLES
from ledger.store.scrubbing import Erasing

CACHE_KIB = 64 * 1024
"""Pages of a long transaction that are kept in memory, and need not be read again."""

UNBOUNDED = 2**62


class BookRecorder(SQLiteApplicationRecorder):
    """Stores leaves and the hashes of their tree in the tables of a book."""

    def __init__(self, datastore: SQLiteDatastore) -> None:
        """Use the table `events` of `schema`."""
        super().__init__(datastore, events_table_name="events")
        self._open: SQLiteCursor | None = None

    def construct_create_table_statements(self) -> list[str]:
        """Give our own tables and guards, not the library's."""
        return [*TABLES, *GUARDS]

    @contextmanager
    def writing(
        self, patience: Patience | None = None, *, erasing: Path | None = None
    ) -> Iterator[SQLiteCursor]:
        """Hold the book for writing; all or nothing of what is done inside is kept.

        Where this is for `erasing` in the book at a path, no copy is left of what is
        deleted (see `scrubbing`).
        """
        patience = patience or Patience()
        with (
            self.datastore.get_connection(commit=True) as connection,
            connection.cursor() as raw,
        ):
            cursor = SQLiteCursor(raw)
            _prepare(cursor, patience)
            alone = Erasing(raw, erasing, patience=patience) if erasing else None
            with alone or nullcontext():
                patience.until_free(lambda: cursor.execute("BEGIN IMMEDIATE"))
                self._open = cursor
                try:
                    yield cursor
                    patience.until_free(connection.commit)
                except BaseException:
                    connection.rollback()
                    raise
                finally:
                    self._open = None

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: object
    ) -> Sequence[int] | None:
        """Add events at the end of the log, inside the transaction that is open.

        Raises `IntegrityError` where an event's version is not the next of its stream.
        """
        try:
            if self._open is not None:
                return self._insert_events(self._open, stored_events, **kwargs)
            with self.writing() as cursor:
                return self._insert_events(cursor, stored_events, **kwargs)
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: object
    ) -> Sequence[int] | None:
        start = self._tip(c)
        rows = [
            (n, s.originator_id, s.originator_version, s.topic, s.state)
            for n, s in enumerate(stored_events, start)
        ]
        c.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        hashes = _new_hashes(c, start, leaves=[s.state for s in stored_events])
        c.executemany("INSERT INTO hashes VALUES (?, ?)", hashes)
        beside = kwargs.get("beside")
        if isinstance(beside, Beside):
            write_beside(c, beside)
        return range(start + 1, start + 1 + len(rows))

    def _tip(self, c: SQLiteCursor) -> int:
        c.execute("SELECT coalesce(max(n) + 1, 0) FROM events")
        return int(c.fetchone()[0])

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Give the stored events of one stream, between two versions."""
        order = "DESC" if desc else "ASC"
        query = f"""SELECT stream, version, topic, leaf FROM events
            WHERE stream = ? AND version > ? AND version <= ?
            ORDER BY version {order} LIMIT ?"""  # noqa: S608  # one of two constants
        last = UNBOUNDED if lte is None else lte
        most = UNBOUNDED if limit is None else limit
        with self.datastore.transaction(commit=False) as c:
            c.execute(query, (str(originator_id), gt or 0, last, most))
            return [StoredEvent(*row) for row in c.fetchall()]

    def select_notifications(  # type: ignore[override]  # the library names the last two
        self,
        start: int | None,
        limit: int,
        *,
        stop: int | None = None,
        topics: Sequence[str] = (),
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Give events in log order; a notification's id is the index plus one."""
        first = 0 if start is None else start - (1 if inclusive_of_start else 0)
        marks = ",".join("?" * len(topics))
        query = f"""SELECT stream, version, topic, leaf, n + 1 FROM events
            WHERE n >= ? AND n < ? {f"AND topic IN ({marks})" if topics else ""}
            ORDER BY n LIMIT ?"""  # noqa: S608  # only question marks are put in
        last = UNBOUNDED if stop is None else stop
        with self.datastore.transaction(commit=False) as c:
            c.execute(query, (first, last, *topics, limit))
            return [Notification(*row) for row in c.fetchall()]

    def max_notification_id(self) -> int:
        """Give the size of the log."""
        with self.datastore.transaction(commit=False) as c:
            return self._tip(c)


def _prepare(cursor: SQLiteCursor, patience: Patience) -> None:
    cursor.execute(f"PRAGMA busy_timeout={round(patience.seconds * 1000)}")
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.execute("PRAGMA secure_delete=ON")
    # FULL would leave the journal's removal to the file system: after a power cut the
    # last transaction, though acknowledged, could be undone.
    cursor.execute("PRAGMA synchronous=EXTRA")
    cursor.execute("PRAGMA fullfsync=ON")
    # A book that another program switched to WAL goes back to one file, unless that
    # program is still at work in it.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode=DELETE")


def _new_hashes(
    c: SQLiteCursor, start: int, *, leaves: list[bytes]
) -> list[tuple[int, bytes]]:
    # The largest complete subtrees are all that is read, and are kept at hand.
    stored = Reader(c.sqlite_cursor.connection)
    levels = [level for level in range(start.bit_length()) if start >> level & 1]
    peaks = stored.hashes(
        tree.stored_index(level, (start >> level) - 1) for level in reversed(levels)
    )
    new: list[bytes] = []
    for size, leaf in enumerate(leaves, start):
        node = tree.leaf_hash(leaf)
        new.append(node)
        left = size
        while left & 1:
            node = tree.node_hash(peaks.pop(), node)
            new.append(node)
            left >>= 1
        peaks.append(node)
    return list(enumerate(new, tree.stored_count(start)))
