"""A book in memory: commands are decided, admitted and folded, and nothing is stored.

The clock stands at noon (UTC) of `today`, salts and ids are counted: the same commands
give the same leaves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from copy import copy
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from ledger import codec
from ledger.admit import admit
from ledger.commands import OpenBook, Wish
from ledger.days import brussels_day
from ledger.decide import Desk, decide
from ledger.errors import RefusedError
from ledger.events import Event, Figures, Leaf
from ledger.figures import figures
from ledger.rules import Rules
from ledger.state.book import BookState, InvoiceKey, MemoryNames
from ledger.state.evolve import evolve

SCHOOL = "030569"
ORIGIN = f"verantwoord/{SCHOOL}/0011223344556677"


class MemoryBook:
    """A book whose commands are taken whole, or leave it as it was."""

    def __init__(self, today: str = "2026-02-01") -> None:
        """Begin a book without any event; see `opened_book`."""
        self.today = dt.date.fromisoformat(today)
        self.by = "u1"
        self.leaves: list[Leaf] = []
        self.state = BookState(MemoryNames())
        self._claims: dict[int, InvoiceKey] = {}
        self._salts = 0

    def record(self, wish: Wish) -> list[Leaf]:
        """Take a command; raises `RefusedError`, and then nothing has changed."""
        first = len(self.leaves)
        try:
            desk = Desk(self.state, self.today, self._random, self.leaves.__getitem__)
            for draft in decide(desk, wish):
                leaf = self.leaf(draft.event, draft.stream, command=first)
                self.take(leaf, invoice=draft.invoice)
        except RefusedError:
            self._forget(first)
            raise
        return self.leaves[first:]

    def take(self, leaf: Leaf, *, invoice: InvoiceKey | None = None) -> None:
        """Admit a leaf and fold it into the state."""
        admit(self.state, leaf, today=self.today)
        self._fold(leaf, invoice)

    def figures(
        self, year: int, on: str | None = None, *, rules: Rules | None = None
    ) -> Figures:
        """Give the figures of a year, with all that is recorded."""
        state = folded(self.leaves, rules) if rules else self.state
        day = dt.date.fromisoformat(on) if on else None
        return figures(state.years[year], day, today=self.today)

    def leaf(self, event: Event, stream: str, *, command: int = 0) -> Leaf:
        """Give the next leaf, of an event that no command may have asked for."""
        return Leaf(
            at=f"{self.today}T12:00:00.000000Z",
            by=self.by,
            event=event,
            id=f"{command:032x}",
            n=self.state.size,
            stream=stream,
            version=self.state.versions.get(stream, 0) + 1,
        )

    def _fold(self, leaf: Leaf, invoice: InvoiceKey | None) -> None:
        evolve(self.state, leaf)
        self.leaves.append(leaf)
        if invoice:
            self._claims[leaf.n] = invoice
            self.state.names.claim_invoice(invoice, leaf.n)

    def _forget(self, size: int) -> None:
        if len(self.leaves) == size:
            return
        kept, self.leaves = self.leaves[:size], []
        claims, self._claims = self._claims, {}
        self.state = BookState(MemoryNames())
        for leaf in kept:
            self._fold(leaf, claims.get(leaf.n))

    def _random(self, size: int) -> bytes:
        drawn = b""
        while len(drawn) < size:
            self._salts += 1
            drawn += sha256(b"%d" % self._salts).digest()
        return drawn[:size]


def opened_book(today: str = "2026-02-01") -> MemoryBook:
    """Give a book of school 030569 in which `u1` records on `today`."""
    book = MemoryBook(today)
    book.record(
        OpenBook(origin=ORIGIN, school=SCHOOL, level="primary", user_name="Els")
    )
    return book


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a state holds
    """Copy a state as plain values, to compare it with what it is later."""
    if isinstance(value, MemoryNames):
        return plain(vars(value))
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name != "book")
        return type(value), {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else copy(value)


def refused(book: MemoryBook, wish: Wish) -> RefusedError:
    """Give the refusal of a command, which has left the book as it was."""
    before, size = plain(book.state), len(book.leaves)
    with pytest.raises(RefusedError) as found:
        book.record(wish)
    assert (plain(book.state), len(book.leaves)) == (before, size)
    return found.value


def refused_event(book: MemoryBook, event: Event, *, stream: str) -> RefusedError:
    """Give the refusal of an event that no command asks for."""
    with pytest.raises(RefusedError) as found:
        book.take(book.leaf(event, stream))
    return found.value


def folded(leaves: Sequence[Leaf], rules: Rules | None = None) -> BookState:
    """Fold a log into a state; `rules` stand in for the ones that its years name."""
    state = BookState(MemoryNames())
    for leaf in leaves:
        evolve(state, leaf, rules=rules)
    return state


def admitted(leaves: Sequence[Leaf]) -> BookState:
    """Fold a log as a verifier does: from its bytes, and asking of each event."""
    state = BookState(MemoryNames())
    for recorded in leaves:
        leaf = codec.decode(codec.encode(recorded))
        assert leaf == recorded
        admit(state, leaf, today=brussels_day(leaf.at))
        evolve(state, leaf)
    return state
