"""The rules of recording that hold for every kind of fact."""

from __future__ import annotations

import datetime as dt

from ledger.errors import RefusedError
from ledger.events import (
    Event,
    Leaf,
    YearOpened,
    type_name,
)
from ledger.state.book import BookState
from ledger.state.owing import fits


def fact_day(event: Event) -> dt.date | None:
    """Give the day on which a fact takes effect, None where it has none."""
    day: dt.date | None = getattr(event, "on", None)
    return day


def refuse_future(day: dt.date | None, today: dt.date) -> None:
    """Refuse a fact that takes effect after the day on which it is recorded."""
    if day and day > today:
        raise RefusedError(
            f"{day} lies after today",
            expected=f"a date up to {today}",
            found=str(day),
            next_step="record it once it has happened",
        )


def refuse_unknown_user(state: BookState, leaf: Leaf) -> None:
    """Refuse what is recorded by somebody whom the book does not know, or who left."""
    user = state.users.get(leaf.by)
    if (user and not user.left) or (not state.users and leaf.by == "u1"):
        return
    raise RefusedError(
        f"user {leaf.by} {'has left' if user else 'is not known to the book'}",
        expected="a user of the book who has not left",
        found=leaf.by,
        next_step="see who may record with: verantwoord user list",
    )


def refuse_owed(state: BookState, leaf: Leaf) -> None:
    """Refuse anything between a close (or a withheld tranche) and what it owes."""
    if not state.owed:
        return
    owed, event = state.owed[0], leaf.event
    opens = isinstance(event, YearOpened) and event.year == owed.year
    if fits(owed, leaf) or (opens and leaf.id == owed.command):
        return
    raise RefusedError(
        f"the {owed.kind} of {owed.year} over {owed.amount} cents must come first",
        expected=f"the {owed.kind} of {owed.year}",
        found=type_name(event),
    )


def refuse_taken(state: BookState, ref: str) -> None:
    """Refuse a ref that another fact of the book has, and that still stands."""
    if ref.startswith(("plan-", "approval-")):
        raise RefusedError(
            f"the ref {ref!r} is kept for plans and their approvals",
            expected="a ref that does not begin with plan- or approval-",
            found=ref,
            next_step="choose another ref, or leave it out",
        )
    n = state.names.find_ref(ref)
    if n is not None:
        raise RefusedError(
            f"the ref {ref!r} is taken by event #{n + 1}",
            expected="a ref that no fact of this book has",
            found=ref,
            next_step="choose another ref, or leave it out",
        )
