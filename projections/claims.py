"""Invoices that several schools claim: found where supplier and number are disclosed.

Within a book the recorder refuses an invoice that comes twice. Of two books nobody has
seen both but a verifier, who lays the expenses that stand beside each other. They are
of one invoice where the supplier (company number, else folded name) and the folded
number are the same; the part does not matter, for a part of one school says nothing to
another. What no disclosure tells cannot be compared, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ledger.state.book import BookState, InvoiceKey, MemoryNames
from ledger.state.entries import Expense


class Claim(Struct, frozen=True, kw_only=True):
    """An expense that claims an invoice; `event` counts from 1, amounts are cents."""

    supplier: str
    invoice: str
    event: int
    ref: str
    amount: int
    part: int | None
    shared_with: tuple[str, ...]
    total: int | None


class Side(Struct, frozen=True, kw_only=True):
    """What one file claims; `hidden` counts the expenses whose invoice is not told."""

    file: str
    origin: str
    school: str
    events: int
    claims: list[Claim]
    hidden: int


class Place(Struct, frozen=True, kw_only=True):
    """Where an invoice is claimed."""

    file: str
    school: str
    event: int
    ref: str
    amount: int
    part: int | None


class SameInvoice(Struct, frozen=True, kw_only=True):
    """An invoice that several schools claim, for `amount` in all.

    `shared` says that each of them names all others as those that share it, and that
    together they claim no more than the invoice comes to.
    """

    supplier: str
    invoice: str
    amount: int
    shared: bool
    places: list[Place]


def side_of(state: BookState, file: str) -> Side | None:
    """Give what a log claims that was replayed to its end; None where it is of nobody.

    Only expenses count of which something is left.
    """
    names, opened = state.names, state.opened
    if opened is None or not isinstance(names, MemoryNames):
        return None
    claimed = dict(names.claims())
    standing = [e for year in state.years.values() for e in year.expenses if e.left]
    return Side(
        file=file,
        origin=opened.origin,
        school=state.school.number if state.school else opened.school,
        events=state.size,
        claims=[_claim(e, claimed[e.n]) for e in standing if e.n in claimed],
        hidden=sum(e.n in names.hidden for e in standing),
    )


def _claim(expense: Expense, key: InvoiceKey) -> Claim:
    supplier, invoice, _ = key
    event = expense.event
    return Claim(
        supplier=supplier,
        invoice=invoice,
        event=expense.n + 1,
        ref=event.ref,
        amount=expense.left,
        part=event.part,
        shared_with=event.shared_with or (),
        total=event.invoice_total,
    )


def latest(sides: Iterable[Side]) -> list[Side]:
    """Choose of each log the file that reaches furthest: the others begin it."""
    chosen: dict[str, Side] = {}
    for side in sides:
        known = chosen.get(side.origin)
        if known is None or side.events > known.events:
            chosen[side.origin] = side
    return list(chosen.values())


def count_schools(sides: Iterable[Side]) -> int:
    """Count the schools; two logs of one number are one, and so are its two numbers."""
    return len(set(_schools(list(sides)).values()))


def same_invoices(sides: Iterable[Side]) -> list[SameInvoice]:
    """Find the invoices that more than one school claims, in the order of the files."""
    chosen = latest(sides)
    school_of = _schools(chosen)
    found: dict[tuple[str, str], list[tuple[Side, Claim]]] = {}
    for side in chosen:
        for claim in side.claims:
            key = (claim.supplier, claim.invoice)
            found.setdefault(key, []).append((side, claim))
    return [
        _same(claims)
        for claims in found.values()
        if len({school_of[side.origin] for side, _ in claims}) > 1
    ]


def _schools(sides: Sequence[Side]) -> dict[str, str]:
    """Name the school of each log; a number that a log had makes it of that school."""
    school_of = {side.origin: side.origin for side in sides}
    first: dict[str, str] = {}
    for side in sides:
        other = school_of[first.setdefault(side.school, side.origin)]
        own = school_of[side.origin]
        if other != own:
            school_of = {
                origin: other if school == own else school
                for origin, school in school_of.items()
            }
    return school_of


def _same(claims: Sequence[tuple[Side, Claim]]) -> SameInvoice:
    first = claims[0][1]
    return SameInvoice(
        supplier=first.supplier,
        invoice=first.invoice,
        amount=sum(claim.amount for _, claim in claims),
        shared=_is_shared(claims),
        places=list(_places(claims)),
    )


def _places(claims: Iterable[tuple[Side, Claim]]) -> Iterator[Place]:
    for side, claim in claims:
        yield Place(
            file=side.file,
            school=side.school,
            event=claim.event,
            ref=claim.ref,
            amount=claim.amount,
            part=claim.part,
        )


def _is_shared(claims: Sequence[tuple[Side, Claim]]) -> bool:
    schools = {side.school for side, _ in claims}
    named = all(schools <= {side.school, *claim.shared_with} for side, claim in claims)
    totals = [claim.total for _, claim in claims if claim.total is not None]
    amount = sum(claim.amount for _, claim in claims)
    return named and (not totals or amount <= min(totals))
