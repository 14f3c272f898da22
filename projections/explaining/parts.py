"""A part of a figure, and the parts that are facts: each with what was undone of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledger.counting import View
from ledger.messages import message
from ledger.state.entries import AnyEntry, Decision
from projections.terms import word


class Part(Struct, frozen=True, kw_only=True):
    """One line of an explanation: the parts of a figure add up to it, in cents.

    `events` are numbers, from 1: first the fact itself. `figure` names a figure that
    has parts of its own. `rule` is a key of `rule_texts`. `documents` are numbers too.
    """

    cents: int
    text: str
    rule: str
    on: dt.date | None = None
    figure: str | None = None
    events: list[int] = []
    documents: list[int] = []


def fact_parts(view: View, entries: Iterable[AnyEntry], *, rule: str) -> Iterator[Part]:
    """Yield the facts that count and, after each, what was undone of it."""
    for entry in entries:
        if view.counts(entry.n, entry.event.on):
            yield fact_part(entry, rule=rule)
            yield from undone_parts(view, entry)


def fact_part(entry: AnyEntry, *, rule: str) -> Part:
    """Give a fact as it was recorded: its ref alone is the text."""
    event = entry.event
    return Part(
        cents=entry.amount, text=event.ref, rule=rule, on=event.on, events=[entry.n + 1]
    )


def undone_parts(view: View, entry: AnyEntry) -> Iterator[Part]:
    """Yield what was undone of a fact that counts."""
    for reversal in entry.reversals:
        if view.counts(reversal.n, reversal.on):
            yield Part(
                cents=-reversal.amount,
                text=message(
                    "{ref}, undone: {ground}",
                    ref=entry.event.ref,
                    ground=word("ground", reversal.event.ground),
                ),
                rule="undone",
                on=reversal.on,
                events=[reversal.n + 1, entry.n + 1],
            )


def decision_parts(view: View, decisions: Iterable[Decision]) -> Iterator[Part]:
    """Yield decisions that count; one that is withdrawn comes to nothing."""
    for decision in decisions:
        yield from fact_parts(view, [decision], rule="decision")
        standing = [w for w in decision.withdrawals if view.stands(w)]
        if standing and view.counts(decision.n, decision.event.on):
            yield Part(
                cents=-view.net(decision),
                text=message("{ref}, withdrawn", ref=decision.event.ref),
                rule="decision",
                on=standing[0].event.on,
                events=[*(w.n + 1 for w in standing), decision.n + 1],
            )
