"""The rules of recording that hold for every kind of fact."""

from __future__ import annotations

import datetime as dt

from ledger.days import dated
from ledger.errors import RefusedError
from ledger.events import (
    Event,
    Leaf,
    YearOpened,
    type_name,
)
from ledger.messages import Message, message, term
from ledger.state.book import BookState
from ledger.state.owing import fits

OWED = {
    "opening": term("owed", "opening"),
    "refund": term("owed", "refund"),
    "reversal": term("owed", "reversal"),
}
"""The words for what must come next (see `Owed`)."""


def fact_day(event: Event) -> dt.date | None:
    """Give the day on which a fact takes effect, None where it has none."""
    day: dt.date | None = getattr(event, "on", None)
    return day


def refuse_future(day: dt.date | None, today: dt.date) -> None:
    """Refuse a fact that takes effect after the day on which it is recorded."""
    if day and day > today:
        raise RefusedError(
            message("{day} lies after today", day=day),
            expected=message("a date up to {today}", today=today),
            found=dated(day),
            next_step=message("record it once it has happened"),
        )


def refuse_unknown_user(state: BookState, leaf: Leaf) -> None:
    """Refuse what is recorded by somebody whom the book does not know, or who left."""
    user = state.users.get(leaf.by)
    if (user and not user.left) or (not state.users and leaf.by == "u1"):
        return
    raise RefusedError(
        message("user {user} has left", user=leaf.by)
        if user
        else message("user {user} is not known to the book", user=leaf.by),
        expected=message("a user of the book who has not left"),
        found=leaf.by,
        next_step=message("see who may record with: verantwoord user list"),
    )


def refuse_owed(state: BookState, leaf: Leaf) -> None:
    """Refuse anything between a close (or a withheld tranche) and what it owes."""
    if not state.owed:
        return
    owed, event = state.owed[0], leaf.event
    opens = isinstance(event, YearOpened) and event.year == owed.year
    if fits(owed, leaf) or (opens and leaf.id == owed.command):
        return
    kind, year = OWED[owed.kind], owed.year
    raise RefusedError(
        message(
            "the {kind} of {year} over {cents} cents must come first",
            kind=kind,
            year=year,
            cents=owed.amount,
        ),
        expected=message("the {kind} of {year}", kind=kind, year=year),
        found=type_name(event),
    )


def refuse_taken(state: BookState, ref: str) -> None:
    """Refuse a ref that another fact of the book has, and that still stands."""
    if ref.startswith(("plan-", "approval-")):
        raise RefusedError(
            message("the ref {ref!r} is kept for plans and their approvals", ref=ref),
            expected=message("a ref that does not begin with plan- or approval-"),
            found=ref,
            next_step=message("choose another ref, or leave it out"),
        )
    n = state.names.find_ref(ref)
    if n is not None:
        raise RefusedError(
            message(
                "the ref {ref!r} is taken by event #{number}", ref=ref, number=n + 1
            ),
            expected=message("a ref that no fact of this book has"),
            found=ref,
            next_step=message("choose another ref, or leave it out"),
        )


def reverse_first(ref: str) -> Message:
    """Say that a fact has to be reversed before another one can be recorded."""
    return message(
        "reverse it first: verantwoord record reversal --of {ref} …", ref=ref
    )
