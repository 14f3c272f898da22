"""Objections to facts that were recorded long after their day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.days import brussels_day
from ledger.events import (
    Leaf,
    LinkWithdrawn,
    ReversalRecorded,
    YearClosed,
    YearReopened,
)
from ledger.messages import clauses, message, plural
from projections.checks.catalogue import Objection, objection
from projections.checks.places import year_place
from projections.checks.seen import YearSeen
from projections.view import BookView

LATE_DAYS = 90
"""How long after its day a fact may be recorded; chosen."""

_CORRECTIONS = (LinkWithdrawn, ReversalRecorded, YearClosed, YearReopened)
"""What has the day that its recorder chooses, or that of the close."""


def late_objections(view: BookView, year: YearSeen) -> Iterator[Objection]:
    """Look for facts of a year that could have been recorded earlier, and were not.

    Before the book began nothing could be; what was imported says so itself.
    """
    began = brussels_day(view.reader.at(0))
    found: dict[int, int] = {}
    late: list[Leaf] = []
    for leaf in view.reader.stream(str(year.year), view.size):
        days = _days_late(year, leaf, began=began)
        if days > LATE_DAYS and not view.imported(leaf.n):
            found[leaf.n] = days
            late.append(leaf)
    if late:
        longest = max(found, key=found.__getitem__)
        yield _late(year, late, longest=longest, days=found[longest])


def _days_late(year: YearSeen, leaf: Leaf, *, began: dt.date) -> int:
    on: dt.date | None = getattr(leaf.event, "on", None)
    if on is None or isinstance(leaf.event, _CORRECTIONS) or not year.counts(on):
        return 0
    return (brussels_day(leaf.at) - max(on, began)).days


def _late(year: YearSeen, late: list[Leaf], *, longest: int, days: int) -> Objection:
    return objection(
        "late-entries",
        year=year.year,
        place=year_place(year.year),
        events=[leaf.n + 1 for leaf in late],
        amount=_amount(year, late),
        message=clauses([_several(len(late)), _longest(longest + 1, days)]),
        next_step=message(
            "have at hand why: the document and the day on which it came; see one "
            "with: {command}",
            command=f"verantwoord show event '#{longest + 1}'",
        ),
    )


def _amount(year: YearSeen, late: list[Leaf]) -> int | None:
    """Give what was spent of it; else the sum of facts of one kind, None of several."""
    left = {line.number: line.amount for line in year.expenses}
    spent = [left[leaf.n + 1] for leaf in late if leaf.n + 1 in left]
    if spent:
        return sum(spent)
    amounts = [getattr(leaf.event, "amount", None) for leaf in late]
    known = [amount for amount in amounts if amount is not None]
    is_sum = known and len({type(leaf.event) for leaf in late}) == 1
    return sum(known) if is_sum else None


def _several(count: int) -> str:
    return plural(
        "{count} fact came more than {days} days after its day",
        "{count} facts came more than {days} days after their day",
        count=count,
        days=LATE_DAYS,
    )


def _longest(number: int, days: int) -> str:
    return message("#{number} came {days} days after it", number=number, days=days)
