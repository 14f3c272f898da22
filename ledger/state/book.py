"""The state of a book: the school, its people and plans, and its budget years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct, field, msgpack

from ledger.events import (
    AdjustmentRecorded,
    AllocationRecorded,
    AnchorRecorded,
    BookOpened,
    OpeningRecorded,
    RecoveryRecorded,
    RefundPaid,
    SchoolChanged,
    SchoolEnded,
    TrancheReceived,
    YearOpened,
)
from ledger.rules import Rules
from ledger.state.entries import (
    AnyEntry,
    Approval,
    Closing,
    Decision,
    Document,
    Entry,
    Erased,
    Expense,
    Link,
    Plan,
)
from ledger.state.owing import Owed
from ledger.state.years import Years
from ledger.values import Role

InvoiceKey = tuple[str, str, int]
"""Supplier (number, else folded name), folded invoice number, part (0 for none)."""

_encode = msgpack.Encoder().encode
_decode = msgpack.Decoder(InvoiceKey).decode

INVOICE_SLOTS = frozenset({"supplier", "supplier_number", "invoice"})
"""The sealed values that the key of an invoice is made of: all of them, or no key."""


class Names(Protocol):
    """Which refs and invoices are taken in the whole book, and by which event."""

    def find_ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, where it still stands."""

    def claim_ref(self, ref: str, n: int) -> None:
        """Take a ref for the fact at index `n`."""

    def free_ref(self, ref: str) -> None:
        """Let a ref be used again."""

    def find_invoice(self, key: InvoiceKey) -> int | None:
        """Give the index of the expense that claims this invoice and part."""

    def claim_invoice(self, key: InvoiceKey, n: int) -> None:
        """Take an invoice and part for the expense at index `n`."""

    def free_invoice(self, n: int) -> None:
        """Let the invoice of the expense at index `n` be registered again."""


class MemoryNames:
    """Names in memory: for a verifier, who reads the whole log anyway.

    `hidden` are the expenses of which nobody can say what invoice they claim.
    """

    def __init__(self) -> None:
        """Start with none taken."""
        self.refs: dict[str, int] = {}
        self.hidden: set[int] = set()
        # Keys are kept as bytes: a tuple with its texts takes three times the room.
        self._claims: dict[int, bytes] = {}
        self._last: dict[bytes, int] = {}
        self._earlier: dict[bytes, list[int]] = {}

    def find_ref(self, ref: str) -> int | None:
        """Give the index of the fact that has this ref, where it still stands."""
        return self.refs.get(ref)

    def claim_ref(self, ref: str, n: int) -> None:
        """Take a ref for the fact at index `n`."""
        self.refs[ref] = n

    def free_ref(self, ref: str) -> None:
        """Let a ref be used again."""
        self.refs.pop(ref, None)

    def find_invoice(self, key: InvoiceKey) -> int | None:
        """Give the index of the last expense that claims this invoice and part."""
        return self._last.get(_encode(key))

    def claim_invoice(self, key: InvoiceKey, n: int) -> None:
        """Take an invoice and part for the expense at index `n`."""
        invoice = self._claims[n] = _encode(key)
        if (last := self._last.get(invoice)) is not None:
            self._earlier.setdefault(invoice, []).append(last)
        self._last[invoice] = n

    def free_invoice(self, n: int) -> None:
        """Let the invoice of the expense at index `n` be registered again."""
        invoice = self._claims.pop(n, None)
        if invoice is None:
            return
        earlier = self._earlier.get(invoice, [])
        if self._last[invoice] != n:
            earlier.remove(n)
        elif earlier:
            self._last[invoice] = earlier.pop()
        else:
            del self._last[invoice]

    def claims(self) -> Iterator[tuple[int, InvoiceKey]]:
        """Give the index of each expense, and what invoice and part it claims."""
        return ((n, _decode(invoice)) for n, invoice in self._claims.items())


class YearState(Struct):
    """A budget year: its facts by index, and the same facts by what they are."""

    book: BookState
    year: int
    opened: YearOpened
    rules: Rules
    entries: dict[int, AnyEntry] = field(default_factory=dict)
    openings: list[Entry[OpeningRecorded]] = field(default_factory=list)
    allocations: list[Entry[AllocationRecorded]] = field(default_factory=list)
    adjustments: list[Entry[AdjustmentRecorded]] = field(default_factory=list)
    receipts: list[Entry[TrancheReceived]] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    links: dict[int, Link] = field(default_factory=dict)
    recoveries: list[Entry[RecoveryRecorded]] = field(default_factory=list)
    refunds: list[Entry[RefundPaid]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    reversals: set[int] = field(default_factory=set)
    closings: dict[int, Closing] = field(default_factory=dict)
    closed: Closing | None = None

    def holds(self, n: int) -> bool:
        """Say whether a fact that others may name is one of this year."""
        return (
            n in self.entries
            or n in self.links
            or n in self.closings
            or n in self.reversals
        )


class User(Struct):
    """Somebody who records, or recorded."""

    code: str
    role: Role
    n: int
    left: bool = False


class BookState(Struct):
    """Everything that the next decision may depend on.

    `years` holds the years that were read: all of them for a verifier, the ones that a
    command names for a recorder; `years_opened` and `years_closed` always name all.
    `imports` holds the half-open ranges of indexes that came from files; `keys` every
    key that the log ever had, by the event that named it; `key` is the present one.
    """

    names: Names
    size: int = 0
    last_at: str = ""
    opened: BookOpened | None = None
    school: SchoolChanged | None = None
    ended: SchoolEnded | None = None
    users: dict[str, User] = field(default_factory=dict)
    plans: dict[str, list[Plan]] = field(default_factory=dict)
    approvals: dict[int, Approval] = field(default_factory=dict)
    school_facts: set[int] = field(default_factory=set)
    documents: list[Document] = field(default_factory=list)
    years: Years = field(default_factory=Years)
    years_opened: set[int] = field(default_factory=set)
    years_closed: set[int] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)
    owed: list[Owed] = field(default_factory=list)
    imports: list[tuple[int, int]] = field(default_factory=list)
    key: str | None = None
    keys: dict[str, int] = field(default_factory=dict)
    anchors: dict[AnchorRecorded, int] = field(default_factory=dict)
    erased: dict[int, Erased] = field(default_factory=dict)

    def year_of(self, n: int) -> YearState | None:
        """Give the year that holds a fact, among the years that were read."""
        return self.years.holding(n)

    def entry(self, n: int) -> AnyEntry | None:
        """Give a fact with an amount by its index, among the years that were read."""
        year = self.year_of(n)
        return year.entries.get(n) if year else None
