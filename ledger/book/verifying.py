"""Verify a book: the steps of a bundle, and every row and column beside its leaves.

The leaves, sealed values and documents go through the steps of `ledger.verify`; the
rest of the file is compared with what follows from them. Two things follow from nothing
and cannot be missed: a head that was kept and taken away again, and the digest by which
a command is known when it is sent twice. A head is evidence outside of the book only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from ledger.book.contents import CHUNK_OCTETS, batched, encode_disclosures
from ledger.book.side_tables import SideTables
from ledger.book.snapshot import snapshot
from ledger.book.stored_log import StoredLog
from ledger.findings import Code
from ledger.messages import Message, message, plural
from ledger.store.reading import Reader
from ledger.store.schema import GUARDS, TABLES
from ledger.verify import words
from ledger.verify.anchors import AnchorCheck
from ledger.verify.documents import Content
from ledger.verify.found import Found
from ledger.verify.heads import Grade, HeadCheck, Log
from ledger.verify.known import KnownHeads
from ledger.verify.log import Line
from ledger.verify.origins import origin_of
from ledger.verify.outside import Outside
from ledger.verify.reading import Places, Reading
from ledger.verify.report import Outcome, Report, Told, report
from ledger.verify.trust import NOBODY, Trust
from ledger.verify.words import places

PLACES: Final = Places(
    event=places.event,
    disclosure=places.sealed_value,
    disclosures=places.SEALED_VALUES,
    document=places.document,
)

NO_HEAD_KEPT: Final = message("no head of the book is signed and kept")

SOUND: Final = "ok"
"""What SQLite says of a file in which it finds nothing wrong."""


def verify_book(path: Path, trust: Trust = NOBODY) -> Report:
    """Check a book, trusting nothing but what `trust` holds.

    Raises `SurroundingsError` where it is none, or cannot be read at all.
    """
    return report(examine_book(path, trust))


def examine_book(path: Path, trust: Trust = NOBODY) -> Outcome:
    """Check as `verify_book` does; the outcome also holds the replayed state."""
    with snapshot(path, check_tip=False) as connection:
        return _BookCheck(connection, trust).outcome()


class _BookCheck:
    """The steps, and what each of them learnt for the next."""

    def __init__(self, connection: sqlite3.Connection, trust: Trust) -> None:
        self.connection = connection
        self.reader = Reader(connection)
        self.trust = trust

    def outcome(self) -> Outcome:
        """Check the file first: what is in it is read only if its tables are sound."""
        file = Found(Code.LOG)
        if not self._is_sound(file):
            return Outcome(findings=file.findings)
        sizes = self.reader.checkpoint_sizes()
        known = KnownHeads(self.trust.known, origin_of(self._first_line()))
        reading, anchors = self._begin({*sizes, *known.sizes})
        stored = StoredLog(self.connection)
        side = SideTables(self.connection, reading.replay)
        self._read(reading, stored, also=[side, anchors])
        reading.check_documents(dict(self._documents()))
        keys = Found(Code.SIGNATURE)
        log = Log.of(reading.keys, self.trust.logs, vouches=anchors.quorum.vouches)
        log.check_key(reading.log.size, keys, place=PLACES.event)
        heads = HeadCheck(log)
        grade, warnings = self._check_heads(heads, reading, covering=anchors.covering)
        if self.trust.logs and not sizes:
            keys.add(message("checkpoints"), NO_HEAD_KEPT)
        known.check(reading.log, log, school=reading.school)
        found = (file, reading, stored, anchors, heads, keys, known, side)
        return Outcome(
            findings=[finding for step in found for finding in step.findings],
            grade=anchors.grade(grade),
            events=reading.log.size,
            root=reading.log.root() if reading.log.size else None,
            figures=reading.figures(),
            warnings=[*reading.warnings, *known.warnings, *warnings],
            dated=anchors.dated,
            told=Told.of(reading, known, head=self._last_head(sizes)),
        )

    def _begin(self, sizes: set[int]) -> tuple[Reading, AnchorCheck]:
        reading = Reading(PLACES, sizes=sizes, trust=self.trust)
        outside = self._outside()
        return reading, AnchorCheck(
            reading, outside=outside, trust=self.trust, sizes=sizes
        )

    def _outside(self) -> Outside:
        reader = self.reader
        return Outside(
            places={
                n: message("proof of anchor #{number}", number=n + 1)
                for n in reader.anchors()
            },
            read=lambda n: reader.anchor(n) or b"",
            head=reader.checkpoint,
        )

    def _first_line(self) -> bytes:
        return next(self.reader.lines(0, 1), b"")

    def _last_head(self, sizes: list[int]) -> bytes | None:
        return self.reader.checkpoint(sizes[-1]) if sizes else None

    def _read(
        self,
        reading: Reading,
        stored: StoredLog,
        *,
        also: list[SideTables | AnchorCheck],
    ) -> None:
        def watch(lines: list[Line]) -> None:
            stored.compare(lines)
            for each in also:
                each.take(lines)

        disclosures = batched(self.reader.all_disclosures())
        sealed = (encode_disclosures(batch)[:-1].split(b"\n") for batch in disclosures)
        reading.read(stored.batches(), sealed, watch=watch)
        stored.finish()
        for each in also:
            each.finish()

    def _is_sound(self, file: Found) -> bool:
        """Compare the schema, and let SQLite check its pages, types and indexes."""
        right, there = _schema_of(TABLES + GUARDS), _schema(self.connection)
        for name in sorted(right.keys() | there.keys()):
            if right.get(name) != there.get(name):
                file.add(
                    message("schema, {name!a:.80}", name=name),
                    message("a table, index or guard is not as a book has it"),
                    expected=message("there")
                    if name in right
                    else message("not there"),
                    found=message("another one")
                    if name in there
                    else message("missing"),
                )
        tables_differ = any(
            right.get(name) != there.get(name)
            for name in right.keys() | there.keys()
            if not name.startswith("trigger ")
        )
        for (said,) in self.connection.execute("PRAGMA integrity_check"):
            if said != SOUND:
                words = message("the file is damaged")
                file.add(message("file"), words, expected=SOUND, found=said)
                tables_differ = True
        return not tables_differ

    def _documents(self) -> Iterator[tuple[str, Content]]:
        query = "SELECT rowid, sha256 FROM documents ORDER BY sha256"
        for row, name in self.connection.execute(query):
            digest, size = sha256(), 0
            blobs = self.connection
            with blobs.blobopen("documents", "content", row, readonly=True) as content:
                while chunk := content.read(CHUNK_OCTETS):
                    digest.update(chunk)
                    size += len(chunk)
            yield name, Content(digest.hexdigest(), size)

    def _check_heads(
        self, heads: HeadCheck, reading: Reading, *, covering: int
    ) -> tuple[Grade, list[Message]]:
        grade, size = Grade.UNSIGNED, 0
        for size in self.reader.checkpoint_sizes():
            note = self.reader.checkpoint(size) or b""
            place = plural(
                "head of {count} event", "head of {count} events", count=size
            )
            root = reading.log.roots.get(size) if size else None
            grade = heads.check(note, place, size=size, root=root)
        # That a proof came back is recorded after the head that it is of.
        left = covering - size
        held = heads.log.keys.at(reading.log.size)
        if held is None or held.key is None or left <= 0:
            return grade, []
        if heads.log.logs:
            place = message("events after {size}", size=size)
            heads.signature.add(place, words.uncovered(left))
        return Grade.UNSIGNED, [words.uncovered(left)]


def _schema(connection: sqlite3.Connection) -> dict[str, str | None]:
    query = "SELECT type || ' ' || name, sql FROM sqlite_schema"
    return dict(connection.execute(query).fetchall())


def _schema_of(statements: Iterable[str]) -> dict[str, str | None]:
    memory = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            memory.execute(statement)
        return _schema(memory)
    finally:
        memory.close()
