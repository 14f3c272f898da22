"""Which event undoes which: reversals, withdrawn links, withdrawn decisions."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.events import (
    DecisionRecorded,
    Event,
    Leaf,
    LinkWithdrawn,
    ReversalRecorded,
)

UNDOING = ("reversal-recorded/1", "link-withdrawn/1", "decision-recorded/1")
"""The types of event that may undo another one."""


def undoes(event: Event) -> int | None:
    """Give the index of the event that `event` undoes, None where it undoes none."""
    if isinstance(event, ReversalRecorded):
        return event.of
    if isinstance(event, LinkWithdrawn):
        return event.link
    return event.withdraws if isinstance(event, DecisionRecorded) else None


def undoing_numbers(leaves: Iterable[Leaf]) -> dict[int, list[int]]:
    """Give, by the index of a fact that was undone, the numbers of what undid it."""
    found: dict[int, list[int]] = {}
    for leaf in leaves:
        target = undoes(leaf.event)
        if target is not None:
            found.setdefault(target, []).append(leaf.n + 1)
    return found
