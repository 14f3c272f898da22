"""Facts as the state keeps them: the event, its index, what was later said of it.

What was said of a fact is empty for most, and lists are made by `added` when there is
something to hold: four empty ones for each expense were a fifth of the cost of a fold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from ledger.events import (
    AdjustmentRecorded,
    AllocationRecorded,
    DecisionRecorded,
    DocumentAttached,
    ExpenseRecorded,
    LinkRecorded,
    LinkWithdrawn,
    OpeningRecorded,
    PaymentRecorded,
    PlanApproved,
    PlanRecorded,
    RecoveryRecorded,
    RefundPaid,
    ReversalRecorded,
    TrancheReceived,
    YearClosed,
)

AmountEvent = (
    OpeningRecorded
    | AllocationRecorded
    | AdjustmentRecorded
    | TrancheReceived
    | ExpenseRecorded
    | PaymentRecorded
    | RecoveryRecorded
    | RefundPaid
    | DecisionRecorded
)
"""The facts that a reversal may undo in whole or in part."""

E = TypeVar("E", bound=AmountEvent)
T = TypeVar("T")


def added(facts: Sequence[T], fact: T) -> list[T]:
    """Add to what was said of a fact, in place where there is a list already."""
    if isinstance(facts, list):
        facts.append(fact)
        return facts
    return [*facts, fact]


class Erased(Struct):
    """What was erased of one event: by which event, each slot and the document."""

    slots: dict[str, int] = field(default_factory=dict)
    document: int | None = None


class Reversal(Struct, frozen=True):
    """Part of a fact that was undone, from `on`; `amount` in cents."""

    n: int
    on: dt.date
    amount: int
    event: ReversalRecorded


class Entry(Struct, Generic[E]):
    """A fact with an amount, at index `n`, and what was undone of it.

    `undone` is the sum of the reversals, in cents; a sum made anew for every fact would
    let a log with many of them keep a verifier busy for hours.
    """

    n: int
    event: E
    reversals: Sequence[Reversal] = ()
    undone: int = 0

    @property
    def amount(self) -> int:
        """What was recorded, in cents; 0 where the fact carries no amount."""
        return self.event.amount or 0

    @property
    def left(self) -> int:
        """What still stands, in cents, by everything recorded so far."""
        return self.amount - self.undone

    @property
    def stands(self) -> bool:
        """Whether anything of the fact is left; one without an amount always stands."""
        return not self.reversals or self.left != 0


class Link(Struct):
    """A justification link, and its withdrawal where there is one."""

    n: int
    event: LinkRecorded
    withdrawn: LinkWithdrawn | None = None
    withdrawn_n: int | None = None


class Expense(Entry[ExpenseRecorded]):
    """An expense with its payments, links and decisions, in the order recorded.

    `linked` and `decided` are the sums of the links and decisions that stand, in cents.
    """

    links: Sequence[Link] = ()
    payments: Sequence[Entry[PaymentRecorded]] = ()
    decisions: Sequence[Decision] = ()
    linked: int = 0
    decided: int = 0

    @property
    def disallowed(self) -> int:
        """What decisions disallow by everything recorded, at most what is left."""
        return min(self.left, self.decided)

    @property
    def unlinked(self) -> int:
        """What may still be linked, in cents."""
        return max(0, self.left - self.disallowed - self.linked)


class Decision(Entry[DecisionRecorded]):
    """A decision, and those that withdrew it: more than one where one was undone."""

    withdrawals: Sequence[Decision] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn, by one that was not itself undone."""
        return any(withdrawal.stands for withdrawal in self.withdrawals)

    @property
    def standing(self) -> int:
        """What the decision still claims or disallows, in cents."""
        return 0 if self.withdrawn else self.left


AnyEntry = Entry[Any]
"""A fact with an amount, whatever it is."""


class Document(Struct, frozen=True):
    """A document, attached to a fact."""

    n: int
    event: DocumentAttached


class Closing(Struct, frozen=True):
    """A close of a year that has not been reopened since."""

    n: int
    event: YearClosed


class Plan(Struct):
    """A version of a plan; `approval` where it was approved and that still stands."""

    n: int
    event: PlanRecorded
    approval: Approval | None = None


class Approval(Struct):
    """The approval of a version of a plan, and its reversal where there is one."""

    n: int
    event: PlanApproved
    reversed: ReversalRecorded | None = None
