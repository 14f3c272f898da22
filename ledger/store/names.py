"""Refs and invoices that are taken, as the book's side tables have them.

What a transaction claims and frees is kept here until it is written with the events. An
invoice is stored as a digest under a secret of the book, so that the table tells nobody
who the suppliers are.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from ledger.state.book import InvoiceKey
from ledger.store.reading import Reader
from ledger.store.recorder import Beside


class StoredNames:
    """The names of a book, read where they are asked for."""

    def __init__(self, reader: Reader, secret: bytes) -> None:
        """Read through `reader`; `secret` keys the digests of invoices."""
        self.reader = reader
        self.loading = False
        self._secret = secret
        self._refs: dict[str, int | None] = {}
        self._invoices: dict[bytes, int] = {}
        self._freed: set[int] = set()

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Let events be folded that were recorded before: the tables have them already."""
        self.loading = True
        try:
            yield
        finally:
            self.loading = False

    def find_ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, where it still stands."""
        return self._refs[ref] if ref in self._refs else self.reader.ref(ref)

    def claim_ref(self, ref: str, n: int) -> None:
        """Take a ref for the fact at index `n`."""
        if not self.loading:
            self._refs[ref] = n

    def free_ref(self, ref: str) -> None:
        """Let a ref be used again."""
        if not self.loading:
            self._refs[ref] = None

    def find_invoice(self, key: InvoiceKey) -> int | None:
        """Give the index of the expense that claims this invoice and part."""
        digest = self._digest(key)
        claimed = [n for n in self.reader.invoices(digest) if n not in self._freed]
        pending = self._invoices.get(digest)
        if pending is not None and pending not in self._freed:
            claimed.append(pending)
        return claimed[-1] if claimed else None

    def claim_invoice(self, key: InvoiceKey, n: int) -> None:
        """Take an invoice and part for the expense at index `n`."""
        self._invoices[self._digest(key)] = n

    def free_invoice(self, n: int) -> None:
        """Let the invoice of the expense at index `n` be registered again."""
        if not self.loading:
            self._freed.add(n)

    def take_changes(self, beside: Beside) -> None:
        """Put what was claimed and freed into `beside`, and forget it here."""
        beside.refs = {r: n for r, n in self._refs.items() if n is not None}
        beside.refs_freed = [r for r, n in self._refs.items() if n is None]
        claims = self._invoices.items()
        beside.invoices = [(d, n) for d, n in claims if n not in self._freed]
        beside.invoices_freed = sorted(self._freed)
        self.forget_changes()

    def forget_changes(self) -> None:
        """Forget what was claimed and freed: it was written, or will not be."""
        self._refs, self._invoices, self._freed = {}, {}, set()

    def _digest(self, key: InvoiceKey) -> bytes:
        text = json.dumps(["invoice", *key]).encode()
        return hmac.digest(self._secret, text, sha256)
