"""Fill a new book from the leaves of one of an older format.

Of an older book is asked: the table `events` with `n` and `leaf`, and a secret among
its `settings`. `disclosures`, `documents`, `checkpoints`, `anchors` and `commands` go
along where they are. All else follows from the leaves.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from eventsourcing.sqlite import SQLiteCursor

from ledger import codec
from ledger.errors import MalformedError
from ledger.events import ExpenseRecorded, Leaf
from ledger.invoices import key_of
from ledger.messages import message
from ledger.state.book import INVOICE_SLOTS, BookState
from ledger.state.evolve import evolve
from ledger.store.application import open_application
from ledger.store.beside import UNKNOWN_WISH, Beside, write_beside
from ledger.store.explaining import damaged
from ledger.store.names import StoredNames
from ledger.store.reading import Reader

CHUNK = 5_000
"""How many leaves are written at a time."""

COPIED = {
    "disclosures": "n, slot, salt, value",
    "documents": "sha256, content",
    "checkpoints": "size, note",
    "anchors": "n, proof",
    "commands": "id, n, count, digest",
}
"""The tables that go along as they are, with their columns."""


class OldBook:
    """A book of an older format, read through an open connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read the book at `path` through `connection`."""
        self.path = path
        self._connection = connection
        query = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        self.tables = {name for (name,) in connection.execute(query)}

    def secret(self) -> bytes:
        """Give the secret, under which ids and invoices are digested."""
        query = "SELECT value FROM settings WHERE name = 'secret'"
        row = self._connection.execute(query).fetchone()
        if not row:
            found = message("no secret among its settings")
            raise damaged(self.path, found=found)
        return bytes(row[0])

    def lines(self) -> Iterator[bytes]:
        """Yield the exact bytes of every leaf, in order."""
        query = "SELECT CAST(leaf AS BLOB) FROM events ORDER BY n"
        for (line,) in self._connection.execute(query):
            yield line or b""

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf, in order; raises `DamagedError` where one does not fit."""
        for n, line in enumerate(self.lines()):
            try:
                leaf = codec.decode(line)
            except MalformedError as error:
                found = message(
                    "event #{number}: {reason}", number=n + 1, reason=error.message
                )
                raise damaged(self.path, found=found) from error
            if leaf.n != n:
                found = message(
                    "event #{number} as #{place}", number=leaf.n + 1, place=n + 1
                )
                raise damaged(self.path, found=found)
            yield leaf

    def rows(self, table: str) -> Iterator[tuple[object, ...]]:
        """Give the rows of a table that goes along, none where it is not there."""
        if table not in self.tables:
            return iter(())
        query = f"SELECT {COPIED[table]} FROM {table}"  # noqa: S608  # constants
        return self._connection.execute(query)


def rebuild(old: OldBook, path: Path) -> None:
    """Fill the tables of the book at `path`, which are empty, in one transaction."""
    application = open_application(path)
    try:
        with application.recorder.writing() as cursor:
            for table, columns in COPIED.items():
                marks = ", ".join("?" * len(columns.split(", ")))
                insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608  # constants
                cursor.executemany(insert, old.rows(table))
            leaves = old.leaves()
            names = Rebuilt(cursor, old.secret())
            while chunk := list(islice(leaves, CHUNK)):
                application.events.put(chunk)
                names.fold(chunk)
            beside = names.beside
            if "commands" not in old.tables:
                beside.commands = list(commands(old.leaves()))
            write_beside(cursor, beside)
    finally:
        application.close()


class Rebuilt:
    """The refs and invoices of a log, as folding all of its leaves gives them."""

    def __init__(self, cursor: SQLiteCursor, secret: bytes) -> None:
        """Read sealed values through `cursor`, where they are written already."""
        self._reader = Reader(cursor.sqlite_cursor.connection)
        self._names = StoredNames(self._reader, secret)
        self._state = BookState(self._names)

    def fold(self, leaves: list[Leaf]) -> None:
        """Take the next leaves of the log."""
        for leaf in leaves:
            evolve(self._state, leaf)
            if isinstance(leaf.event, ExpenseRecorded):
                self._claim(leaf.n, leaf.event.part)

    def _claim(self, n: int, part: int | None) -> None:
        sealed = self._reader.disclosures(n)
        if INVOICE_SLOTS - sealed.keys():
            return  # a part of it was erased, and the invoice freed
        number, name = sealed.get("supplier_number"), sealed.get("supplier")
        key = key_of(number, name, invoice=sealed.get("invoice"), part=part)
        if key:
            self._names.claim_invoice(key, n)

    @property
    def beside(self) -> Beside:
        """What stands at the end of the log, to be written."""
        taken = Beside()
        self._names.take_changes(taken)
        return taken


def commands(leaves: Iterator[Leaf]) -> Iterator[tuple[str, int, int, bytes]]:
    """Give the commands that leaves came from; what they asked for is not known."""
    for command, group in groupby(leaves, key=lambda leaf: leaf.id):
        places = [leaf.n for leaf in group]
        yield command, places[0], len(places), UNKNOWN_WISH
