"""The history of a book: every event in the order recorded, each in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ledger.days import brussels_day
from ledger.events import Event, Leaf, PlanApproved, PlanRecorded, type_name
from ledger.events.dated import happened_on
from projections.anchors import OwnWindows
from projections.undoing import UNDOING, undoes, undoing_numbers
from projections.view import BookView
from projections.wording import describe

_MARKS = tuple(f'"{name}"'.encode() for name in UNDOING)


class HistoryLine(Struct, frozen=True, kw_only=True):
    """An event; `number`, `reverses` and `reversed_by` count events from 1.

    `not_before` and `not_after` are by the school's own anchors, which nobody checked;
    `late` says that the event is of a day before the one of `not_before`.
    """

    number: int
    n: int
    at: str
    by: str
    stream: str
    type: str
    on: dt.date | None
    ref: str | None
    amount: int | None
    text: str
    imported: bool
    reverses: int | None
    reversed_by: list[int]
    not_before: str | None = None
    not_after: str | None = None
    late: bool = False


def history(view: BookView, *, on: dt.date | None = None) -> Iterator[HistoryLine]:
    """Yield every event that is known, less those that take effect after `on`.

    The view stays open as long as lines are taken.
    """
    undone, windows = undoing_numbers(_undoing(view)), OwnWindows(view)
    for leaf in view.reader.leaves(0, view.size):
        day = day_of(leaf.event)
        if on is None or day is None or day <= on:
            by = undone.get(leaf.n, [])
            yield history_line(view, leaf, reversed_by=by, windows=windows)


def _undoing(view: BookView) -> Iterator[Leaf]:
    # Few lines undo anything, so most of them are not decoded twice.
    for n, line in enumerate(view.reader.lines(0, view.size)):
        if any(mark in line for mark in _MARKS):
            yield view.reader.leaf(n)


def history_line(
    view: BookView, leaf: Leaf, *, reversed_by: list[int], windows: OwnWindows
) -> HistoryLine:
    """Describe one event."""
    event, target = leaf.event, undoes(leaf.event)
    before, after = windows.of(leaf.n + 1)
    return HistoryLine(
        number=leaf.n + 1,
        n=leaf.n,
        at=leaf.at,
        by=leaf.by,
        stream=leaf.stream,
        type=type_name(event),
        on=day_of(event),
        ref=ref_of(event),
        amount=getattr(event, "amount", None),
        text=describe(event, view.values(leaf.n)),
        imported=view.imported(leaf.n),
        reverses=None if target is None else target + 1,
        reversed_by=reversed_by,
        not_before=before,
        not_after=after,
        late=_is_late(event, before),
    )


def _is_late(event: Event, before: str | None) -> bool:
    on = happened_on(event)
    return bool(before and on and on < brussels_day(before))


def day_of(event: Event) -> dt.date | None:
    """Give the day on which a fact takes effect, None where it has none."""
    day: dt.date | None = getattr(event, "on", None)
    return day


def ref_of(event: Event) -> str | None:
    """Give the name by which people call a fact, None where it has none."""
    if isinstance(event, PlanRecorded):
        return f"plan-{event.school_year}"
    if isinstance(event, PlanApproved):
        return f"approval-{event.school_year}"
    ref: str | None = getattr(event, "ref", None)
    return ref
