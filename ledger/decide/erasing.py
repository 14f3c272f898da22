"""Decide on erasing: which sealed values of an event go, and whether its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.commands import EraseData
from ledger.decide.draft import Desk, Draft, draft, find
from ledger.errors import RefusedError
from ledger.events import SCHOOL, DataErased, DocumentAttached, Event, type_name
from ledger.messages import message
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
                message(
                    "#{number} has no sealed value {slot!r}: it is {kind}",
                    number=n + 1,
                    slot=slot,
                    kind=type_name(event),
                ),
                expected=message("one of {words}", words=has)
                if has
                else message("an event that has one"),
                found=slot,
                next_step=message(
                    "see what it holds with: verantwoord show event '#{number}'",
                    number=n + 1,
                ),
            )
    return sorted(set(wish.slots))


def _nothing_left(event: Event, *, n: int, erased: Erased) -> RefusedError:
    if not erased.slots:
        return RefusedError(
            message(
                "#{number} has no sealed values: it is {kind}",
                number=n + 1,
                kind=type_name(event),
            ),
            expected=message("an event with values that can be erased"),
            found=message("public fields only, which stay"),
        )
    numbers = [f"#{by + 1}" for by in sorted(set(erased.slots.values()))]
    return RefusedError(
        message(
            "all of #{number} was erased already, by {events}",
            number=n + 1,
            events=numbers,
        )
    )


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
        message(
            "#{number} is no document: each of its documents is erased by its own"
            " number",
            number=n + 1,
        ),
        expected=own or message("the number of an event that attached a document"),
        found=f"#{n + 1}"
        if own
        else message("#{number}, which has no documents", number=n + 1),
        next_step=message(
            "see them with: verantwoord show document '#{number}'", number=n + 1
        ),
    )


def _numbers(indexes: Iterable[int]) -> str:
    return ", ".join(f"#{n + 1}" for n in indexes)
