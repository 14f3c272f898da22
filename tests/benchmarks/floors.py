"""Floors: what the same job costs at least, with nothing of ours around it.

Each is a program of its own: `python -m tests.benchmarks.floors NAME ARGUMENTS`.
"""

from __future__ import annotations

import gc
import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
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

CHUNK = 1 << 20


def verifying(bundle: str) -> None:
    """Read, decode, encode and compare all lines; hash them; build the tree."""
    encoder, tree = msgspec.json.Encoder(order="sorted"), Frontier()
    with ZipFile(bundle) as archive:
        for name, kind in (("events", Leaf), ("disclosures", Disclosure)):
            decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder(kind)
            for data in _blocks(archive, f"data/{name}.jsonl"):
                if encoder.encode_lines(decoder.decode_lines(data)) != data:
                    raise ValueError(name)
                if kind is Leaf:
                    tree.extend([leaf_hash(line) for line in data.splitlines()])
                else:
                    for line in data.splitlines():
                        hashlib.sha256(line).digest()
    tree.root()


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """Whole lines, about a mebibyte at a time; none where there is no such file."""
    if name not in archive.namelist():
        return
    with archive.open(name) as file:
        while block := file.read(CHUNK):
            yield block + file.readline()


def importing(book: str, target: str) -> None:
    """Write the rows of a book into the same tables, indexes and guards."""
    source = sqlite3.connect(book)
    names = [row[0] for row in source.execute(_TABLE_NAMES)]
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608  # names out of the book's own schema
    source.close()
    connection = plain(Path(target))
    report(lambda: insert(connection, rows))
    connection.close()


_TABLE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def plain(target: Path) -> sqlite3.Connection:
    """Make an empty file with the tables, indexes and guards of a book."""
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    for statement in (*TABLES, *GUARDS):
        connection.execute(statement)
    return connection


def insert(
    connection: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]
) -> None:
    """Write rows by table, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for name, values in rows.items():
        if not values:
            continue
        marks = ",".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608  # likewise
    connection.execute("COMMIT")


def replaying(book: str, target: str) -> None:
    """Decode the lines of a book into the same rows, and write them in batches."""
    Path(target).unlink(missing_ok=True)
    source = sqlite3.connect(book)
    connection = sqlite3.connect(target, isolation_level=None)
    for statement in LAYOUT.tables:
        connection.execute(statement)
    report(lambda: _replay(source, connection))
    source.close()
    connection.close()


def _replay(source: sqlite3.Connection, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")
    leaves = source.execute("SELECT leaf FROM events ORDER BY n")
    made = rows(outline(leaf) for (leaf,) in leaves)
    while batch := list(islice(made, BATCH)):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, batch)
        connection.execute("COMMIT")


def report(job: Callable[[], object]) -> None:
    """Do the part of a program that is measured, and print its processor seconds."""
    start = time.process_time()
    job()
    sys.stdout.write(f"{time.process_time() - start}\n")


FLOORS: dict[str, Callable[..., None]] = {
    "verifying": verifying,
    "importing": importing,
    "replaying": replaying,
}

if __name__ == "__main__":
    gc.set_threshold(200_000, 50, 50)  # as the program has it
    FLOORS[sys.argv[1]](*sys.argv[2:])
