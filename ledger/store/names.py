"""Refs and invoices that are taken, as the book's side tables have them.

What a transaction claims and frees is kept here until it is written with the events. An
invoice is stored as a digest under a secret of the book, so that the table tells nobody
who the suppliers are.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from msgspec import Struct

from ledger import codec
from ledger.state.book import InvoiceKey
from ledger.store.beside import Beside
from ledger.store.reading import Reader

ASKED_MIN = 64
PACE = 16
"""So many names are read at once in the time in which one is asked for."""
TAKEN_MAX = 200_000
"""Of a book with more events the names are never held in memory."""


class Taken(Struct, frozen=True):
    """Every name that is taken: refs with their facts, and the digests of invoices."""

    refs: dict[str, int]
    invoices: set[bytes]


class StoredNames:
    """The names of a book, read where they are asked for."""

    def __init__(self, reader: Reader, secret: bytes) -> None:
        """Read through `reader`; `secret` keys the digests of invoices."""
        self.reader = reader
        self.loading = False
        self.secret = secret
        self.forget_changes()

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Let events be folded whose names the tables have already."""
        self.loading = True
        try:
            yield
        finally:
            self.loading = False

    def find_ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, where it still stands."""
        if ref in self._refs:
            return self._refs[ref]
        if ref not in self._refs_read:
            taken = self._taken()
            found = taken.refs.get(ref) if taken else self.reader.ref(ref)
            self._refs_read[ref] = found
        return self._refs_read[ref]

    def claim_ref(self, ref: str, n: int) -> None:
        """Take a ref for the fact at index `n`."""
        if not self.loading:
            self._refs[ref] = n

    def free_ref(self, ref: str) -> None:
        """Let a ref be used again."""
        if not self.loading:
            self._refs[ref] = None

    def find_invoice(self, key: InvoiceKey) -> int | None:
        """Give the index of the last expense that claims this invoice and part."""
        digest, taken = self._digest(key), self._taken()
        unknown = taken is not None and digest not in taken.invoices
        written = [] if unknown else self.reader.invoices(digest)
        fresh = self._invoices.get(digest, [])
        claimed = [n for n in (*written, *fresh) if n not in self._freed]
        return claimed[-1] if claimed else None

    def claim_invoice(self, key: InvoiceKey, n: int) -> None:
        """Take an invoice and part for the expense at index `n`."""
        self._invoices.setdefault(self._digest(key), []).append(n)

    def free_invoice(self, n: int) -> None:
        """Let the invoice of the expense at index `n` be registered again."""
        if not self.loading:
            self._freed.add(n)

    def take_changes(self, beside: Beside) -> None:
        """Put what was claimed and freed into `beside`, and forget it here."""
        beside.refs = {ref: n for ref, n in self._refs.items() if n is not None}
        beside.refs_freed = [ref for ref, n in self._refs.items() if n is None]
        beside.invoices = [
            (digest, n)
            for digest, claims in self._invoices.items()
            for n in claims
            if n not in self._freed
        ]
        beside.invoices_freed = sorted(self._freed)
        self.forget_changes()

    def forget_changes(self) -> None:
        """Forget what was read, claimed and freed: another transaction begins."""
        self._refs: dict[str, int | None] = {}
        self._refs_read: dict[str, int | None] = {}
        self._invoices: dict[bytes, list[int]] = {}
        self._freed: set[int] = set()
        self._digested: tuple[InvoiceKey, bytes] | None = None
        self._all: Taken | None = None
        self._asked = 0

    def _taken(self) -> Taken | None:
        """Give all names of the book, once that is cheaper than to ask for each.

        Nobody else writes them meanwhile, and what this transaction takes is not yet
        among them.
        """
        if self._all is None:
            self._asked += 1
            often = self._asked >= ASKED_MIN and not self._asked & (self._asked - 1)
            if often and self.reader.size() <= min(self._asked * PACE, TAKEN_MAX):
                self._all = Taken(*self.reader.names())
        return self._all

    def _digest(self, key: InvoiceKey) -> bytes:
        # What is looked for is claimed right after.
        if self._digested is None or self._digested[0] != key:
            text = codec.encode_value(["invoice", *key])
            self._digested = key, hmac.digest(self.secret, text, sha256)
        return self._digested[1]
