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

from ledger import codec
from ledger.state.book import InvoiceKey
from ledger.store.beside import Beside
from ledger.store.reading import Reader


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
            self._refs_read[ref] = self.reader.ref(ref)
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
        digest = self._digest(key)
        written, fresh = self.reader.invoices(digest), self._invoices.get(digest, [])
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

    def _digest(self, key: InvoiceKey) -> bytes:
        # What is looked for is claimed right after.
        if self._digested is None or self._digested[0] != key:
            text = codec.encode_value(["invoice", *key])
            self._digested = key, hmac.digest(self.secret, text, sha256)
        return self._digested[1]
