"""The papers that show the grant itself: its letter, its credits, its refunds.

A verifier asks for the allocation letter, both credits on the bank statement, and the
refunds (domain text, last section). What an expense lacks is in `documents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ledger.counting import View
from ledger.state.entries import AnyEntry
from ledger.values import DocumentKind
from projections.documents import PROVES_PAYMENT

GrantPiece = Literal["allocation-letter", "bank-statement", "refund"]

_SHOWN_BY: dict[GrantPiece, frozenset[DocumentKind]] = {
    "allocation-letter": frozenset({"allocation-letter"}),
    "bank-statement": PROVES_PAYMENT,
    "refund": PROVES_PAYMENT,
}


class Paper(Struct, frozen=True, kw_only=True):
    """A fact of the grant that stands, and whether it has the paper that shows it.

    `number` is that of its event, `amount` what stands of it, in cents.
    """

    piece: GrantPiece
    ref: str
    number: int
    amount: int
    is_there: bool


def papers(seen: View) -> Iterator[Paper]:
    """Yield the allocations, receipts and refunds of a year that stand.

    What is owed as a refund and is not paid has no paper yet: the figures tell it.
    """
    year = seen.year
    yield from _of("allocation-letter", year.allocations, seen=seen)
    yield from _of("bank-statement", year.receipts, seen=seen)
    yield from _of("refund", year.refunds, seen=seen)


def _of(
    piece: GrantPiece, entries: Iterable[AnyEntry], *, seen: View
) -> Iterator[Paper]:
    kinds = _SHOWN_BY[piece]
    shown = {d.event.of for d in seen.year.documents if d.event.kind in kinds}
    for entry in entries:
        amount = seen.net(entry)
        if amount:
            yield Paper(
                piece=piece,
                ref=entry.event.ref,
                number=entry.n + 1,
                amount=amount,
                is_there=entry.n in shown,
            )
