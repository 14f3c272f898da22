"""The rules of recording for the log itself: its keys, its anchors, its erasures.

Whether the signatures of a key hold is for who has the root: the book that records, and
`verify`.
"""

from __future__ import annotations

from ledger import events as e
from ledger.errors import RefusedError
from ledger.state.book import BookState

KEYS_MAX = 1000
"""How many keys a log may have: following them costs a verifier time."""


def key_rotated(state: BookState, event: e.KeyRotated) -> None:
    """A key follows one that is there, and each is new."""
    if state.key is None:
        raise RefusedError(
            "the log has no key that another could follow",
            next_step="give it one with: verantwoord key replace",
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
            "the key of a log has the name of its origin", expected=origin, found=name
        )
    if len(state.keys) >= KEYS_MAX:
        raise RefusedError(f"a log has at most {KEYS_MAX} keys in its life")
    if vkey in state.keys:
        raise RefusedError(
            "the log had this key before",
            expected="a key that it never had",
            found=vkey,
        )


def anchor_recorded(state: BookState, event: e.AnchorRecorded) -> None:
    """An anchor is of a head that the log had, and is recorded once."""
    if not 0 < event.size <= state.size:
        raise RefusedError(
            f"the log had no head of {event.size} events",
            expected=f"a size from 1 to {state.size}",
            found=str(event.size),
        )
    if event.kind in e.PROVEN and event.sha256 is None:
        raise RefusedError(f"an anchor of kind {event.kind} has a proof")
    if event in state.anchors:
        number = state.anchors[event] + 1
        raise RefusedError(f"this anchor is recorded already, as #{number}")


def data_erased(state: BookState, event: e.DataErased) -> None:
    """What is erased was recorded before, and each value is erased once."""
    if event.of >= state.size:
        raise RefusedError(f"the book has no event #{event.of + 1}")
    if not event.slots and not event.document:
        raise RefusedError("nothing is named that was erased")
    if list(event.slots) != sorted(set(event.slots)):
        raise RefusedError("the values that were erased are sorted, each once")
    erased = state.erased.get(event.of)
    if erased is None:
        return
    for slot in event.slots:
        if slot in erased.slots:
            number = erased.slots[slot] + 1
            raise RefusedError(
                f"the {slot} of #{event.of + 1} was erased already, by #{number}"
            )
    if event.document and erased.document is not None:
        raise RefusedError(
            f"the document of #{event.of + 1} was erased already,"
            f" by #{erased.document + 1}"
        )
