"""An invoice is registered once: by its supplier, its number, and the part of it."""

from __future__ import annotations

import unicodedata

from ledger.commands import RecordExpense
from ledger.errors import RefusedError
from ledger.messages import message
from ledger.state.book import BookState, InvoiceKey


def fold(text: str) -> str:
    """Fold a name for comparison: NFKC, case-folded, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def key_of(
    number: str | None, name: str | None, *, invoice: str | None, part: int | None
) -> InvoiceKey | None:
    """Give the key of an invoice: supplier number, else folded name; else None."""
    supplier, claimed = number or fold(name or ""), fold(invoice or "")
    return (supplier, claimed, part or 0) if supplier and claimed else None


def invoice_key(wish: RecordExpense) -> InvoiceKey | None:
    """Give the key of the invoice that an expense claims, None where it names none."""
    number, name = wish.supplier_number, wish.supplier
    return key_of(number, name, invoice=wish.invoice, part=wish.part)


def refuse_second_registration(
    state: BookState, wish: RecordExpense, *, key: InvoiceKey | None
) -> None:
    """Refuse an invoice and part that an expense already claims, but for a reason.

    `key` is that of its invoice.
    """
    n = state.names.find_invoice(key) if key else None
    if n is None or wish.duplicate_reason:
        return
    entry = state.entry(n)
    name = f"{entry.event.ref} (#{n + 1})" if entry else f"#{n + 1}"
    part = str(wish.part) if wish.part else message("none")
    raise RefusedError(
        message(
            "invoice {invoice!r} of this supplier is registered already, by {name}",
            invoice=wish.invoice,
            name=name,
        ),
        expected=message("an invoice, or a part of one, that no expense claims yet"),
        found=message(
            "invoice {invoice!r}, part {part}", invoice=wish.invoice, part=part
        ),
        next_step=message(
            "if it is the same expense, name it by that ref; else give another"
            " part, or a duplicate_reason"
        ),
    )
