"""The tables of a book, and the guards that the database itself keeps.

`application_id` says that a file is a book, `user_version` which format it has. Events
and the hashes of their tree are append-only: no UPDATE, no DELETE, no REPLACE, no gap,
no second version. What lies beside them is written once; disclosures and documents can
be erased, and of a command the digest of what it asked for. The guards stop accidents
and honest code; who owns the file can drop them, and is then found by the root.
"""

from __future__ import annotations

import re

from ledger.store.years import YEAR_TOPICS

APPLICATION_ID = 0x56445744
"""`VDWD`, in the header of the file."""

FORMAT_VERSION = 1
"""The format of the books that this program writes."""

TABLES = (
    """CREATE TABLE events (
        n INTEGER PRIMARY KEY,
        stream TEXT NOT NULL,
        version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        leaf BLOB NOT NULL,
        UNIQUE (stream, version)) STRICT""",
    f"""CREATE INDEX events_years ON events (stream, topic)
        WHERE topic IN {YEAR_TOPICS}""",
    """CREATE TABLE hashes (
        position INTEGER PRIMARY KEY,
        hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT""",
    """CREATE TABLE disclosures (
        n INTEGER NOT NULL,
        slot TEXT NOT NULL,
        salt TEXT NOT NULL,
        value TEXT,
        PRIMARY KEY (n, slot)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE documents (
        sha256 TEXT PRIMARY KEY,
        content BLOB NOT NULL) STRICT""",
    """CREATE TABLE refs (
        ref TEXT PRIMARY KEY,
        n INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE invoices (
        digest BLOB NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (digest, n)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX invoices_n ON invoices (n)",
    """CREATE TABLE commands (
        id TEXT PRIMARY KEY,
        n INTEGER NOT NULL,
        count INTEGER NOT NULL,
        digest BLOB NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE checkpoints (
        size INTEGER PRIMARY KEY,
        note BLOB NOT NULL) STRICT""",
    """CREATE TABLE anchors (
        n INTEGER PRIMARY KEY,
        proof BLOB NOT NULL) STRICT""",
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL) STRICT, WITHOUT ROWID""",
)

TABLE_NAMES = frozenset(re.findall(r"CREATE TABLE (\w+)", "".join(TABLES)))


def _never(table: str, action: str) -> str:
    return f"""CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"""


def _once(table: str, *key: str) -> str:
    # INSERT OR REPLACE deletes without firing a DELETE trigger: it must not begin.
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    return f"""CREATE TRIGGER {table}_once BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
        BEGIN SELECT RAISE(ABORT, '{table} are written once'); END"""  # noqa: S608  # constants


_CHANGED = {"refs", "invoices", "commands"}

GUARDS = (
    *(_never(table, "UPDATE") for table in sorted(TABLE_NAMES - _CHANGED)),
    *(
        _never(table, "DELETE")
        for table in ("events", "hashes", "commands", "settings", "anchors")
    ),
    # With its digest, who has the book could find out what was erased by guessing.
    """CREATE TRIGGER commands_no_update BEFORE UPDATE ON commands
        WHEN (NEW.id, NEW.n, NEW.count, NEW.digest)
            IS NOT (OLD.id, OLD.n, OLD.count, zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'commands are only ever added'); END""",
    _once("disclosures", "n", "slot"),
    _once("documents", "sha256"),
    _once("commands", "id"),
    _once("settings", "name"),
    _once("anchors", "n"),
    """CREATE TRIGGER events_in_order BEFORE INSERT ON events
        WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM events)
        BEGIN SELECT RAISE(ABORT, 'events are added at the end'); END""",
    """CREATE TRIGGER events_versions BEFORE INSERT ON events
        WHEN NEW.version IS NOT (
            SELECT coalesce(max(version) + 1, 1) FROM events WHERE stream = NEW.stream)
        BEGIN SELECT RAISE(ABORT, 'versions follow each other'); END""",
    """CREATE TRIGGER hashes_in_order BEFORE INSERT ON hashes
        WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM hashes)
        BEGIN SELECT RAISE(ABORT, 'hashes are added at the end'); END""",
)
