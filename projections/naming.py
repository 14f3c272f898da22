"""Find the fact that somebody names: by its ref (`A`), or by its number (`#12`)."""

from __future__ import annotations

import re

from ledger.errors import UsageError
from ledger.messages import message
from projections.history import ref_of
from projections.view import BookView

_NUMBER = re.compile(r"\A#[0-9]{1,16}\Z")


def find(view: BookView, target: str) -> int:
    """Give the index of a fact that is seen; raises `UsageError` where there is none.

    A ref names the fact that has it; where none has it any longer, the last that had.
    """
    n = _by_number(view, target) if _NUMBER.match(target) else _by_ref(view, target)
    if n is None and target.isascii() and target.isdigit():
        n = _by_number(view, f"#{target[:16]}")  # no ref: a number without its sign
    if n is None:
        raise UsageError(
            message("no event that is seen here is called {target!r}", target=target),
            expected=message("a ref, or a number from #1 to #{last}", last=view.size),
            found=target,
            next_step=message(
                "see refs and numbers with: {command}",
                command="verantwoord show history",
            ),
        )
    return n


def _by_number(view: BookView, target: str) -> int | None:
    number = int(target[1:])
    return number - 1 if 1 <= number <= view.size else None


def _by_ref(view: BookView, target: str) -> int | None:
    n = view.reader.ref(target)
    if n is not None and n < view.size:
        return n
    # The book keeps who has a ref now; who had it before is only in the log itself.
    word = target.partition("-")[2] if _is_plan(target) else target
    mark, found = f'"{word}"'.encode(), None
    for n, line in enumerate(view.reader.lines(0, view.size)):
        if mark in line and ref_of(view.reader.leaf(n).event) == target:
            found = n
    return found


def _is_plan(target: str) -> bool:
    return target.startswith(("plan-", "approval-"))
