"""What may be recorded of the grant in a budget year. Amounts are cents."""

from __future__ import annotations

from ledger.commands.wish import Wish
from ledger.values import (
    Cents,
    CountOf,
    Day,
    Hundredths,
    OpeningSource,
    PaidTo,
    Ref,
    RefundMethod,
    SchoolNumber,
    SignedCents,
    Text,
    Tranche,
    Year,
    ZeroOrCents,
)


class RecordOpening(Wish, frozen=True, kw_only=True, tag="opening"):
    """Record the reserve that the first year of the book begins with."""

    year: Year
    on: Day
    amount: Cents
    source: OpeningSource | None = None
    from_school: SchoolNumber | None = None
    previous_allocation: ZeroOrCents | None = None
    ref: Ref | None = None


class RecordAllocation(Wish, frozen=True, kw_only=True, tag="allocation"):
    """Record the yearly amount granted."""

    year: Year
    on: Day
    amount: Cents
    posts: Hundredths | None = None
    rate: Cents | None = None
    reference_date: Day | None = None
    count_of: CountOf | None = None
    ref: Ref | None = None


class RecordAdjustment(Wish, frozen=True, kw_only=True, tag="adjustment"):
    """Record that the allocation was raised, or lowered (below zero)."""

    year: Year
    on: Day
    amount: SignedCents
    reason: Text | None = None
    ref: Ref | None = None


class ReceiveTranche(Wish, frozen=True, kw_only=True, tag="tranche"):
    """Record money of a tranche; `amount` is gross, `withheld` did not arrive."""

    year: Year
    tranche: Tranche
    on: Day
    amount: Cents
    withheld: Cents | None = None
    withheld_for: Year | None = None
    paid_to: PaidTo | None = None
    credit_total: Cents | None = None
    bank_reference: Text | None = None
    ref: Ref | None = None


class PayRefund(Wish, frozen=True, kw_only=True, tag="refund"):
    """Record that money of the year went back to the government."""

    year: Year
    on: Day
    amount: Cents
    method: RefundMethod | None = None
    bank_reference: Text | None = None
    ref: Ref | None = None


class CloseYear(Wish, frozen=True, kw_only=True, tag="close"):
    """Close a year; without `carry_over`, all that is allowed is carried over."""

    year: Year
    carry_over: ZeroOrCents | None = None
    reason: Text | None = None


class ReopenYear(Wish, frozen=True, kw_only=True, tag="reopen"):
    """Let a closed year take facts again."""

    year: Year
    reason: Text
    on: Day | None = None
