"""Read a book: leaves, hashes, sealed values and documents. Nothing here writes.

Reads the year and not the book: a stream has its own index, and the root of any size is
made from O(log n) stored hashes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from ledger import tree
from ledger.events import Leaf
from ledger.sealed import Disclosure
from ledger.store.years import YEAR_TOPICS

_decoder = msgspec.json.Decoder(Leaf)


class _At(msgspec.Struct):
    at: str


_at_decoder = msgspec.json.Decoder(_At)


class Reader:
    """Reads a book through an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through `connection`, which stays open."""
        self._connection = connection

    def size(self) -> int:
        """Count the events of the whole log."""
        row = self._connection.execute("SELECT max(n) FROM events").fetchone()
        return 0 if row[0] is None else int(row[0]) + 1

    def size_at(self, moment: str) -> int:
        """Count the events that were recorded up to and including `moment`."""
        low, high = 0, self.size()
        while low < high:
            middle = (low + high) // 2
            if self.at(middle) <= moment:
                low = middle + 1
            else:
                high = middle
        return low

    def at(self, n: int) -> str:
        """Give the moment at which event `n` was recorded."""
        return _at_decoder.decode(self.line(n)).at

    def line(self, n: int) -> bytes:
        """Give the exact bytes of leaf `n`."""
        query = "SELECT leaf FROM events WHERE n = ?"
        row = self._connection.execute(query, (n,)).fetchone()
        return bytes(row[0])

    def leaf(self, n: int) -> Leaf:
        """Give leaf `n`, decoded; it is trusted to be canonical (`verify` checks)."""
        return _decoder.decode(self.line(n))

    def leaves(self, start: int, end: int) -> Iterator[Leaf]:
        """Yield leaves from `start` up to `end`, decoded, in order."""
        yield from map(_decoder.decode, self.lines(start, end))

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of the leaves from `start` up to `end`, in order."""
        query = "SELECT leaf FROM events WHERE n >= ? AND n < ? ORDER BY n"
        end = self.size() if end is None else end
        for row in self._connection.execute(query, (start, end)):
            yield row[0]

    def stream(self, stream: str, end: int) -> list[Leaf]:
        """Give the leaves of one stream, among the first `end` events."""
        query = "SELECT leaf FROM events WHERE stream = ? AND n < ? ORDER BY version"
        rows = self._connection.execute(query, (stream, end))
        return [_decoder.decode(row[0]) for row in rows]

    def stream_of(self, n: int) -> str | None:
        """Name the stream of event `n`, None where there is no such event."""
        query = "SELECT stream FROM events WHERE n = ?"
        row = self._connection.execute(query, (n,)).fetchone()
        return str(row[0]) if row else None

    def years(self, end: int) -> dict[int, bool]:
        """Give the years opened among the first `end` events, and whether each is closed."""
        query = f"""SELECT stream, topic FROM events
            WHERE topic IN {YEAR_TOPICS} AND n < ? ORDER BY n"""  # noqa: S608  # a constant
        years: dict[int, bool] = {}
        for stream, topic in self._connection.execute(query, (end,)):
            years[int(stream)] = topic == "year-closed/1"
        return dict(sorted(years.items()))

    def hashes(self, positions: Iterable[int]) -> list[tree.Hash]:
        """Give stored hashes by position (`ledger.tree`)."""
        query = "SELECT hash FROM hashes WHERE position = ?"
        execute = self._connection.execute
        return [bytes(execute(query, (p,)).fetchone()[0]) for p in positions]

    def root(self, size: int) -> tree.Hash:
        """Give the root of the first `size` events."""
        return tree.root(size, self.hashes)

    def disclosures(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are still there, by slot."""
        query = "SELECT slot, value FROM disclosures WHERE n = ?"
        return dict(self._connection.execute(query, (n,)).fetchall())

    def all_disclosures(self) -> Iterator[Disclosure]:
        """Yield every sealed value with its salt, sorted by event and slot."""
        query = "SELECT n, slot, salt, value FROM disclosures ORDER BY n, slot"
        for n, slot, salt, value in self._connection.execute(query):
            yield Disclosure(n=n, slot=slot, salt=salt, value=value)

    def documents(self) -> Iterator[tuple[str, int]]:
        """Yield the SHA-256 and the size in bytes of every document, sorted."""
        query = "SELECT sha256, length(content) FROM documents ORDER BY sha256"
        yield from self._connection.execute(query)

    def document(self, sha256: str) -> bytes | None:
        """Give the content of a document, None where it is not there."""
        query = "SELECT content FROM documents WHERE sha256 = ?"
        row = self._connection.execute(query, (sha256,)).fetchone()
        return bytes(row[0]) if row else None

    def ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, None where none stands."""
        query = "SELECT n FROM refs WHERE ref = ?"
        row = self._connection.execute(query, (ref,)).fetchone()
        return int(row[0]) if row else None

    def invoices(self, digest: bytes) -> list[int]:
        """Give the indexes of the expenses that claim an invoice, by its digest."""
        query = "SELECT n FROM invoices WHERE digest = ? ORDER BY n"
        return [int(row[0]) for row in self._connection.execute(query, (digest,))]

    def checkpoint(self, size: int) -> bytes | None:
        """Give the note that was kept for a size, None where there is none."""
        query = "SELECT note FROM checkpoints WHERE size = ?"
        row = self._connection.execute(query, (size,)).fetchone()
        return bytes(row[0]) if row else None

    def checkpoint_sizes(self) -> list[int]:
        """Give the sizes for which a note is kept, smallest first."""
        query = "SELECT size FROM checkpoints ORDER BY size"
        return [int(row[0]) for row in self._connection.execute(query)]

    def setting(self, name: str) -> bytes | None:
        """Give a setting of the book, such as its secret."""
        query = "SELECT value FROM settings WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return bytes(row[0]) if row else None

    def command(self, command: str) -> tuple[int, int, bytes] | None:
        """Give where a command's events begin, how many they are, and its digest."""
        query = "SELECT n, count, digest FROM commands WHERE id = ?"
        row = self._connection.execute(query, (command,)).fetchone()
        return (int(row[0]), int(row[1]), bytes(row[2])) if row else None
