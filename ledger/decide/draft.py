"""A draft: an event that a command asks for, before it has its place in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct, field

from ledger.commands import Wish
from ledger.errors import RefusedError
from ledger.events import Event, Leaf
from ledger.messages import Message, message
from ledger.sealed import Envelope, sealed_fields
from ledger.state.book import BookState, InvoiceKey, YearState
from ledger.state.entries import AnyEntry, Expense, Link

REF_LENGTH_MAX = 32


class Desk(Struct, frozen=True):
    """Where a decision is made: the book's state, and the Brussels day.

    `random` gives so many fresh random bytes; `leaf` an event of the log by its index.
    """

    state: BookState
    today: dt.date
    random: Callable[[int], bytes]
    leaf: Callable[[int], Leaf]


class Draft(Struct):
    """An event with the stream that it goes to, and what lies beside the log for it."""

    stream: str
    event: Event
    envelope: Envelope
    invoice: InvoiceKey | None = None
    documents: list[bytes] = field(default_factory=list)
    proof: bytes | None = None


def draft(
    desk: Desk,
    stream: str,
    *,
    kind: type[Any],
    wish: Wish | None = None,
    **given: Any,  # noqa: ANN401  # fields of an event have many types
) -> Draft:
    """Build an event of `kind`: sealed and public fields from `wish`, or as `given`."""
    envelope = Envelope(desk.random)
    struct: type[Struct] = kind
    secret, public = _fields(struct)
    texts = {n: given[n] if n in given else getattr(wish, n, None) for n in secret}
    values = dict(zip(secret, envelope.seal_all(texts), strict=True))
    for name in public:
        values[name] = given[name] if name in given else getattr(wish, name)
    return Draft(stream, kind(**values), envelope)


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the sealed fields of a type of event, and the others, each in their order.

    The order of the sealed ones is that in which they get their salts.
    """
    names, sealed = kind.__struct_fields__, sealed_fields(kind)
    secret = tuple(name for name in names if name in sealed)
    return secret, tuple(name for name in names if name not in sealed)


def fresh_ref(state: BookState, base: str) -> str:
    """Give a ref that is free in the book: `base`, or `base.2`, `base.3` and so on."""
    ref, count = base[:REF_LENGTH_MAX], 1
    while state.names.find_ref(ref) is not None:
        count += 1
        suffix = f".{count}"
        ref = base[: REF_LENGTH_MAX - len(suffix)] + suffix
    return ref


def numbered_ref(state: BookState, stem: str, *, mark: str = "") -> str:
    """Give a free ref for what hangs on a fact: `A.1`, or `A.p1` with a mark."""
    count = 1
    while True:
        suffix = f".{mark}{count}"
        ref = stem[: REF_LENGTH_MAX - len(suffix)] + suffix
        if state.names.find_ref(ref) is None:
            return ref
        count += 1


def find(state: BookState, target: str) -> int:
    """Give the index of the fact that a command names, by ref or by `#number`."""
    if target.startswith("#"):
        number = int(target[1:])
        if number <= state.size:
            return number - 1
        raise RefusedError(
            message("the book has no event {number}", number=target),
            expected=message("#1 to #{last}", last=state.size),
            found=target,
            next_step=message("see the numbers with: verantwoord show history"),
        )
    n = state.names.find_ref(target)
    if n is None:
        raise RefusedError(
            message("no fact that stands has the ref {ref!r}", ref=target),
            expected=message("the ref or the #number of a fact in this book"),
            found=target,
            next_step=message("see the refs with: verantwoord show history"),
        )
    return n


def find_expense(state: BookState, target: str) -> tuple[YearState, Expense]:
    """Give an expense by its ref or number; raises `RefusedError` for anything else."""
    n = find(state, target)
    year = state.year_of(n)
    entry = year.entries.get(n) if year else None
    if year is None or not isinstance(entry, Expense):
        raise _wrong_kind(target, message("an expense"))
    return year, entry


def find_link(state: BookState, target: str) -> tuple[YearState, Link]:
    """Give a justification link by its ref or number."""
    n = find(state, target)
    year = state.year_of(n)
    if year is None or n not in year.links:
        raise _wrong_kind(target, message("a justification link"))
    return year, year.links[n]


def find_entry(state: BookState, target: str) -> tuple[YearState, AnyEntry]:
    """Give a fact with an amount by its ref or number."""
    n = find(state, target)
    year = state.year_of(n)
    if year is None or n not in year.entries:
        raise _wrong_kind(target, message("a fact with an amount"))
    return year, year.entries[n]


def _wrong_kind(target: str, expected: Message) -> RefusedError:
    return RefusedError(
        message("{target} is not {expected}", target=target, expected=expected),
        expected=message("the ref or the #number of {expected}", expected=expected),
        found=target,
        next_step=message("see what it is with: verantwoord show history"),
    )
