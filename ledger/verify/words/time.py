"""What a check says about time: windows, late entries, anchors by the school's word."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ledger.messages import Message, message, plural, term

CLAIMED: Final = message(
    "anchors by the school's own word; who holds the paper compares the fingerprint:"
)
HELD: Final = message("anchors that held:")
KINDS: Final = {
    "cosigned": term("proof", "cosigned note"),
    "timestamp": term("proof", "timestamp"),
    "minutes": term("proof", "minutes"),
    "mail": term("proof", "mail"),
    "git": term("proof", "git"),
}


def window(first: int, to: int, *, after: str | None, before: str | None) -> Message:
    """Say between which moments events were recorded."""
    span = f"#{first}" if first == to else f"#{first}–#{to}"
    if after and before:
        return message(
            "{span}: recorded between {after} and {before}",
            span=span,
            after=after,
            before=before,
        )
    if after:
        return message("{span}: recorded after {after}", span=span, after=after)
    if before:
        return message("{span}: recorded before {before}", span=span, before=before)
    return message("{span}: nothing shows when", span=span)


def before_bound(at: str, bound: str) -> Message:
    """Say that an event is younger than it says: recorded after a proven moment."""
    return message(
        "the event says that it was recorded at {at}, and is proven to be from after"
        " {bound}",
        at=at,
        bound=bound,
    )


def after_bound(at: str, bound: str) -> Message:
    """Say that an event is older than it says: there before a proven moment."""
    return message(
        "the event says that it was recorded at {at}, and is proven to be from before"
        " {bound}",
        at=at,
        bound=bound,
    )


def late(number: int, on: dt.date, *, after: str) -> Message:
    """Say that an event was recorded after a proven moment, of an earlier day."""
    return message(
        "late: #{number} is of {on}, and was recorded after {after}",
        number=number,
        on=on,
        after=after,
    )


def more_late(count: int) -> Message:
    """Say that there are more late entries than were listed."""
    return plural(
        "… and {count} more late entry", "… and {count} more late entries", count=count
    )


def anchor(number: int, kind: str, *, size: int, what: list[object]) -> Message:
    """Tell an anchor in a line; `what` says who vouches for it and when, or why not."""
    name = KINDS.get(kind, kind)
    if not what:
        return message(
            "#{number}: {kind} of the head of {size} events",
            number=number,
            kind=name,
            size=size,
        )
    return message(
        "#{number}: {kind} of the head of {size} events: {what}",
        number=number,
        kind=name,
        size=size,
        what=what,
    )
