"""Two files of one log: do they tell one story, and what came since the older one.

Each was checked by itself. Here the larger tree is read once more, for its root at the
smaller size, and for the events that came after that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from ledger.events import Leaf, type_name
from ledger.note.vkey import encode_base64
from ledger.tree import EMPTY_ROOT, Frontier, leaf_hash
from ledger.verify.leaves import ReadLeaf, UnknownLeaf, read_each
from ledger.verify.statements import AllFigures

Change = tuple[Any, Any]
"""A figure before and after; null where that year was not there."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event that came since: its number from 1, its day, and its amount in cents.

    `on` is the day on which it takes effect, None for an event that has no such day.
    """

    number: int
    at: str
    type: str
    on: dt.date | None
    amount: int | None


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """What came since the older of two: from so many events to so many.

    `newer` names that file. Of the figures only those are there that differ, by year.
    """

    newer: str
    before: int
    after: int
    events: list[Event]
    figures: dict[str, dict[str, Change]]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two files, as its own check left it."""

    file: str
    size: int
    figures: AllFigures


class Growth(msgspec.Struct, frozen=True):
    """The root of the newer log at the older size, and the events after it."""

    root: str
    events: list[Event]


def growth(lines: Iterable[bytes], size: int) -> Growth:
    """Read the leaves of the newer log; `size` is that of the older one."""
    tree, root, events = Frontier(), EMPTY_ROOT, []
    for line in lines:
        tree.extend([leaf_hash(line)])
        if tree.size == size:
            root = tree.root()
        elif tree.size > size:
            events += [_event(tree.size, leaf) for leaf in read_each([line])]
    return Growth(encode_base64(root), events)


def since(older: Side, newer: Side, *, events: list[Event]) -> Since:
    """Put together what came since."""
    return Since(
        newer=newer.file,
        before=older.size,
        after=newer.size,
        events=events,
        figures=changes(older.figures, newer.figures),
    )


_NOT_FIGURES = frozenset({"events", "root", "known_at", "on", "school", "year"})


def changes(before: AllFigures, after: AllFigures) -> dict[str, dict[str, Change]]:
    """Give the figures that differ, by year and name."""
    found: dict[str, dict[str, Change]] = {}
    for year in sorted(before.keys() | after.keys()):
        old, new = (msgspec.to_builtins(each.get(year, {})) for each in (before, after))
        differing = {
            name: (old.get(name), new.get(name))
            for name in sorted((old.keys() | new.keys()) - _NOT_FIGURES)
            if old.get(name) != new.get(name)
        }
        if differing:
            found[year] = differing
    return found


def _event(number: int, leaf: ReadLeaf) -> Event:
    if isinstance(leaf, Leaf):
        event = leaf.event
        return Event(
            number=number,
            at=leaf.at,
            type=type_name(event),
            on=getattr(event, "on", None),
            amount=getattr(event, "amount", None),
        )
    if isinstance(leaf, UnknownLeaf):
        return Event(number=number, at=leaf.at, type=leaf.type, on=None, amount=None)
    return Event(number=number, at="", type="unreadable", on=None, amount=None)
