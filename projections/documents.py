"""Which documents belong to a fact, and which ones a verifier would ask for in vain.

Per expense a verifier asks for the invoice, proof of payment, and the programme or a
certificate of the activity. A reading taken here: material, and what is in no category
of its own (a licence, a subscription), is not an activity that one attends, so nothing
is asked for it beyond invoice and payment: its link tells what it served. Nor for what
is not eligible, as no programme would make it so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from ledger.events import DocumentAttached
from ledger.state.book import YearState
from ledger.state.entries import Document, Erased, Expense
from ledger.values import DocumentKind
from projections.years import Years

Missing = Literal["invoice", "payment", "programme-or-certificate"]
"""A kind of document that an expense lacks."""

_WITHOUT_ACTIVITY = frozenset({"internal-material", "other"})
PROVES_PAYMENT: frozenset[DocumentKind] = frozenset({"payment", "bank-statement"})
SERVES: dict[Missing, frozenset[DocumentKind]] = {
    "invoice": frozenset({"invoice"}),
    "payment": PROVES_PAYMENT,
    "programme-or-certificate": frozenset({"programme", "certificate"}),
}
"""The kinds of document that serve as what a verifier asks for."""


class DocumentLine(Struct, frozen=True, kw_only=True):
    """A document: its own event number, and that of the fact it is attached to.

    `name` and `sha256` are sealed, and None once they are erased. `erased_by` is the
    number of the event that says that the content was erased, None where none does.
    """

    number: int
    of: int
    kind: DocumentKind
    media_type: str
    size: int
    name: str | None
    sha256: str | None
    erased_by: int | None = None


def document_line(view: Years, n: int, *, event: DocumentAttached) -> DocumentLine:
    """Describe the document that event `n` attached."""
    values = view.values(n)
    erased = view.state.erased.get(n, Erased()).document
    return DocumentLine(
        number=n + 1,
        of=event.of + 1,
        kind=event.kind,
        media_type=event.media_type,
        size=event.size,
        name=values.get("name"),
        sha256=values.get("digest"),
        erased_by=None if erased is None else erased + 1,
    )


def by_expense(year: YearState) -> dict[int, list[Document]]:
    """Give the documents of each expense by its index, those of its links included."""
    owner: dict[int, int] = {}
    for expense in year.expenses:
        owner[expense.n] = expense.n
        owner.update((payment.n, expense.n) for payment in expense.payments)
        owner.update((link.n, expense.n) for link in expense.links)
    found: dict[int, list[Document]] = {}
    for document in year.documents:
        if document.event.of in owner:
            found.setdefault(owner[document.event.of], []).append(document)
    return found


def missing(
    expense: Expense, documents: Iterable[Document], *, eligible: bool
) -> list[Missing]:
    """Name the kinds that an expense lacks."""
    kinds = {document.event.kind for document in documents}
    asked = eligible and expense.event.category not in _WITHOUT_ACTIVITY
    return [
        piece
        for piece, serve in SERVES.items()
        if not kinds & serve and (asked or piece != "programme-or-certificate")
    ]
