"""Follow the log with a read model, by the event-sourcing library's tracking.

One transaction for each event would be a hundred times as slow as one for a batch; and
the library's runner wants a subscription, which its SQLite recorder has not. So the
rows of many events are written in a transaction of our own, its tracking with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import PersistenceError, Tracking
from eventsourcing.sqlite import (
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTrackingRecorder,
)

from ledger.store.connection import uri
from ledger.store.explaining import SQLITE_RAISES, explain
from ledger.store.tracked import PATIENCE_SECONDS, Layout, position


class Batch:
    """A transaction: `rows` writes them, and `reach` says how far they go."""

    def __init__(self, rows: sqlite3.Cursor, recorder: Recorder, *, name: str) -> None:
        """Begin where the file stands."""
        self.rows = rows
        self.position = position(rows.connection, name)
        self._recorder = recorder
        self._name = name

    def reach(self, position: int) -> None:
        """Say that `position` events were followed: more than before."""
        self._recorder.track(self.rows, Tracking(self._name, position))

    def forget(self) -> None:
        """Say that none were; their rows are the caller's to delete."""
        query = "DELETE FROM tracking WHERE application_name = ?"
        self.rows.execute(query, (self._name,))
        self.position = 0


class Recorder(SQLiteTrackingRecorder):
    """The library's recorder of positions, on a file that has tables of its own."""

    def __init__(self, path: Path, layout: Layout) -> None:
        """Open nothing yet; where there is no file, the first batch makes it."""
        datastore = SQLiteDatastore(
            uri(path, "rwc"), lock_timeout=PATIENCE_SECONDS, pool_size=1
        )
        # As a book, the file stays one file (docs/decisions/0003).
        datastore.pool.is_journal_mode_wal = True
        self._path = path
        self._layout = layout
        super().__init__(datastore)

    def construct_create_table_statements(self) -> list[str]:
        """Add the tables of the layout to that of the library."""
        return [*super().construct_create_table_statements(), *self._layout.tables]

    @contextmanager
    def batch(self, name: str) -> Iterator[Batch]:
        """Hold the file for writing; all of what is done inside is kept, or nothing.

        Raises `SurroundingsError`: `LockedError` where others hold the file, and
        `DamagedError` where it is not of this layout, or does not hold together.
        """
        try:
            with self._writing() as rows:
                yield Batch(rows, self, name=name)
        except (*SQLITE_RAISES, PersistenceError) as error:
            raise explain(error, self._path) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with (
            self.datastore.get_connection(commit=True) as connection,
            connection.cursor() as rows,
        ):
            rows.execute("PRAGMA trusted_schema = OFF")
            rows.execute("PRAGMA synchronous = NORMAL")
            rows.execute("BEGIN IMMEDIATE")
            try:
                self._begin(rows)
                yield rows
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def _begin(self, rows: sqlite3.Cursor) -> None:
        query = "SELECT count(*) FROM sqlite_schema"
        if not rows.execute(query).fetchone()[0]:
            self._create_table(SQLiteCursor(rows))
            rows.execute(f"PRAGMA application_id = {self._layout.application_id}")
            rows.execute(f"PRAGMA user_version = {self._layout.version}")
        self._layout.check(rows.connection, self._path)

    def track(self, rows: sqlite3.Cursor, tracking: Tracking) -> None:
        """Record a position in the transaction that is open."""
        self._insert_tracking(SQLiteCursor(rows), tracking)

    def close(self) -> None:
        """Let go of the file."""
        self.datastore.close()
