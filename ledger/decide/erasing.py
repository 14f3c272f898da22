"""Decide on erasing: which sealed values of an event go, and whether its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.commands import EraseData
from ledger.decide.draft import Desk, Draft, draft, find
from ledger.errors import RefusedError
from ledger.events import SCHOOL, DataErased, DocumentAttached, Event, type_name
from ledger.sealed import commitments
from ledger.state.entries import Erased

DIGEST = "digest"
"""The slot by which a document is found: without it, nobody knows whose it is."""


def erase_data(desk: Desk, wish: EraseData) -> Iterator[Draft]:
    """Record that values were erased; the book erases them with the event."""
    n = find(desk.state, wish.of)
    event = desk.leaf(n).event
    erased = desk.state.erased.get(n, Erased())
    slots = _slots(event, wish, n=n, erased=erased)
    yield draft(
        desk,
        SCHOOL,
        kind=DataErased,
        wish=wish,
        of=n,
        slots=tuple(slots),
        document=_takes_document(desk, event, wish=wish, slots=slots),
        on=wish.on or desk.today,
    )


def _slots(event: Event, wish: EraseData, *, n: int, erased: Erased) -> list[str]:
    has = sorted(slot for slot, _ in commitments(event))
    left = [slot for slot in has if slot not in erased.slots]
    if wish.everything:
        if not left:
            raise _nothing_left(event, n=n, erased=erased)
        return left
    for slot in wish.slots:
        if slot not in has:
            raise RefusedError(
                f"#{n + 1} has no sealed value {slot!r}: it is {type_name(event)}",
                expected=f"one of {', '.join(has)}" if has else "an event that has one",
                found=slot,
                next_step=f"see what it holds with: verantwoord show event '#{n + 1}'",
            )
    return sorted(set(wish.slots))


def _nothing_left(event: Event, *, n: int, erased: Erased) -> RefusedError:
    if not erased.slots:
        return RefusedError(
            f"#{n + 1} has no sealed values: it is {type_name(event)}",
            expected="an event with values that can be erased",
            found="public fields only, which stay",
        )
    numbers = ", ".join(f"#{by + 1}" for by in sorted(set(erased.slots.values())))
    return RefusedError(f"all of #{n + 1} was erased already, by {numbers}")


def _takes_document(
    desk: Desk, event: Event, *, wish: EraseData, slots: list[str]
) -> bool:
    n = find(desk.state, wish.of)
    if not isinstance(event, DocumentAttached):
        if wish.document:
            raise _no_document(desk, n)
        return False
    erased = desk.state.erased.get(n, Erased())
    implied = (wish.everything or DIGEST in slots) and erased.document is None
    return wish.document or implied


def _no_document(desk: Desk, n: int) -> RefusedError:
    year = desk.state.year_of(n)
    attached = year.documents if year else desk.state.documents
    own = _numbers(document.n for document in attached if document.event.of == n)
    return RefusedError(
        f"#{n + 1} is no document: each of its documents is erased by its own number",
        expected=own or "the number of an event that attached a document",
        found=f"#{n + 1}" if own else f"#{n + 1}, which has no documents",
        next_step=f"see them with: verantwoord show document '#{n + 1}'",
    )


def _numbers(indexes: Iterable[int]) -> str:
    return ", ".join(f"#{n + 1}" for n in indexes)
