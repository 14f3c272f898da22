"""Read a book: leaves, hashes, sealed values and documents. Nothing here writes.

Reads the year and not the book: a stream has its own index, and the root of any size is
made from O(log n) stored hashes. What is not there although it must be, or cannot be
read, is a `DamagedError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ledger import codec, tree
from ledger.errors import SurroundingsError
from ledger.events import Leaf
from ledger.messages import message
from ledger.sealed import Disclosure
from ledger.store.explaining import NewerEventError, damaged
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
        last = self._first("SELECT max(n) FROM events")
        return 0 if last is None else int(last) + 1

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
        line = self.line(n)
        try:
            return _at_decoder.decode(line).at
        except msgspec.MsgspecError:
            raise self._unreadable(line) from None

    def line(self, n: int) -> bytes:
        """Give the exact bytes of leaf `n`."""
        line = self._first("SELECT leaf FROM events WHERE n = ?", n)
        if line is None:
            raise self.damaged(message("no event #{number}", number=n + 1))
        return self._bytes(line)

    def leaf(self, n: int) -> Leaf:
        """Give leaf `n`, decoded; it is trusted to be canonical (`verify` checks)."""
        return self._decode(self.line(n))

    def leaves(self, start: int, end: int) -> Iterator[Leaf]:
        """Yield leaves from `start` up to `end`, decoded, in order."""
        return map(self._decode, self.lines(start, end))

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of the leaves from `start` up to `end`, in order."""
        query = "SELECT leaf FROM events WHERE n >= ? AND n < ? ORDER BY n"
        end = self.size() if end is None else end
        for row in self._connection.execute(query, (start, end)):
            yield self._bytes(row[0])

    def stream(self, stream: str, end: int) -> list[Leaf]:
        """Give the leaves of one stream, among the first `end` events."""
        query = "SELECT leaf FROM events WHERE stream = ? AND n < ? ORDER BY version"
        rows = self._connection.execute(query, (stream, end)).fetchall()
        decode = self._decode
        leaves = [decode(line) for (line,) in rows]
        if leaves and leaves[-1].version != len(leaves):
            raise self.damaged(message("a gap in {stream}", stream=stream))
        return leaves

    def stream_of(self, n: int) -> str | None:
        """Name the stream of event `n`, None where there is no such event."""
        stream: str | None = self._first("SELECT stream FROM events WHERE n = ?", n)
        return stream

    def years(self, end: int) -> dict[int, bool]:
        """Give the years opened among the first `end` events: closed, or not."""
        # Left alone, SQLite reads the whole log in order, and not this small index.
        query = f"""SELECT n, stream, topic FROM events INDEXED BY events_years
            WHERE topic IN {YEAR_TOPICS} AND n < ?"""  # noqa: S608  # a constant
        found = sorted(map(tuple, self._connection.execute(query, (end,))))
        years = {stream: topic == "year-closed/1" for _, stream, topic in found}
        try:
            return {int(stream): years[stream] for stream in sorted(years)}
        except ValueError:
            raise self.damaged(message("a stream that is no year")) from None

    def hashes(self, positions: Iterable[int]) -> list[tree.Hash]:
        """Give stored hashes by position (`ledger.tree`)."""
        return [self._hash(position) for position in positions]

    def _hash(self, position: int) -> tree.Hash:
        found = self._first("SELECT hash FROM hashes WHERE position = ?", position)
        if found is None:
            raise self.damaged(
                message("no hash at position {position}", position=position)
            )
        return self._bytes(found)

    def root(self, size: int) -> tree.Hash:
        """Give the root of the first `size` events."""
        return tree.root(size, self.hashes)

    def hashes_count(self) -> int:
        """Count the stored hashes."""
        last = self._first("SELECT max(position) FROM hashes")
        return 0 if last is None else int(last) + 1

    def disclosures(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are still there, by slot."""
        return {each.slot: each.value for each in self.sealed(n)}

    def sealed(self, n: int) -> list[Disclosure]:
        """Give the sealed values of event `n` with their salts, sorted by slot."""
        query = "SELECT slot, salt, value FROM disclosures WHERE n = ? ORDER BY slot"
        rows = self._connection.execute(query, (n,))
        return [Disclosure(n=n, slot=s, salt=salt, value=v) for s, salt, v in rows]

    def all_disclosures(self) -> Iterator[Disclosure]:
        """Yield every sealed value with its salt, sorted by event and slot."""
        query = "SELECT n, slot, salt, value FROM disclosures ORDER BY n, slot"
        for n, slot, salt, value in self._connection.execute(query):
            yield Disclosure(n=n, slot=slot, salt=salt, value=value)

    def documents(self) -> Iterator[tuple[str, int]]:
        """Give the SHA-256 and the size in bytes of every document, sorted."""
        query = "SELECT sha256, length(content) FROM documents ORDER BY sha256"
        return self._connection.execute(query)

    def document(self, sha256: str) -> bytes | None:
        """Give the content of a document, None where it is not there."""
        content = self._first("SELECT content FROM documents WHERE sha256 = ?", sha256)
        return None if content is None else self._bytes(content)

    def ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, None where none stands."""
        n: int | None = self._first("SELECT n FROM refs WHERE ref = ?", ref)
        return n

    def names(self) -> tuple[dict[str, int], set[bytes]]:
        """Give every ref with the index of its fact, and each digest of an invoice."""
        refs = self._connection.execute("SELECT ref, n FROM refs")
        digests = self._connection.execute("SELECT digest FROM invoices")
        return dict(refs), {digest for (digest,) in digests}

    def invoices(self, digest: bytes) -> list[int]:
        """Give the indexes of the expenses that claim an invoice, by its digest."""
        query = "SELECT n FROM invoices WHERE digest = ? ORDER BY n"
        return [int(row[0]) for row in self._connection.execute(query, (digest,))]

    def checkpoint(self, size: int) -> bytes | None:
        """Give the note that was kept for a size, None where there is none."""
        note = self._first("SELECT note FROM checkpoints WHERE size = ?", size)
        return None if note is None else self._bytes(note)

    def checkpoint_sizes(self) -> list[int]:
        """Give the sizes for which a note is kept, smallest first."""
        query = "SELECT size FROM checkpoints ORDER BY size"
        return [int(row[0]) for row in self._connection.execute(query)]

    def anchors(self) -> list[int]:
        """Give the indexes of the anchors of which a proof is kept, smallest first."""
        query = "SELECT n FROM anchors ORDER BY n"
        return [int(row[0]) for row in self._connection.execute(query)]

    def anchor(self, n: int) -> bytes | None:
        """Give the proof of the anchor of event `n`, None where it has no file."""
        proof = self._first("SELECT proof FROM anchors WHERE n = ?", n)
        return None if proof is None else self._bytes(proof)

    def setting(self, name: str) -> bytes | None:
        """Give a setting of the book, such as its secret."""
        value = self._first("SELECT value FROM settings WHERE name = ?", name)
        return None if value is None else self._bytes(value)

    def secret(self) -> bytes:
        """Give the secret of the book, under which ids and invoices are digested."""
        secret = self.setting("secret")
        if not secret:
            raise self.damaged(message("no secret among its settings"))
        return secret

    def command(self, command: str) -> tuple[int, int, bytes] | None:
        """Give where a command's events begin, how many they are, and its digest."""
        query = "SELECT n, count, digest FROM commands WHERE id = ?"
        row = self._connection.execute(query, (command,)).fetchone()
        return (int(row[0]), int(row[1]), self._bytes(row[2])) if row else None

    def damaged(self, found: str) -> SurroundingsError:
        """Give the error of this book, in which something does not fit."""
        name = self._connection.execute("PRAGMA database_list").fetchone()[2]
        return damaged(name or message("the book"), found=found)

    def _first(self, query: str, *values: object) -> Any:  # noqa: ANN401  # any column
        row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _bytes(self, value: object) -> bytes:
        if not isinstance(value, bytes):
            raise self.damaged(message("text or a number where bytes were written"))
        return value

    def _decode(self, line: bytes) -> Leaf:
        if type(line) is not bytes:
            self._bytes(line)
        try:
            return _decoder.decode(line)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise self._unreadable(line) from None

    def _unreadable(self, line: bytes) -> SurroundingsError:
        name = codec.event_type(line)
        if name is None or name in codec.KNOWN_TYPES:
            return self.damaged(message("an event that cannot be read"))
        return NewerEventError(
            message(
                "the book has events of type {name}, which this program does not know",
                name=name,
            ),
            expected=message("events of a type that it knows"),
            found=name,
            next_step=message("install a newer version of verantwoord"),
        )
