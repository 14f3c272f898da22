"""The figures of a year a second time, in the plainest way there is: an oracle.

It knows the leaves of a log and the text of the domain, and nothing of the state, the
figures or the rule sets of the ledger. Every figure walks through the facts of the year
again; money is a `Decimal` of euros until the last moment.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

from ledger import events as e
from ledger.events.statement import TrancheStatus
from tests.ledger.naive_facts import CENT, NOTHING, Fact, Seen, cents, euros

INELIGIBLE_CATEGORIES = {"leisure", "own-staff-pay"}
INELIGIBLE_BENEFICIARIES = {"volunteer", "outsider", "other-school"}


@dataclass(frozen=True, kw_only=True)
class Naive:
    """A log, as far as it is known, and the year and day that it is looked at from."""

    log: Sequence[e.Leaf]
    year: int
    today: dt.date
    on: dt.date | None = None
    reserve_from: str = "unspent"
    reserve_expires: str = "never"

    @cached_property
    def seen(self) -> Seen:
        """The facts of the year that count on the day."""
        return Seen(self.log, self.year, on=self.on)

    def allocated(self) -> Decimal:
        return self.seen.total(e.AllocationRecorded) + self.seen.total(
            e.AdjustmentRecorded
        )

    def expected(self, tranche: int, upto: dt.date | None = None) -> Decimal:
        """What a tranche is; `upto` leaves out what was allocated later than a day."""

        def is_in(leaf: Fact) -> bool:
            return upto is None or leaf.event.on <= upto

        def is_early(leaf: Fact) -> bool:
            return is_in(leaf) and leaf.event.on <= self.due(1)

        allocation = self.seen.total(e.AllocationRecorded, is_in)
        first = allocation + self.seen.total(e.AdjustmentRecorded, is_early)
        first = half_up(first * Decimal("0.60"))
        if tranche == 1:
            return first
        return allocation + self.seen.total(e.AdjustmentRecorded, is_in) - first

    def due(self, tranche: int) -> dt.date:
        if tranche == 1:
            return dt.date(self.year, 2, 29 if calendar.isleap(self.year) else 28)
        return dt.date(self.year, 6, 30)

    def came(self, tranche: int, upto: dt.date | None = None) -> Decimal:
        """What was received of a tranche; `upto` leaves out later receipts."""

        def is_in(leaf: Fact) -> bool:
            event = leaf.event
            return event.tranche == tranche and (upto is None or event.on <= upto)

        return self.seen.total(e.TrancheReceived, is_in)

    def status(self, tranche: int) -> TrancheStatus:
        due = self.due(tranche)
        owed = self.expected(tranche, min(due, self.on or due))
        if owed <= 0 or self.came(tranche, due) >= owed:
            return "received"
        if self.came(tranche) >= owed or due < (self.on or self.today):
            return "late"
        return "partly" if self.came(tranche) > 0 else "expected"

    def funds(self) -> Decimal:
        received = self.seen.total(e.TrancheReceived) + self.seen.total(
            e.RecoveryRecorded
        )
        return self.seen.total(e.OpeningRecorded) + received

    def spent(self) -> Decimal:
        return self.seen.total(e.ExpenseRecorded)

    def ineligible(self) -> Decimal:
        total = NOTHING
        for expense in self.seen.facts(e.ExpenseRecorded):
            if is_eligible(expense.event):
                total += self.disallowed(expense)
            else:
                total += self.seen.left(expense)
        return total

    def disallowed(self, expense: Fact) -> Decimal:
        """Add up the decisions on an expense that stand; at most what is left of it."""
        total = NOTHING
        for decision in self.seen.facts(e.DecisionRecorded):
            is_about = decision.event.target == "expense"
            if not is_about or decision.event.of != expense.n:
                continue
            if not self.is_withdrawn(decision):
                total += self.seen.left(decision)
        return min(total, self.seen.left(expense))

    def is_withdrawn(self, decision: Fact) -> bool:
        """Whether another decision withdraws it, and was not itself undone."""
        for other in self.seen.facts(e.DecisionRecorded):
            undone = self.seen.reversals(other) and self.seen.left(other) == 0
            if other.event.withdraws == decision.n and not undone:
                return True
        return False

    def justified(self) -> Decimal:
        total = NOTHING
        for expense in self.seen.facts(e.ExpenseRecorded):
            if is_eligible(expense.event):
                most = self.seen.left(expense) - self.disallowed(expense)
                total += min(self.linked(expense), most)
        return total

    def linked(self, expense: Fact) -> Decimal:
        """Add up the links of an expense that are not withdrawn."""
        withdrawn = {leaf.event.link for leaf in self.seen.facts(e.LinkWithdrawn)}
        total = NOTHING
        for link in self.seen.facts(e.LinkRecorded):
            if link.event.expense == expense.n and link.n not in withdrawn:
                total += euros(link.event.amount)
        return total

    def unused(self) -> Decimal:
        return max(NOTHING, self.funds() - self.justified())

    def unspent(self) -> Decimal:
        return max(NOTHING, self.funds() - self.spent())

    def reserve_limit(self) -> Decimal:
        half = self.allocated() * Decimal("0.50")
        return max(NOTHING, half.quantize(CENT, rounding=ROUND_FLOOR))

    def reserve_allowed(self) -> Decimal:
        unspent = self.unspent() if self.reserve_from == "unspent" else self.unused()
        if self.reserve_expires == "next-year":
            # The old reserve goes first: what is left of it is not reserved again.
            fresh = self.funds() - self.seen.total(e.OpeningRecorded)
            unspent = min(unspent, max(NOTHING, fresh))
        return min(unspent, self.reserve_limit())

    def carried_over(self) -> Decimal:
        close = self.seen.close
        return euros(close.event.carry_over) if close else self.reserve_allowed()

    def claimed(self) -> Decimal:
        total = NOTHING
        for decision in self.seen.facts(e.DecisionRecorded):
            if decision.event.target != "expense" and not self.is_withdrawn(decision):
                total += self.seen.left(decision)
        return total

    def refund_due(self) -> Decimal:
        return self.unused() - self.carried_over() + self.claimed()

    def tranche(self, number: int) -> e.TrancheFigures:
        return e.TrancheFigures(
            expected=cents(self.expected(number)),
            received=cents(self.came(number)),
            due=self.due(number),
            status=self.status(number),
        )

    def figures(self) -> e.Figures:
        """Give every figure, each of them from the beginning."""
        paid = self.seen.total(e.RefundPaid)
        unlinked = self.spent() - self.ineligible() - self.justified()
        return e.Figures(
            allocated=cents(self.allocated()),
            tranche_1=self.tranche(1),
            tranche_2=self.tranche(2),
            received=cents(self.seen.total(e.TrancheReceived)),
            opening_reserve=cents(self.seen.total(e.OpeningRecorded)),
            recovered=cents(self.seen.total(e.RecoveryRecorded)),
            funds=cents(self.funds()),
            spent=cents(self.spent()),
            ineligible=cents(self.ineligible()),
            justified=cents(self.justified()),
            unjustified=cents(unlinked),
            unused=cents(self.unused()),
            unspent=cents(self.unspent()),
            own_contribution=cents(max(NOTHING, self.spent() - self.funds())),
            reserve_limit=cents(self.reserve_limit()),
            reserve_allowed=cents(self.reserve_allowed()),
            carried_over=cents(self.carried_over()),
            claimed=cents(self.claimed()),
            refund_due=cents(self.refund_due()),
            refund_paid=cents(paid),
            refund_outstanding=cents(self.refund_due() - paid),
            available=cents(self.funds() - self.spent()),
        )


def is_eligible(expense: e.ExpenseRecorded) -> bool:
    """Whether the grant may be used for it, and for whom it was used."""
    return (
        expense.category not in INELIGIBLE_CATEGORIES
        and expense.beneficiary not in INELIGIBLE_BENEFICIARIES
    )


def half_up(amount: Decimal) -> Decimal:
    """Round to the cent; half a cent goes up, also below zero."""
    return (amount + CENT / 2).quantize(CENT, rounding=ROUND_FLOOR)
