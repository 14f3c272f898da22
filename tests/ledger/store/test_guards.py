"""The database itself refuses what would change the past."""

# ruff: noqa: S608  # the statements are made of constants of this file

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import build, worked_example
from ledger.store.connection import uri
from ledger.store.schema import GUARDS, TABLE_NAMES

EVENT = "(n, stream, version, topic, leaf)"
LATER = "(SELECT max(n) + 1 FROM events)"
NEXT_VERSION = "(SELECT max(version) + 1 FROM events WHERE stream = '2025')"
NEXT_POSITION = "(SELECT max(position) + 1 FROM hashes)"
UPSERT = "ON CONFLICT (n) DO UPDATE SET leaf = x'00'"

REFUSED = {
    "update": "UPDATE events SET leaf = x'00' WHERE n = 3",
    "update of a number": "UPDATE events SET n = n + 100",
    "update of the row id": "UPDATE events SET rowid = rowid + 100",
    "update or replace": "UPDATE OR REPLACE events SET n = 4 WHERE n = 3",
    "update or ignore": "UPDATE OR IGNORE events SET stream = 'school'",
    "update that changes nothing": "UPDATE events SET leaf = leaf WHERE n = 3",
    "delete": "DELETE FROM events WHERE n = 3",
    "delete of the last": "DELETE FROM events WHERE n = (SELECT max(n) FROM events)",
    "delete of all": "DELETE FROM events",
    "replace": f"REPLACE INTO events {EVENT} VALUES (3, '2025', 1, 'x', x'00')",
    "insert or replace": (
        f"INSERT OR REPLACE INTO events {EVENT} VALUES (3, '2030', 1, 'x', x'00')"
    ),
    "replace of a version": (
        f"REPLACE INTO events {EVENT} VALUES ({LATER}, '2025', 1, 'x', x'00')"
    ),
    "insert or ignore": (
        f"INSERT OR IGNORE INTO events {EVENT} VALUES (3, '2030', 1, 'x', x'00')"
    ),
    "upsert": (
        f"INSERT INTO events {EVENT} VALUES (3, '2025', 1, 'x', x'00') {UPSERT}"
    ),
    "upsert at the end": (
        f"""INSERT INTO events {EVENT} VALUES ({LATER}, '2025', 1, 'x', x'00')
            ON CONFLICT (stream, version) DO UPDATE SET leaf = x'00'"""
    ),
    "a gap": (
        f"""INSERT INTO events {EVENT}
            VALUES ({LATER} + 1, '2025', {NEXT_VERSION}, 'x', x'00')"""
    ),
    "before the first": f"INSERT INTO events {EVENT} VALUES (-1, '2030', 1, 'x', x'')",
    "no number": (
        f"INSERT INTO events {EVENT} VALUES (NULL, '2025', {NEXT_VERSION}, 'x', x'00')"
    ),
    "a gap in versions": (
        f"""INSERT INTO events {EVENT}
            VALUES ({LATER}, '2025', {NEXT_VERSION} + 1, 'x', x'00')"""
    ),
    "a second version": (
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2025', 1, 'x', x'00')"
    ),
    "a stream from 2": (
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2030', 2, 'x', x'00')"
    ),
    "a stream from 0": (
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2030', 0, 'x', x'00')"
    ),
    "a leaf that is text": (
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2030', 1, 'x', 'text')"
    ),
    "update of a hash": "UPDATE hashes SET hash = zeroblob(32) WHERE position = 3",
    "delete of a hash": "DELETE FROM hashes WHERE position = 3",
    "replace of a hash": "REPLACE INTO hashes VALUES (3, zeroblob(32))",
    "update or replace of a hash": (
        "UPDATE OR REPLACE hashes SET position = 4 WHERE position = 3"
    ),
    "upsert of a hash": (
        """INSERT INTO hashes VALUES (3, zeroblob(32))
            ON CONFLICT DO UPDATE SET hash = zeroblob(32)"""
    ),
    "a gap in hashes": f"INSERT INTO hashes VALUES ({NEXT_POSITION} + 1, zeroblob(32))",
    "a short hash": f"INSERT INTO hashes VALUES ({NEXT_POSITION}, zeroblob(31))",
    "update of a sealed value": "UPDATE disclosures SET value = 'x'",
    "replace of a sealed value": (
        "REPLACE INTO disclosures SELECT n, slot, salt, 'x' FROM disclosures"
    ),
    "upsert of a sealed value": (
        """INSERT INTO disclosures SELECT * FROM disclosures WHERE TRUE
            ON CONFLICT DO UPDATE SET value = 'x'"""
    ),
    "update of a document": "UPDATE documents SET content = x'00'",
    "replace of a document": "REPLACE INTO documents VALUES ('d', x'00')",
    "update of a command": "UPDATE commands SET digest = x'00'",
    "update of a command's count": "UPDATE commands SET count = count",
    "update of a command's id": (
        "UPDATE commands SET id = upper(id) || 'x', digest = zeroblob(32)"
    ),
    "delete of a command": "DELETE FROM commands",
    "replace of a command": (
        "REPLACE INTO commands SELECT id, n, count, x'00' FROM commands"
    ),
    "update of the secret": "UPDATE settings SET value = x'00'",
    "delete of the secret": "DELETE FROM settings",
    "replace of the secret": "REPLACE INTO settings VALUES ('secret', x'00')",
    "update of a proof": "UPDATE anchors SET proof = x'00'",
    "delete of a proof": "DELETE FROM anchors",
    "replace of a proof": "REPLACE INTO anchors VALUES (1, x'00')",
    "update of a kept note": "UPDATE checkpoints SET note = x'00'",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guards")
    with build(folder / "a.book", worked_example()) as book:
        book.keep_note(1, b"a note")
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO documents VALUES ('d', x'01')")
        connection.execute("INSERT INTO anchors VALUES (1, x'01')")
    return book.path


@pytest.fixture(params=["OFF", "ON"], ids=["plain", "recursive triggers"])
def connection(
    path: Path, request: pytest.FixtureRequest
) -> Iterator[sqlite3.Connection]:
    with closing(
        sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None)
    ) as opened:
        opened.execute(f"PRAGMA recursive_triggers={request.param}")
        yield opened


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: connection.execute(f"SELECT * FROM {name}").fetchall()
        for name in sorted(TABLE_NAMES)
    }


@pytest.mark.parametrize("statement", REFUSED.values(), ids=list(REFUSED))
def test_the_past_is_not_changed(
    connection: sqlite3.Connection, statement: str
) -> None:
    before = everything(connection)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    assert everything(connection) == before


def test_the_next_event_of_a_stream_is_taken(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute(
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2025', {NEXT_VERSION}, 'x', x'')"
    )
    connection.execute(
        f"INSERT INTO events {EVENT} VALUES ({LATER}, '2030', 1, 'x', x'')"
    )
    connection.execute(f"INSERT INTO hashes VALUES ({NEXT_POSITION}, zeroblob(32))")
    connection.execute("ROLLBACK")


def test_a_sealed_value_can_be_erased(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute("DELETE FROM disclosures WHERE n = 1")
    connection.execute("ROLLBACK")


def test_what_a_command_asked_for_can_be_forgotten(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("BEGIN")
    connection.execute("UPDATE commands SET digest = zeroblob(32)")
    connection.execute("ROLLBACK")


def test_every_guard_is_in_the_file(connection: sqlite3.Connection) -> None:
    query = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
    assert {sql for (sql,) in connection.execute(query)} == set(GUARDS)
