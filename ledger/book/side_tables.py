"""The tables beside the log: commands, refs, invoices and settings.

They are there to be quick, and follow from the log: they are made again, and compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ledger.events import FileImported
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.store.beside import Beside
from ledger.store.names import StoredNames
from ledger.store.reading import Reader
from ledger.verify.found import Found
from ledger.verify.log import Line
from ledger.verify.replay import Replay

SECRET_SIZE: Final = 32
DIGEST_SIZE: Final = 32


class Run(Struct):
    """The events of one command: its id, where they begin, and how many they are."""

    id: str
    n: int
    count: int
    by_hand: bool
    """Whether a command asked for them; not for the mark that a file leaves."""


class SideTables:
    """Takes the lines of the log, and compares at the end what follows from them."""

    def __init__(self, connection: sqlite3.Connection, replay: Replay) -> None:
        """Take what names are in use from `replay`."""
        self._connection = connection
        self._replay = replay
        self._log = Found(Code.LOG)
        self._names = Found(Code.REPLAY)
        query = "SELECT id, n, count, digest FROM commands ORDER BY n, id"
        self._commands = connection.execute(query)
        self._head = self._commands.fetchone()
        self._run: Run | None = None

    @property
    def findings(self) -> list[Finding]:
        """What was found so far."""
        return self._log.findings + self._names.findings

    def take(self, lines: list[Line]) -> None:
        """See where the events of a command end, and find its row."""
        for line in lines:
            leaf, run = line.leaf, self._run
            if leaf is None:
                self._end_run()
                continue
            by_hand = not isinstance(leaf.event, FileImported)
            if run and run.id == leaf.id:
                run.count += 1
                run.by_hand |= by_hand
            else:
                self._end_run()
                self._run = Run(leaf.id, leaf.n, 1, by_hand)

    def finish(self) -> None:
        """Compare the tables, once the whole log was taken."""
        self._end_run()
        while self._head:
            self._drop_command()
        self._check_settings()
        if self._replay.ended is None:
            self._check_refs()
            self._check_invoices()

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        while self._head and self._head[1] < run.n:
            self._drop_command()
        place = message("command of event #{number}", number=run.n + 1)
        if self._head and self._head[1] == run.n:
            id_, n, count, digest = self._head
            said, found = (run.id, run.n, run.count), (id_, n, count)
            if said != found or len(digest) != DIGEST_SIZE:
                words = message(
                    "the row does not say what the events of the command say"
                )
                self._log.add(place, words, expected=said, found=f"{found!a:.200}")
            self._head = self._commands.fetchone()
        elif run.by_hand:
            words = message("the command is not among those that were recorded")
            self._log.add(place, words, expected=run.id)

    def _drop_command(self) -> None:
        words = message("a command is recorded that no event belongs to")
        id_, n = self._head[:2]
        place = message("command of event #{number}", number=n + 1)
        self._log.add(place, words, found=f"{id_!a:.80}")
        self._head = self._commands.fetchone()

    def _check_settings(self) -> None:
        query = "SELECT name, length(value) FROM settings ORDER BY name"
        found = self._connection.execute(query).fetchall()
        if found != [("secret", SECRET_SIZE)]:
            words = message("the settings are not those of a book")
            expected = message(
                "a secret of {size} bytes, and nothing else", size=SECRET_SIZE
            )
            names = ", ".join(f"{name!a:.40}" for name, _ in found[:10])
            self._log.add(
                message("settings"),
                words,
                expected=expected,
                found=names or message("none"),
            )

    def _check_refs(self) -> None:
        left = dict(self._replay.names.refs)
        for ref, n in self._connection.execute("SELECT ref, n FROM refs"):
            if (expected := left.pop(ref, None)) != n:
                words = message("the ref is not that of the fact that has it")
                where = None if expected is None else f"#{expected + 1}"
                place = message("ref {ref!a:.40}", ref=ref)
                self._names.add(place, words, expected=where, found=f"#{n + 1}")
        for ref, n in sorted(left.items()):
            words = message("the ref of a fact that stands is missing")
            place = message("ref {ref}", ref=ref)
            self._names.add(place, words, expected=f"#{n + 1}")

    def _check_invoices(self) -> None:
        left = set(self._claims())
        for digest, n in self._connection.execute("SELECT digest, n FROM invoices"):
            if (digest, n) in left:
                left.discard((digest, n))
            else:
                words = message("no expense claims this invoice")
                self._names.add(_invoice_of(n), words, found=digest.hex())
        for digest, n in sorted(left):
            words = message("the invoice that an expense claims is missing")
            self._names.add(_invoice_of(n), words, expected=digest.hex())

    def _claims(self) -> Iterator[tuple[bytes, int]]:
        reader, beside = Reader(self._connection), Beside()
        names = StoredNames(reader, reader.setting("secret") or b"")
        for n, key in self._replay.names.claims():
            names.claim_invoice(key, n)
        names.take_changes(beside)
        return iter(beside.invoices)


def _invoice_of(n: int) -> Message:
    return message("invoice of event #{number}", number=n + 1)
