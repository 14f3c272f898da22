"""Write a book: all that belongs to one command, in one transaction.

The library's recorder begins a deferred transaction; with several writers most of their
saves would then fail as "database is locked". `writing` begins at once (`BEGIN
IMMEDIATE`), so that the tip is read, the decision made and the events written while
nobody else can write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteCursor,
    SQLiteDatastore,
)
from msgspec import Struct, field

from ledger import tree
from ledger.sealed import Disclosure
from ledger.store.schema import GUARDS, TABLES


class Beside(Struct):
    """What is written beside the events of a command, in the same transaction."""

    disclosures: list[Disclosure] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    commands: list[tuple[str, int, int, bytes]] = field(default_factory=list)
    refs_freed: list[str] = field(default_factory=list)
    refs: dict[str, int] = field(default_factory=dict)
    invoices_freed: list[int] = field(default_factory=list)
    invoices: list[tuple[bytes, int]] = field(default_factory=list)


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
    def writing(self) -> Iterator[SQLiteCursor]:
        """Hold the book for writing; all or nothing of what is done inside is kept."""
        with self.datastore.get_connection(commit=True) as connection:
            with connection.cursor() as raw:
                cursor = SQLiteCursor(raw)
                cursor.execute("PRAGMA synchronous=FULL")
                cursor.execute("BEGIN IMMEDIATE")
                self._open = cursor
                try:
                    yield cursor
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
                finally:
                    self._open = None

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Add events at the end of the log, inside the transaction that is open."""
        if self._open is not None:
            return self._insert_events(self._open, stored_events, **kwargs)
        with self.writing() as cursor:
            return self._insert_events(cursor, stored_events, **kwargs)

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        start = self._tip(c)
        rows = [
            (n, s.originator_id, s.originator_version, s.topic, s.state)
            for n, s in enumerate(stored_events, start)
        ]
        c.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        hashes = self._new_hashes(c, start, leaves=[s.state for s in stored_events])
        c.executemany("INSERT INTO hashes VALUES (?, ?)", hashes)
        beside = kwargs.get("beside")
        if beside:
            _write_beside(c, beside)
        return [n + 1 for n in range(start, start + len(rows))]

    def _tip(self, c: SQLiteCursor) -> int:
        c.execute("SELECT coalesce(max(n) + 1, 0) FROM events")
        return int(c.fetchone()[0])

    def _new_hashes(
        self, c: SQLiteCursor, start: int, *, leaves: list[bytes]
    ) -> list[tuple[int, bytes]]:
        fresh: dict[int, bytes] = {}

        def read(positions: list[int]) -> list[bytes]:
            return [fresh.get(p) or self._hash(c, p) for p in positions]

        for n, leaf in enumerate(leaves, start):
            new = tree.stored_hashes(n, tree.leaf_hash(leaf), read=read)
            fresh.update(enumerate(new, tree.stored_index(0, n)))
        return list(fresh.items())

    def _hash(self, c: SQLiteCursor, position: int) -> bytes:
        c.execute("SELECT hash FROM hashes WHERE position = ?", (position,))
        return bytes(c.fetchone()[0])

    def select_events(
        self,
        originator_id: Any,
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
        bounds = (originator_id, gt or 0, 2**62 if lte is None else lte, limit or -1)
        with self.datastore.transaction(commit=False) as c:
            c.execute(query, bounds)
            return [StoredEvent(*row) for row in c.fetchall()]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Give events in log order; a notification's id is the index plus one."""
        first = (start or 1) - (1 if inclusive_of_start else 0)
        marks = ",".join("?" * len(topics))
        query = f"""SELECT stream, version, topic, leaf, n + 1 FROM events
            WHERE n >= ? AND n < ? {f"AND topic IN ({marks})" if topics else ""}
            ORDER BY n LIMIT ?"""  # noqa: S608  # only question marks are put in
        with self.datastore.transaction(commit=False) as c:
            c.execute(query, (first, 2**62 if stop is None else stop, *topics, limit))
            return [Notification(*row) for row in c.fetchall()]

    def max_notification_id(self) -> int:
        """Give the size of the log."""
        with self.datastore.transaction(commit=False) as c:
            return self._tip(c)


def _write_beside(c: SQLiteCursor, beside: Beside) -> None:
    c.executemany(
        "INSERT INTO disclosures VALUES (?, ?, ?, ?)",
        ((d.n, d.slot, d.salt, d.value) for d in beside.disclosures),
    )
    c.executemany(
        "INSERT INTO documents VALUES (?, ?) ON CONFLICT DO NOTHING",
        beside.documents.items(),
    )
    c.executemany("INSERT INTO commands VALUES (?, ?, ?, ?)", beside.commands)
    c.executemany("DELETE FROM refs WHERE ref = ?", _singles(beside.refs_freed))
    c.executemany("INSERT OR REPLACE INTO refs VALUES (?, ?)", beside.refs.items())
    c.executemany("DELETE FROM invoices WHERE n = ?", _singles(beside.invoices_freed))
    c.executemany("INSERT INTO invoices VALUES (?, ?)", beside.invoices)


def _singles(values: Iterable[Any]) -> list[tuple[Any]]:
    return [(value,) for value in values]
