"""Fold the events of a budget year into its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ledger.events import (
    AdjustmentRecorded,
    AllocationRecorded,
    DecisionRecorded,
    DocumentAttached,
    ExpenseRecorded,
    Leaf,
    LinkRecorded,
    LinkWithdrawn,
    Of,
    OpeningRecorded,
    PaymentRecorded,
    RecoveryRecorded,
    RefundPaid,
    ReversalRecorded,
    TrancheReceived,
    YearClosed,
    YearReopened,
)
from ledger.state.book import BookState, YearState
from ledger.state.entries import (
    AnyEntry,
    Closing,
    Decision,
    Document,
    Entry,
    Expense,
    Link,
    Reversal,
    added,
)
from ledger.state.owing import Owed


def evolve_year(year: YearState, leaf: Leaf) -> None:
    """Fold a leaf of the stream of `year` into it; what does not belong is left out."""
    fold = _YEAR.get(type(leaf.event))
    if fold:
        fold(year, leaf)


def _add_entry(year: YearState, leaf: Of[Any]) -> None:
    event = leaf.event
    entry: AnyEntry = Entry(leaf.n, event)
    year.entries[leaf.n] = entry
    getattr(year, _LISTS[type(event)]).append(entry)
    year.book.names.claim_ref(event.ref, leaf.n)


_LISTS: dict[type, str] = {
    OpeningRecorded: "openings",
    AllocationRecorded: "allocations",
    AdjustmentRecorded: "adjustments",
    TrancheReceived: "receipts",
    RecoveryRecorded: "recoveries",
    RefundPaid: "refunds",
}


def _receive(year: YearState, leaf: Of[TrancheReceived]) -> None:
    event = leaf.event
    _add_entry(year, leaf)
    other = event.withheld_for
    if event.withheld and other in year.book.years_opened:
        year.book.owed.append(
            Owed(kind="refund", year=other, amount=event.withheld, command=leaf.id)
        )


def _spend(year: YearState, leaf: Of[ExpenseRecorded]) -> None:
    event = leaf.event
    expense = Expense(leaf.n, event)
    year.entries[leaf.n] = expense
    year.expenses.append(expense)
    year.book.names.claim_ref(event.ref, leaf.n)


def _pay(year: YearState, leaf: Of[PaymentRecorded]) -> None:
    event = leaf.event
    payment = Entry(leaf.n, event)
    year.entries[leaf.n] = payment
    expense = year.entries.get(event.expense)
    if isinstance(expense, Expense):
        expense.payments = added(expense.payments, payment)
    year.book.names.claim_ref(event.ref, leaf.n)


def _link(year: YearState, leaf: Of[LinkRecorded]) -> None:
    event = leaf.event
    link = Link(leaf.n, event)
    year.links[leaf.n] = link
    expense = year.entries.get(event.expense)
    if isinstance(expense, Expense):
        expense.links = added(expense.links, link)
        expense.linked += event.amount
    year.book.names.claim_ref(event.ref, leaf.n)


def _unlink(year: YearState, leaf: Of[LinkWithdrawn]) -> None:
    event = leaf.event
    link = year.links.get(event.link)
    if link is None or link.withdrawn:
        return
    link.withdrawn, link.withdrawn_n = event, leaf.n
    year.book.names.free_ref(link.event.ref)
    expense = year.entries.get(link.event.expense)
    if isinstance(expense, Expense):
        expense.linked -= link.event.amount


def _reverse(year: YearState, leaf: Of[ReversalRecorded]) -> None:
    event = leaf.event
    entry = year.entries.get(event.of)
    if entry is None:
        return
    reversal = Reversal(leaf.n, event.on, event.amount or 0, event)
    decisions = [(each, each.standing) for each in _hanging_on(year, entry)]
    year.reversals.add(leaf.n)
    entry.reversals = added(entry.reversals, reversal)
    entry.undone += reversal.amount
    for decision, before in decisions:
        _shift(year, decision, by=decision.standing - before)
    if not entry.stands:
        year.book.names.free_ref(entry.event.ref)
        year.book.names.free_invoice(entry.n)


def _decide(year: YearState, leaf: Of[DecisionRecorded]) -> None:
    event = leaf.event
    decision = Decision(leaf.n, event)
    year.entries[leaf.n] = decision
    year.decisions.append(decision)
    target = year.entries.get(event.of)
    if event.target == "expense" and isinstance(target, Expense):
        target.decisions = added(target.decisions, decision)
    _shift(year, decision, by=decision.standing)
    earlier = year.entries.get(-1 if event.withdraws is None else event.withdraws)
    if isinstance(earlier, Decision):
        before = earlier.standing
        earlier.withdrawals = added(earlier.withdrawals, decision)
        _shift(year, earlier, by=earlier.standing - before)
    year.book.names.claim_ref(event.ref, leaf.n)


def _shift(year: YearState, decision: Decision, *, by: int) -> None:
    target = year.entries.get(decision.event.of)
    if decision.event.target == "expense" and isinstance(target, Expense):
        target.decided += by


def _hanging_on(year: YearState, entry: AnyEntry) -> list[Decision]:
    """The decisions that stand or fall with a fact: it, and what it withdrew."""
    if not isinstance(entry, Decision):
        return []
    withdrawn = year.entries.get(entry.event.withdraws or -1)
    return [entry, *([withdrawn] if isinstance(withdrawn, Decision) else [])]


def _attach(year: YearState, leaf: Of[DocumentAttached]) -> None:
    event = leaf.event
    year.documents.append(Document(leaf.n, event))


def _close(year: YearState, leaf: Of[YearClosed]) -> None:
    event = leaf.event
    year.closed = Closing(leaf.n, event)
    year.closings[leaf.n] = year.closed
    year.book.years_closed.add(year.year)
    year.book.owed.extend(_owed_after_close(year, leaf))


def _owed_after_close(year: YearState, leaf: Of[YearClosed]) -> Iterator[Owed]:
    event, following = leaf.event, year.year + 1
    opens = owes_opening(year.book, year.year)
    standing = standing_openings(year.book, following)
    if opens and [opening.left for opening in standing] == [event.carry_over]:
        return
    for opening in standing:
        left, of = opening.left, opening.n
        yield Owed(kind="reversal", year=following, amount=left, of=of, command=leaf.id)
    if opens:
        yield Owed(
            kind="opening",
            year=following,
            amount=event.carry_over,
            previous=max(0, event.figures.allocated),
            command=leaf.id,
        )


def _reopen(year: YearState, _leaf: Of[YearReopened]) -> None:
    year.closed = None
    year.book.years_closed.discard(year.year)


def owes_opening(state: BookState, year: int) -> bool:
    """Whether closing a year opens the next: not when the school ended in it."""
    return state.ended is None or state.ended.on.year > year


def standing_openings(state: BookState, year: int) -> list[Entry[OpeningRecorded]]:
    """Give the opening reserve of a year that stands, if one does: never more."""
    opened = state.years.get(year)
    latest = opened.openings[-1:] if opened else []
    return [opening for opening in latest if opening.stands]


_YEAR: dict[type, Callable[[YearState, Any], None]] = {
    OpeningRecorded: _add_entry,
    AllocationRecorded: _add_entry,
    AdjustmentRecorded: _add_entry,
    TrancheReceived: _receive,
    ExpenseRecorded: _spend,
    PaymentRecorded: _pay,
    LinkRecorded: _link,
    LinkWithdrawn: _unlink,
    ReversalRecorded: _reverse,
    RecoveryRecorded: _add_entry,
    RefundPaid: _add_entry,
    DecisionRecorded: _decide,
    DocumentAttached: _attach,
    YearClosed: _close,
    YearReopened: _reopen,
}
