"""Facts of the grant in a budget year: what was given, carried over and given back.

Amounts are cents; `on` is the day on which a fact takes effect.
"""

from __future__ import annotations

from ledger.events.fact import Fact
from ledger.events.statement import Figures
from ledger.events.texts import Commitment, Ref, RulesId, SchoolNumber, Sha256Hex
from ledger.values import (
    Cents,
    Count,
    CountOf,
    Day,
    Hundredths,
    OpeningSource,
    PaidTo,
    RefundMethod,
    SignedCents,
    Tranche,
    Year,
    ZeroOrCents,
)


class YearOpened(Fact, frozen=True, kw_only=True, tag="year-opened/1"):
    """A budget year has its first fact, and is under a rule set from now on."""

    year: Year
    rules: RulesId
    rules_sha256: Sha256Hex


class OpeningRecorded(Fact, frozen=True, kw_only=True, tag="opening-recorded/1"):
    """The reserve that the year begins with; `previous_allocation` bounded it."""

    ref: Ref
    year: Year
    on: Day
    amount: ZeroOrCents
    source: OpeningSource | None
    from_school: SchoolNumber | None
    previous_allocation: ZeroOrCents | None


class AllocationRecorded(Fact, frozen=True, kw_only=True, tag="allocation-recorded/1"):
    """The yearly amount granted; `posts` in hundredths, `rate` in cents per post."""

    ref: Ref
    year: Year
    on: Day
    amount: Cents
    posts: Hundredths | None
    rate: Cents | None
    reference_date: Day | None
    count_of: CountOf | None


class AdjustmentRecorded(Fact, frozen=True, kw_only=True, tag="adjustment-recorded/1"):
    """The allocation was raised or lowered afterwards."""

    ref: Ref
    year: Year
    on: Day
    amount: SignedCents
    reason: Commitment


class TrancheReceived(Fact, frozen=True, kw_only=True, tag="tranche-received/1"):
    """Money of a tranche: `amount` gross, `withheld` what was kept back of it."""

    ref: Ref
    year: Year
    tranche: Tranche
    on: Day
    amount: Cents
    withheld: Cents | None
    withheld_for: Year | None
    paid_to: PaidTo | None
    credit_total: Cents | None
    bank_reference: Commitment


class YearClosed(Fact, frozen=True, kw_only=True, tag="year-closed/1"):
    """The year is closed with `carry_over`; `count` events came before in the log."""

    year: Year
    on: Day
    carry_over: ZeroOrCents
    figures: Figures
    count: Count
    reason: Commitment


class YearReopened(Fact, frozen=True, kw_only=True, tag="year-reopened/1"):
    """A closed year takes facts again."""

    year: Year
    on: Day
    reason: Commitment


class RefundPaid(Fact, frozen=True, kw_only=True, tag="refund-paid/1"):
    """Money of the year went back to the government, or was withheld by it."""

    ref: Ref
    year: Year
    on: Day
    amount: Cents
    method: RefundMethod | None
    bank_reference: Commitment


YearEvent = (
    YearOpened
    | OpeningRecorded
    | AllocationRecorded
    | AdjustmentRecorded
    | TrancheReceived
    | YearClosed
    | YearReopened
    | RefundPaid
)
