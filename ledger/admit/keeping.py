"""The rules of recording for the log itself: its keys, its anchors, its erasures.

Whether the signatures of a key hold is for who has the root: the book that records, and
`verify`.
"""

from __future__ import annotations

from ledger import events as e
from ledger.errors import RefusedError
from ledger.messages import message, plural
from ledger.state.book import BookState

KEYS_MAX = 1000
"""How many keys a log may have: following them costs a verifier time."""


def key_rotated(state: BookState, event: e.KeyRotated) -> None:
    """A key follows one that is there, and each is new."""
    if state.key is None:
        raise RefusedError(
            message("the log has no key that another could follow"),
            next_step=message("give it one with: verantwoord key replace"),
        )
    _refuse_unfit(state, event.key)


def key_replaced(state: BookState, event: e.KeyReplaced) -> None:
    """A key that replaces a lost one is new, and of this log."""
    _refuse_unfit(state, event.key)


def _refuse_unfit(state: BookState, vkey: str) -> None:
    origin = state.opened.origin if state.opened else ""
    name = vkey.partition("+")[0]
    if name != origin:
        raise RefusedError(
            message("the key of a log has the name of its origin"),
            expected=origin,
            found=name,
        )
    if len(state.keys) >= KEYS_MAX:
        raise RefusedError(
            message("a log has at most {most} keys in its life", most=KEYS_MAX)
        )
    if vkey in state.keys:
        raise RefusedError(
            message("the log had this key before"),
            expected=message("a key that it never had"),
            found=vkey,
        )


def anchor_recorded(state: BookState, event: e.AnchorRecorded) -> None:
    """An anchor is of a head that the log had, and is recorded once."""
    if not 0 < event.size <= state.size:
        raise RefusedError(
            plural(
                "the log had no head of {count} event",
                "the log had no head of {count} events",
                count=event.size,
            ),
            expected=message("a size from 1 to {most}", most=state.size),
            found=str(event.size),
        )
    if event.kind in e.PROVEN and event.sha256 is None:
        raise RefusedError(
            message("an anchor of kind {kind} has a proof", kind=event.kind)
        )
    if event in state.anchors:
        number = state.anchors[event] + 1
        raise RefusedError(
            message("this anchor is recorded already, as #{number}", number=number)
        )


def data_erased(state: BookState, event: e.DataErased) -> None:
    """What is erased was recorded before, and each value is erased once."""
    if event.of >= state.size:
        raise RefusedError(
            message("the book has no event #{number}", number=event.of + 1)
        )
    if not event.slots and not event.document:
        raise RefusedError(message("nothing is named that was erased"))
    if list(event.slots) != sorted(set(event.slots)):
        raise RefusedError(message("the values that were erased are sorted, each once"))
    erased = state.erased.get(event.of)
    if erased is None:
        return
    for slot in event.slots:
        if slot in erased.slots:
            raise RefusedError(
                message(
                    "the {slot} of #{number} was erased already, by #{by}",
                    slot=slot,
                    number=event.of + 1,
                    by=erased.slots[slot] + 1,
                )
            )
    if event.document and erased.document is not None:
        raise RefusedError(
            message(
                "the document of #{number} was erased already, by #{by}",
                number=event.of + 1,
                by=erased.document + 1,
            )
        )
