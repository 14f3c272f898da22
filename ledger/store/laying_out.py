"""A log laid out in memory, in the tables of a book: to be read as a book is.

Nothing is written to a disk. What only those need who record (commands, invoices, the
secret) stays empty, and documents stay where they are. The tables have no guards, for
nobody writes in them afterwards; that a log holds has to be known before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ledger import tree
from ledger.sealed import decode_disclosures
from ledger.store.schema import TABLES

Batches = Iterable[list[bytes]]
"""Lines of a file, many at a time."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a log and its surroundings hold, before they are laid out.

    `events` and `disclosures` are canonical lines, in their order; `refs` are those
    that stand at the end; `heads` are notes by size, `proofs` those of anchors by the
    index of their event.
    """

    events: Batches
    disclosures: Batches
    refs: Mapping[str, int]
    heads: Mapping[int, bytes]
    proofs: Mapping[int, bytes]


class _Type(msgspec.Struct):
    type: str


class _Row(msgspec.Struct):
    n: int
    stream: str
    version: int
    event: _Type


_decoder = msgspec.json.Decoder(_Row)


def lay_out(held: Held) -> sqlite3.Connection:
    """Fill the tables of a new book in memory, which can only be read."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        for table in TABLES:
            connection.execute(table)
        connection.execute("BEGIN")
        _fill(connection, held)
        connection.execute("COMMIT")
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _fill(connection: sqlite3.Connection, held: Held) -> None:
    hashes: list[tree.Hash] = []
    size = 0
    for lines in held.events:
        rows = _rows(lines)
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        _grow(hashes, lines, size=size)
        size += len(lines)
    for lines in held.disclosures:
        told = ((d.n, d.slot, d.salt, d.value) for d in decode_disclosures(lines))
        connection.executemany("INSERT INTO disclosures VALUES (?, ?, ?, ?)", told)
    for table, pairs in (
        ("hashes", enumerate(hashes)),
        ("refs", held.refs.items()),
        ("checkpoints", held.heads.items()),
        ("anchors", held.proofs.items()),
    ):
        insert = f"INSERT INTO {table} VALUES (?, ?)"  # noqa: S608  # constants
        connection.executemany(insert, pairs)


def _rows(lines: list[bytes]) -> Iterator[tuple[int, str, int, str, bytes]]:
    read = _decoder.decode_lines(b"\n".join(lines))
    for row, line in zip(read, lines, strict=True):
        yield row.n, row.stream, row.version, row.event.type, line


def _grow(hashes: list[tree.Hash], lines: list[bytes], *, size: int) -> None:
    """Add the hashes that are stored for the leaves after the first `size`."""

    def read(positions: list[int]) -> list[tree.Hash]:
        return [hashes[position] for position in positions]

    for n, line in enumerate(lines, size):
        hashes += tree.stored_hashes(n, tree.leaf_hash(line), read=read)
