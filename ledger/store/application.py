"""The library's application over one book: its event store, recorder and mapper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteFactory
from eventsourcing.utils import Environment, EnvType

from ledger.events import Leaf
from ledger.store.beside import Beside
from ledger.store.connection import LOCK_TIMEOUT_SECONDS, uri
from ledger.store.mapper import LeafMapper
from ledger.store.recorder import BookRecorder


class BookFactory(SQLiteFactory):
    """Makes our recorder, on a database that stays in rollback-journal mode."""

    application_recorder_class: type[SQLiteApplicationRecorder] = BookRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        """Keep the library from turning on WAL, by telling it that it has done so.

        A book is one file after every command, and may lie on a network drive, where
        WAL does not work (docs/decisions/0003).
        """
        super().__init__(env)
        self.datastore.pool.is_journal_mode_wal = True


class BookApplication(Application[str]):
    """One book, through the event-sourcing library; every setting is explicit."""

    name = "verantwoord"
    recorder: BookRecorder
    mapper: LeafMapper

    def put(self, leaves: Sequence[Leaf], beside: Beside) -> None:
        """Add leaves at the end of the log, and what belongs to them beside it.

        Raises `MalformedError` for a leaf that could not be read back. The library's
        own `events.put` would make a notification of each, for nobody.
        """
        rows = self.mapper.to_stored_events(leaves)
        self.recorder.insert_events(rows, beside=beside)

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Take the settings that are given, and none from the environment."""
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> Any:  # noqa: ANN401  # as the library has it
        """Make the factory outright: nothing is imported by name."""
        return BookFactory(env)

    def construct_mapper(self) -> Mapper[str]:
        """Map leaves by the closed union."""
        return LeafMapper()


def open_application(path: Path) -> BookApplication:
    """Open the book at `path`, which must be there."""
    return BookApplication(
        {
            "SQLITE_DBNAME": uri(path, "rw"),
            "SQLITE_LOCK_TIMEOUT": str(LOCK_TIMEOUT_SECONDS),
            "ORIGINATOR_ID_TYPE": "text",
            "CREATE_TABLE": "n",
        }
    )
