"""Which facts of a year count on a day, and what they come to.

A closed year is seen as it was closed, from its 31 December on (docs/figures.md). All
amounts are cents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from ledger.state.book import YearState
from ledger.state.entries import AnyEntry, Closing, Decision, Expense, Link


class Spending(Struct):
    """What was spent, and the three parts that it falls into; cents."""

    spent: int
    ineligible: int
    justified: int

    @property
    def unjustified(self) -> int:
        """What is still to be linked."""
        return self.spent - self.ineligible - self.justified


class ExpenseFigures(Struct, frozen=True):
    """One expense: `amount` less reversals, and the three parts of it; cents."""

    amount: int
    ineligible: int
    justified: int
    linked: int

    @property
    def unjustified(self) -> int:
        """What is still to be linked of this expense."""
        return self.amount - self.ineligible - self.justified


class View:
    """Which facts of a year count, seen on a day.

    From its 31 December on, a closed year is seen as it was closed: every fact recorded
    before the close counts then, also one that is dated later. What came after the
    close counts from its own day.
    """

    def __init__(self, year: YearState, on: dt.date | None) -> None:
        """See `year` on `on`, or with everything recorded where `on` is None."""
        self.year = year
        self.on = on
        self.closed = _closed(year, on)
        self._before = self.closed.n if self.closed else -1

    def counts(self, n: int, day: dt.date) -> bool:
        """Say whether the fact at index `n`, which takes effect on `day`, counts."""
        return self.on is None or day <= self.on or n < self._before

    def net(self, entry: AnyEntry) -> int:
        """Give what stands of a fact, in cents; 0 where it does not count yet."""
        event = entry.event
        # Nearly always all of a year is seen: then nothing has to be asked.
        if self.on is not None and not self.counts(entry.n, event.on):
            return 0
        amount: int = event.amount or 0
        for reversal in entry.reversals:
            if self.counts(reversal.n, reversal.on):
                amount -= reversal.amount
        return amount

    def sum(self, entries: Iterable[AnyEntry]) -> int:
        """Give the sum of what stands of some facts, in cents."""
        return sum(self.net(entry) for entry in entries)

    def allocated(self) -> int:
        """Give what the year was granted, with what adjusted it, in cents."""
        return self.sum(self.year.allocations) + self.sum(self.year.adjustments)

    def decided(self, decision: Decision) -> int:
        """Give what a decision claims or disallows, 0 once it is withdrawn."""
        if any(self.stands(withdrawal) for withdrawal in decision.withdrawals):
            return 0
        return self.net(decision)

    def stands(self, entry: AnyEntry) -> bool:
        """Say whether a fact counts and was not undone, also one without an amount."""
        undone = any(self.counts(r.n, r.on) for r in entry.reversals)
        counted = self.counts(entry.n, entry.event.on)
        return counted and not (undone and self.net(entry) == 0)

    def linked(self, link: Link) -> int:
        """Give what a link justifies, 0 where it does not count or was withdrawn."""
        by = link.withdrawn
        if by and self.counts(link.withdrawn_n or 0, by.on):
            return 0
        return link.event.amount if self.counts(link.n, link.event.on) else 0

    def expense(self, expense: Expense) -> ExpenseFigures:
        """Give the parts of one expense."""
        amount = self.net(expense)
        linked = sum([self.linked(link) for link in expense.links]) if amount else 0
        if not eligible(self.year, expense):
            return ExpenseFigures(amount, amount, 0, linked)
        decided = 0
        if expense.decisions:
            decided = sum([self.decided(decision) for decision in expense.decisions])
        disallowed = min(amount, decided)
        justified = min(linked, amount - disallowed)
        return ExpenseFigures(amount, disallowed, justified, linked)

    def spending(self) -> Spending:
        """Give what was spent in the year, and its parts: the sum over `expense`."""
        spent = ineligible = justified = 0
        rules, until = self.year.rules.set, self.on or dt.date.max
        categories = frozenset(rules.categories.eligible)
        beneficiaries = frozenset(rules.beneficiaries.eligible)
        for expense in self.year.expenses:
            event = expense.event
            # Of most expenses nothing was undone or decided: what `expense` would give
            # is then said in a line, and half of the cost of a balance is saved.
            if (
                expense.reversals
                or expense.decisions
                or event.category not in categories
                or event.beneficiary not in beneficiaries
            ):
                part = self.expense(expense)
                spent += part.amount
                ineligible += part.ineligible
                justified += part.justified
            elif event.on <= until:
                spent += event.amount
                justified += min(event.amount, sum(map(self.linked, expense.links)))
        return Spending(spent, ineligible, justified)


def _closed(year: YearState, on: dt.date | None) -> Closing | None:
    closing = year.closed
    return closing if closing and (on is None or closing.event.on <= on) else None


def eligible(year: YearState, expense: Expense) -> bool:
    """Say whether the grant may be used for this category and this beneficiary."""
    rules, event = year.rules.set, expense.event
    return (
        event.category in rules.categories.eligible
        and event.beneficiary in rules.beneficiaries.eligible
    )
