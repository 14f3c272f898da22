"""Floors: what the same job costs at least, with nothing of ours around it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import msgspec

from ledger.events import Leaf
from ledger.sealed import Disclosure
from ledger.store.schema import GUARDS, TABLES
from ledger.tree import Frontier, leaf_hash
from projections.outline import outline
from projections.outlines.keeping import BATCH
from projections.outlines.table import INSERT, LAYOUT, rows


def seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def process(*arguments: str, cwd: Path, **variables: str) -> float:
    """Time a whole process of this Python, with further variables around it."""
    return seconds(
        lambda: subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env={**os.environ, **variables},
            check=True,
            capture_output=True,
        )
    )


def verifying(bundle: Path) -> float:
    """Read, decode, encode and compare all lines; hash them; build the tree."""
    with ZipFile(bundle) as archive:
        events = archive.read("data/events.jsonl")
        sealed = archive.read("data/disclosures.jsonl")
    return seconds(lambda: _verify(events, sealed))


def _verify(events: bytes, sealed: bytes) -> None:
    encoder = msgspec.json.Encoder(order="sorted")
    for data, kind in ((events, Leaf), (sealed, Disclosure)):
        values = msgspec.json.Decoder(kind).decode_lines(data)
        if encoder.encode_lines(values) != data:
            raise ValueError(kind)
    tree = Frontier()
    for line in events.splitlines():
        tree.push(leaf_hash(line))
    for line in sealed.splitlines():
        hashlib.sha256(line).digest()
    tree.root()


def importing(book: Path, target: Path) -> float:
    """Write the rows of a book into the same tables, indexes and guards."""
    source = sqlite3.connect(book)
    names = [row[0] for row in source.execute(_TABLE_NAMES)]
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608  # names out of the book's own schema
    source.close()
    connection = sqlite3.connect(target, isolation_level=None)
    for statement in (*TABLES, *GUARDS):
        connection.execute(statement)
    taken = seconds(lambda: _insert(connection, rows))
    connection.close()
    return taken


_TABLE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def _insert(
    connection: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]
) -> None:
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN IMMEDIATE")
    for name, values in rows.items():
        if not values:
            continue
        marks = ",".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608  # likewise
    connection.execute("COMMIT")


def replaying(book: Path, target: Path) -> float:
    """Decode the lines of a book into the same rows, and write them in batches."""
    source = sqlite3.connect(book)
    connection = sqlite3.connect(target, isolation_level=None)
    for statement in LAYOUT.tables:
        connection.execute(statement)
    taken = seconds(lambda: _replay(source, connection))
    source.close()
    connection.close()
    return taken


def _replay(source: sqlite3.Connection, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")
    leaves = source.execute("SELECT leaf FROM events ORDER BY n")
    made = rows(outline(leaf) for (leaf,) in leaves)
    while batch := list(islice(made, BATCH)):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, batch)
        connection.execute("COMMIT")
