"""Carry out commands in one transaction: decide, admit, fold, and keep the leaves."""

from __future__ import annotations

import datetime as dt
import hmac
import re
from collections.abc import Iterator
from hashlib import sha256

import msgspec

from ledger.admit import admit
from ledger.book.forgetting import erasure
from ledger.book.naming import naming
from ledger.book.world import World
from ledger.commands import CloseYear, Wish
from ledger.days import brussels_day, format_moment
from ledger.decide import Desk, Draft, decide
from ledger.errors import LedgerError, RefusedError, UsageError
from ledger.events import DataErased, Leaf, TrancheReceived
from ledger.messages import message
from ledger.sealed import Envelope
from ledger.state.book import BookState
from ledger.state.evolve import evolve
from ledger.store.beside import UNKNOWN_WISH, Beside
from ledger.store.loading import load_year
from ledger.store.names import StoredNames
from ledger.store.reading import Reader

_encoder = msgspec.json.Encoder(order="sorted")
_COMMAND_ID = re.compile("[0-9a-f]{32}")


class Recorded(msgspec.Struct, frozen=True):
    """What a command came to: its leaves, and whether they were there already."""

    leaves: list[Leaf]
    repeated: bool = False


class Writer:
    """Takes commands one after the other; `leaves` are written when all are taken.

    Once a command was refused, the state may hold a part of it. More commands may be
    tried, to find all that is wrong, but nothing is written any more; `refused` is why.
    """

    def __init__(
        self,
        reader: Reader,
        state: BookState,
        *,
        names: StoredNames,
        world: World,
        by: str,
    ) -> None:
        """Write as user `by`; `state` is that of the whole log, as `reader` has it."""
        self.reader = reader
        self.state = state
        self.start = state.size
        self.at = max(format_moment(world.now()), state.last_at)
        self.today: dt.date = brussels_day(self.at)
        self.by = by
        self.leaves: list[Leaf] = []
        self.beside = Beside()
        self.refused: LedgerError | None = None
        self._names = names
        self._world = world
        self._commands: dict[str, tuple[int, int, bytes]] = {}
        self._envelopes: list[Envelope] = []

    def record(self, wish: Wish, command: str | None = None) -> Recorded:
        """Take one command; its id makes taking it twice harmless.

        Raises `RefusedError` where a rule does not admit it, or where the id was used
        for another command.
        """
        try:
            return self._record(wish, command)
        except LedgerError as error:
            self.refused = self.refused or error
            raise

    def _record(self, wish: Wish, command: str | None) -> Recorded:
        digest = self.digest(wish)
        if command is not None:
            found = self._find_same(command, digest)
            if found:
                return Recorded(found, repeated=True)
        command = command or self.fresh_id()
        self._load_years(wish)
        first = len(self.leaves)
        desk = Desk(self.state, self.today, self._world.random, self.leaf)
        for draft in decide(desk, wish):
            self.take(draft, command)
        leaves = self.leaves[first:]
        self._commands[command] = (leaves[0].n, len(leaves), digest)
        self.beside.commands.append((command, *self._commands[command]))
        return Recorded(leaves)

    def digest(self, wish: Wish) -> bytes:
        """Give what tells a command from another one, under the secret of the book."""
        try:
            content = _encoder.encode(wish)
        except UnicodeEncodeError as error:
            raise UsageError(
                message("a text holds characters that no keyboard has"),
                expected=message("text in Unicode"),
                found=ascii(error.object[error.start : error.end]),
                next_step=message("see that the text was read with the right encoding"),
            ) from None
        return self.keyed(b"command\x00" + content)

    def keyed(self, content: bytes) -> bytes:
        """Give a digest that nobody can guess from who has no secret of the book."""
        return hmac.digest(self._names.secret, content, sha256)

    def find_command(self, command: str) -> tuple[int, int, bytes] | None:
        """Give where a command's events begin, how many they are, and its digest."""
        return self._commands.get(command) or self.reader.command(command)

    def leaf(self, n: int) -> Leaf:
        """Give a leaf of the log, also one that is not written yet."""
        return self.leaves[n - self.start] if n >= self.start else self.reader.leaf(n)

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of an event, also of one that is not written yet."""
        if n < self.start:
            return self.reader.disclosures(n)
        sealed = self._envelopes[n - self.start].values
        return {slot: value for slot, (_, value) in sealed.items()}

    def document(self, sha256_hex: str) -> bytes | None:
        """Give a document by its SHA-256, also one that is not written yet."""
        return self.beside.documents.get(sha256_hex) or self.reader.document(sha256_hex)

    def find_ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, where it still stands."""
        return self._names.find_ref(ref)

    def fresh_id(self) -> str:
        """Give a random id for a command."""
        return self._world.random(16).hex()

    def envelope(self) -> Envelope:
        """Give an envelope for the sealed values of an event."""
        return Envelope(self._world.random)

    def load(self, year: int) -> None:
        """See that the state holds a year of the book, where it has one."""
        if year in self.state.years_opened and year not in self.state.years:
            with self._names.unchanged():
                load_year(self.reader, self.state, year=year)

    def _find_same(self, command: str, digest: bytes) -> list[Leaf] | None:
        if not _COMMAND_ID.fullmatch(command):
            raise UsageError(
                message("{command!r} is no id of a command", command=command),
                expected=message("32 digits and letters from a to f"),
                found=command,
            )
        found = self.find_command(command)
        if found is None:
            return None
        n, count, before = found
        if before not in (digest, UNKNOWN_WISH):
            raise RefusedError(
                message(
                    "the command id {command} was used for another command, #{number}",
                    command=command,
                    number=n + 1,
                ),
                expected=message("an id of its own for each command"),
                found=command,
                next_step=message("leave the id out, or take a new one"),
            )
        return [self.leaf(index) for index in range(n, n + count)]

    def take(self, draft: Draft, command: str) -> None:
        """Take one event of a command, at the end of the log."""
        n = self.state.size
        leaf = Leaf(
            at=self.at,
            by=self.by,
            event=draft.event,
            id=command,
            n=n,
            stream=draft.stream,
            version=self.state.versions.get(draft.stream, 0) + 1,
        )
        admit(self.state, leaf, today=self.today)
        evolve(self.state, leaf)
        if draft.invoice:
            self._names.claim_invoice(draft.invoice, n)
        self.leaves.append(leaf)
        self._envelopes.append(draft.envelope)
        values = draft.envelope.values
        self.beside.disclosures += [(n, slot, *values[slot]) for slot in values]
        for content in draft.documents:
            self.beside.documents[sha256(content).hexdigest()] = content
        if isinstance(draft.event, DataErased):
            self.beside.erasures.append(erasure(self, draft.event))
        if draft.proof is not None:
            self.beside.anchors.append((n, draft.proof))

    def _load_years(self, wish: Wish) -> None:
        for year in self._years_named(wish):
            self.load(year)

    def _years_named(self, wish: Wish) -> Iterator[int]:
        years, days, facts = naming(type(wish))
        for name in years:
            year = getattr(wish, name)
            if year:
                yield year
        for name in days:
            day = getattr(wish, name)
            if day:
                yield day.year
        if isinstance(wish, CloseYear):
            yield wish.year + 1
        for name in facts:
            n = self._index_of(getattr(wish, name))
            if n is not None:
                yield from self._years_of(n)

    def _years_of(self, n: int) -> Iterator[int]:
        leaf = self.leaf(n)
        if leaf.stream.isdigit():
            yield int(leaf.stream)
        if isinstance(leaf.event, TrancheReceived) and leaf.event.withheld_for:
            yield leaf.event.withheld_for

    def _index_of(self, target: str | None) -> int | None:
        if target is None:
            return None
        number = target[1:] if target.startswith("#") else ""
        n = int(number) - 1 if number else self._names.find_ref(target)
        if n is None or n >= self.state.size:
            return None
        return n
