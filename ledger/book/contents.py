"""What a bundle holds of a book: its payload files, made as they are written.

The log is read twice: once for its state, figures, root and length, and once more when
its lines are written. Sealed values are read once: their lines wait in a file of their
own, as their length is told before them. Documents are read from the book in pieces.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Final, TypeVar

import msgspec

from ledger import codec
from ledger.book.redacting import Redaction
from ledger.bundle import payload
from ledger.bundle.bag import Part
from ledger.bundle.redaction import DOCUMENTS, FULL, REDACTED
from ledger.closing import rest_closed
from ledger.days import brussels_day
from ledger.errors import MalformedError, SurroundingsError
from ledger.events import Leaf, YearClosed, YearOpened
from ledger.messages import message
from ledger.note import Checkpoint
from ledger.rules import Rules, shipped
from ledger.sealed import Disclosure, forget_commitments
from ledger.state.book import BookState, MemoryNames
from ledger.state.evolve import evolve
from ledger.store.reading import Reader
from ledger.tree import Frontier, leaf_hash
from ledger.verify.statements import all_figures, encode_figures

BATCH: Final = 1000
CHUNK_OCTETS: Final = 1 << 20

_encoder = msgspec.json.Encoder(order="sorted")
T = TypeVar("T")


class Contents:
    """The payload of the bundle of a book; `head` is what the book holds."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        head: Checkpoint,
        *,
        agent: str,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        """Read the whole log; raises `SurroundingsError` where it is damaged.

        `left_out` are the units that are not told (see `ledger.bundle.redaction`).
        """
        self.head = head
        self._redaction = Redaction(left_out)
        self.agent = agent
        self.rules: dict[str, Rules] = {}
        self._connection = connection
        self._reader = Reader(connection)
        self.state = BookState(MemoryNames())
        self._octets = 0
        tree = Frontier()
        for lines in batched(self._reader.lines(0, head.size)):
            self._octets += sum(map(len, lines)) + len(lines)
            leaves = self._decode(lines, tree.size)
            self._redaction.note(leaves)
            tree.extend([leaf_hash(line) for line in lines])
            for leaf in leaves:
                self._fold(leaf)
        if (tree.size, tree.root()) != (head.size, head.root):
            raise self._reader.damaged(message("a tree that is not that of its events"))
        self.day: dt.date = brussels_day(self.state.last_at)

    def parts(
        self, note: bytes, cosigned: bytes | None = None, *, beside: IO[bytes]
    ) -> Iterator[Part]:
        """Yield every payload file; `note` is that of the head, also as `cosigned`.

        `beside` is an empty file, for what is read before it is written.
        """
        yield _part(payload.CHECKPOINT, note)
        if cosigned is not None:
            yield _part(payload.COSIGNED, cosigned)
        for size in self._reader.checkpoint_sizes():
            if size < self.head.size:
                kept = self._reader.checkpoint(size) or b""
                yield _part(f"{payload.HEADS}{size}", kept)
        yield from self._proofs()
        lines = batched(self._reader.lines(0, self.head.size))
        chunks = (b"\n".join(batch) + b"\n" for batch in lines)
        yield Part(name=payload.EVENTS, size=self._octets, chunks=chunks)
        octets = sum(map(beside.write, self._disclosures()))
        yield Part(name=payload.DISCLOSURES, size=octets, chunks=_chunks(beside))
        told = () if DOCUMENTS in self._redaction.units else self._reader.documents()
        for digest, size in list(told):
            name, content = f"{payload.DOCUMENTS}{digest}", self._document(digest)
            yield Part(name=name, size=size, chunks=content)
        for name, rules in self.rules.items():
            yield _part(payload.rules_path(name), rules.source)
        yield _part(payload.EXPORT, payload.encode_export(self._export()))
        made = all_figures(self.state, self.head.root, today=self.day)
        yield _part(payload.FIGURES, encode_figures(made))

    def _proofs(self) -> Iterator[Part]:
        for event, n in self.state.anchors.items():
            if (proof := self._reader.anchor(n)) is not None:
                yield _part(f"{payload.ANCHORS}{event.size}-{n}", proof)

    def _export(self) -> payload.Export:
        return payload.Export(
            events=self.head.size,
            format=payload.FORMAT,
            mode=REDACTED if self._redaction.units else FULL,
            origin=self.head.origin,
            redacted=tuple(sorted(self._redaction.units)),
            rules={name: rules.sha256 for name, rules in self.rules.items()},
            scope="whole",
            software=self.agent,
        )

    def _decode(self, lines: list[bytes], start: int) -> list[Leaf]:
        try:
            return codec.decode_all(lines)
        except MalformedError:
            for n in range(start, start + len(lines)):
                self._reader.leaf(n)  # says which one, and whether it is only newer
            found = message("an event that is not canonical")
            raise self._reader.damaged(found) from None

    def _fold(self, leaf: Leaf) -> None:
        event = leaf.event
        evolve(self.state, leaf, rules=self._rules_of(leaf))
        forget_commitments(event)
        if isinstance(event, YearClosed):
            rest_closed(self.state, event.year, today=brussels_day(leaf.at))

    def _rules_of(self, leaf: Leaf) -> Rules | None:
        event = leaf.event
        if not isinstance(event, YearOpened):
            return None
        rules = shipped(event.rules)
        if rules is None or rules.sha256 != event.rules_sha256:
            raise SurroundingsError(
                message(
                    "{year} is under the rule set {rules}, which this program does not"
                    " have as the book names it",
                    year=event.year,
                    rules=event.rules,
                ),
                expected=f"SHA-256 {event.rules_sha256}",
                found=f"SHA-256 {rules.sha256}"
                if rules
                else message("no such rule set"),
                next_step=message(
                    "export it with the version that the book was kept with"
                ),
            )
        self.rules[event.rules] = rules
        return rules

    def _disclosures(self) -> Iterator[bytes]:
        for batch in batched(self._reader.all_disclosures()):
            yield encode_disclosures(self._redaction.told(batch))

    def _document(self, digest: str) -> Iterator[bytes]:
        query = "SELECT rowid FROM documents WHERE sha256 = ?"
        (row,) = self._connection.execute(query, (digest,)).fetchone()
        blobs = self._connection
        with blobs.blobopen("documents", "content", row, readonly=True) as content:
            while chunk := content.read(CHUNK_OCTETS):
                yield chunk


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_OCTETS):
        yield chunk


def reports(derived: Mapping[str, bytes]) -> Iterator[Part]:
    """Yield the reports for people, which lie beside the figures."""
    for name, data in derived.items():
        yield _part(f"{payload.DERIVED}{name}", data)


def encode_disclosures(disclosures: list[Disclosure]) -> bytes:
    """Give the canonical lines of disclosures, each with its line feed."""
    return _encoder.encode_lines(disclosures)


def batched(items: Iterable[T]) -> Iterator[list[T]]:
    """Give what comes one by one in lists of up to `BATCH`."""
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def _part(name: str, data: bytes) -> Part:
    return Part(name=name, size=len(data), chunks=[data])
