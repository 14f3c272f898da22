"""Objections to how the book is kept: a key, and checkpoints that others can hold."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message, term
from projections.checks.catalogue import Objection, objection
from projections.view import BookView


def log_objections(view: BookView) -> Iterator[Objection]:
    """Look for a key, and for a checkpoint that covers the last close."""
    if view.key is None:
        yield _no_checkpoint(
            [1],
            message=message("the book has no key: its heads are signed by nobody"),
            next_step=message(
                "give its head to somebody else: {command}",
                command="verantwoord checkpoint",
            ),
        )
        return
    kept = [size for size in view.reader.checkpoint_sizes() if size <= view.size]
    close = _last_close(view)
    if not kept or (close is not None and kept[-1] <= close):
        yield _no_checkpoint(
            [] if close is None else [close + 1],
            message=_none_kept(close),
            next_step=message(
                "sign one, and give it away: {command}",
                command="verantwoord checkpoint",
            ),
        )


def _last_close(view: BookView) -> int | None:
    # Years close in order and reopen latest first: the latest closed is the last close.
    closed = view.state.years_closed
    year = view.year(max(closed)) if closed else None
    return year.closed.n if year and year.closed else None


def _none_kept(close: int | None) -> str:
    if close is None:
        return message("no checkpoint was kept")
    return message(
        "no checkpoint was kept since the close of #{number}", number=close + 1
    )


def _no_checkpoint(events: list[int], *, message: str, next_step: str) -> Objection:
    return objection(
        "no-checkpoint",
        year=None,
        place=term("place", "book"),
        events=events,
        amount=None,
        message=message,
        next_step=next_step,
    )
