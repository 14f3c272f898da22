"""The rows of the log: columns that repeat what a leaf says, and the stored hashes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeVar

from ledger.book.contents import batched
from ledger.events import type_name
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.tree import Hash, leaf_hash, node_hash
from ledger.verify.found import Found
from ledger.verify.log import Line

T = TypeVar("T")
Columns = tuple[int, str, int, str]
"""Of a row of events: n, stream, version, topic."""


class StoredLog:
    """Gives the leaves in batches, and compares each batch with its rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read the tables `events` and `hashes`, side by side."""
        self._connection = connection
        self._columns: list[Columns] = []
        self._found = Found(Code.LOG)
        self._hashes = HashRows(connection, self._found)

    @property
    def findings(self) -> list[Finding]:
        """What was found so far."""
        return self._found.findings

    def batches(self) -> Iterator[list[bytes]]:
        """Give the leaves in the order of the log."""
        query = "SELECT n, stream, version, topic, leaf FROM events ORDER BY n"
        for rows in batched(self._connection.execute(query)):
            self._columns = [row[:4] for row in rows]
            leaves = [row[4] for row in rows]
            for leaf in leaves:
                self._hashes.take(leaf)
            yield leaves

    def compare(self, lines: list[Line]) -> None:
        """Compare the rows of the last batch with what its leaves say."""
        for columns, line in zip(self._columns, lines, strict=True):
            leaf = line.leaf
            said = (line.number - 1, *columns[1:])
            if leaf is not None:
                said = (leaf.n, leaf.stream, leaf.version, type_name(leaf.event))
            if columns != said:
                words = message("the row does not say what its leaf says")
                place = message("event #{number}", number=line.number)
                self._found.add(place, words, expected=said, found=f"{columns!a:.200}")

    def finish(self) -> None:
        """Report hashes that belong to no event."""
        self._hashes.finish()


class HashRows:
    """Compares the stored hashes with those that the leaves give, one by one."""

    def __init__(self, connection: sqlite3.Connection, found: Found) -> None:
        """Report into `found`."""
        query = "SELECT position, hash FROM hashes ORDER BY position"
        self._rows = connection.execute(query)
        self._found = found
        self._peaks: list[Hash] = []
        self._size = 0
        self._position = 0

    def take(self, leaf: bytes) -> None:
        """Compare the hashes that are stored with the next leaf."""
        node, size = leaf_hash(leaf), self._size
        self._compare(node)
        while size & 1:
            node = node_hash(self._peaks.pop(), node)
            self._compare(node)
            size >>= 1
        self._peaks.append(node)
        self._size += 1

    def finish(self) -> None:
        """Report what is stored beyond the last leaf."""
        if surplus := self._rows.fetchone():
            words = message("a hash is stored that belongs to no event")
            place = message("hash at position {position}", position=surplus[0])
            self._found.add(place, words)

    def _compare(self, node: Hash) -> None:
        row = self._rows.fetchone()
        if row != (self._position, node):
            words = message("the stored hash is not that of the events")
            place = message("hash at position {position}", position=self._position)
            self._found.add(place, words, expected=node.hex(), found=_found(row))
        self._position += 1


def _found(row: tuple[int, bytes] | None) -> Message:
    if row is None:
        return message("none")
    return message("{hash} at position {position}", hash=row[1].hex(), position=row[0])
