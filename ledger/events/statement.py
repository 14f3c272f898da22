"""The figures of a school and a budget year, seen at a point in time. All are cents.

What each one is stands in docs/figures.md (the table of the domain text); they are made
in one place only, `ledger.figures`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ledger.values import Day, SignedCents

TrancheStatus = Literal["expected", "partly", "received", "late"]


class TrancheFigures(Struct, frozen=True, kw_only=True):
    """One tranche: what should come by `due`, and what came."""

    expected: SignedCents
    received: SignedCents
    due: Day
    status: TrancheStatus


class Figures(Struct, frozen=True, kw_only=True):
    """Every figure of a year, in cents."""

    allocated: SignedCents
    tranche_1: TrancheFigures
    tranche_2: TrancheFigures
    received: SignedCents
    opening_reserve: SignedCents
    recovered: SignedCents
    funds: SignedCents
    spent: SignedCents
    ineligible: SignedCents
    justified: SignedCents
    unjustified: SignedCents
    unused: SignedCents
    unspent: SignedCents
    own_contribution: SignedCents
    reserve_limit: SignedCents
    reserve_allowed: SignedCents
    carried_over: SignedCents
    claimed: SignedCents
    refund_due: SignedCents
    refund_paid: SignedCents
    refund_outstanding: SignedCents
    available: SignedCents
