"""The only place where a number is made: the figures of a year at a point in time.

`figures(year, on, today=today)` is used when a year is closed, by every projection, and by
`verify`. Its semantics (version 1) are the table and the rules of the domain text,
section "Figures for a school and a year", restated in docs/figures.md. All amounts are
cents; `known_at` is not seen here, as the state holds only what was known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from ledger.days import month_end
from ledger.events import Figures, TrancheFigures
from ledger.events.statement import TrancheStatus
from ledger.money import share_down, share_half_up
from ledger.state.book import YearState
from ledger.state.entries import AnyEntry, Closing, Decision, Expense, Link


def figures(year: YearState, on: dt.date | None, *, today: dt.date) -> Figures:
    """Give every figure of `year`, seen on `on` (None: with everything recorded).

    `today` only tells whether an incomplete tranche is late where `on` is None.
    """
    view = View(year, on)
    spent = view.spending()
    received = view.sum(year.receipts)
    opening = view.sum(year.openings)
    recovered = view.sum(year.recoveries)
    funds = opening + received + recovered
    allocated = view.sum(year.allocations) + view.sum(year.adjustments)
    unused = max(0, funds - spent.justified)
    limit = share_down(allocated, year.rules.set.reserve.percent)
    allowed = min(_reservable(year, spent, opening=opening, funds=funds), limit)
    carried = view.closed.event.carry_over if view.closed else allowed
    claimed = sum(
        view.decided(d) for d in year.decisions if d.event.target != "expense"
    )
    refund_due = unused - carried + claimed
    refund_paid = view.sum(year.refunds)
    first, second = (tranche(year, number, on=on, today=today) for number in (1, 2))
    return Figures(
        allocated=allocated,
        tranche_1=first,
        tranche_2=second,
        received=received,
        opening_reserve=opening,
        recovered=recovered,
        funds=funds,
        spent=spent.spent,
        ineligible=spent.ineligible,
        justified=spent.justified,
        unjustified=spent.unjustified,
        unused=unused,
        unspent=max(0, funds - spent.spent),
        own_contribution=max(0, spent.spent - funds),
        reserve_limit=limit,
        reserve_allowed=allowed,
        carried_over=carried,
        claimed=claimed,
        refund_due=refund_due,
        refund_paid=refund_paid,
        refund_outstanding=refund_due - refund_paid,
        available=funds - spent.spent,
    )


def _reservable(year: YearState, spent: Spending, *, opening: int, funds: int) -> int:
    # One saves only what one still has (the chosen reading), or also what is merely
    # unused; a reserve that expires cannot be saved a second time.
    reserve = year.rules.set.reserve
    base = spent.spent if reserve.from_ == "unspent" else spent.justified
    expired = max(0, opening - base) if reserve.expires == "next-year" else 0
    return max(0, funds - base - expired)


class Spending(Struct):
    """What was spent, and the three parts that it falls into; cents."""

    spent: int = 0
    ineligible: int = 0
    justified: int = 0

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
        if not self.counts(entry.n, entry.event.on):
            return 0
        amount = entry.amount
        for reversal in entry.reversals:
            if self.counts(reversal.n, reversal.on):
                amount -= reversal.amount
        return amount

    def sum(self, entries: Iterable[AnyEntry]) -> int:
        """Give the sum of what stands of some facts, in cents."""
        return sum(self.net(entry) for entry in entries)

    def decided(self, decision: Decision) -> int:
        """Give what a decision claims or disallows, 0 once it is withdrawn."""
        by = decision.withdrawn
        if by and self.counts(decision.withdrawn_n or 0, by.on):
            return 0
        return self.net(decision)

    def linked(self, link: Link) -> int:
        """Give what a link justifies, 0 where it does not count or was withdrawn."""
        by = link.withdrawn
        if by and self.counts(link.withdrawn_n or 0, by.on):
            return 0
        return link.event.amount if self.counts(link.n, link.event.on) else 0

    def expense(self, expense: Expense) -> ExpenseFigures:
        """Give the parts of one expense."""
        amount = self.net(expense)
        linked = sum(self.linked(link) for link in expense.links) if amount else 0
        if not eligible(self.year, expense):
            return ExpenseFigures(amount, amount, 0, linked)
        decided = sum(self.decided(decision) for decision in expense.decisions)
        disallowed = min(amount, decided)
        justified = min(linked, amount - disallowed)
        return ExpenseFigures(amount, disallowed, justified, linked)

    def spending(self) -> Spending:
        """Give what was spent in the year, and its parts."""
        total = Spending()
        for expense in self.year.expenses:
            part = self.expense(expense)
            total.spent += part.amount
            total.ineligible += part.ineligible
            total.justified += part.justified
        return total


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


def tranche(
    year: YearState, number: int, *, on: dt.date | None, today: dt.date
) -> TrancheFigures:
    """Give what was expected of a tranche and what came of it, seen on `on`."""
    due = due_day(year, number)
    receipts = [entry for entry in year.receipts if entry.event.tranche == number]
    known = due if on is None else min(on, due)
    owed = expected(year, number, on=known)
    came = View(year, on).sum(receipts)
    in_time = View(year, known).sum(receipts)
    status: TrancheStatus
    if min(in_time, came) >= owed:
        status = "received"
    elif came >= owed or due < (on or today):
        status = "late"
    else:
        status = "partly" if came else "expected"
    return TrancheFigures(
        expected=expected(year, number, on=on), received=came, due=due, status=status
    )


def due_day(year: YearState, number: int) -> dt.date:
    """Give the day by which a tranche is due: the last one of its month."""
    rules = year.rules.set.tranches
    month = rules.first_due_month if number == 1 else rules.second_due_month
    return month_end(year.year, month)


def expected(year: YearState, number: int, *, on: dt.date | None) -> int:
    """Give what a tranche should bring, in cents, by what was allocated on `on`."""
    view, due = View(year, on), due_day(year, 1)
    early = [entry for entry in year.adjustments if entry.event.on <= due]
    allocated = view.sum(year.allocations)
    percent = year.rules.set.tranches.first_percent
    first = share_half_up(allocated + view.sum(early), percent)
    return first if number == 1 else allocated + view.sum(year.adjustments) - first
