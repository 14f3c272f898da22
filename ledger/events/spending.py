"""Facts of spending: expenses, and what was paid, justified, undone or decided of them.

Amounts are cents; `on` is the day on which a fact takes effect. A fact names another
one by its index in the log (`of`, `expense`, `link`, `withdraws`); people name it by
its `ref`.
"""

from __future__ import annotations

from ledger.events.fact import Fact
from ledger.events.texts import Commitment, MediaType, Ref, SchoolNumber, Token
from ledger.values import (
    Area,
    Cents,
    Count,
    Day,
    DecisionGround,
    DecisionTarget,
    DocumentKind,
    Index,
    Part,
    Payer,
    RecoveryGround,
    ReversalGround,
    SignedCents,
    Year,
    ZeroOrCents,
)


class ExpenseRecorded(Fact, frozen=True, kw_only=True, tag="expense-recorded/1"):
    """Money spent from the grant, whether or not the rules allow what it went to."""

    ref: Ref
    on: Day
    amount: Cents
    category: Token
    beneficiary: Token
    people: Count | None
    imposed: bool | None
    initiative: Ref | None
    invoiced: Day | None
    activity_from: Day | None
    activity_until: Day | None
    invoice_total: Cents | None
    part: Part | None
    shared_with: tuple[SchoolNumber, ...] | None
    borne_by_staff: ZeroOrCents | None
    supplier: Commitment
    supplier_number: Commitment
    supplier_iban: Commitment
    invoice: Commitment
    description: Commitment
    duplicate_reason: Commitment


class PaymentRecorded(Fact, frozen=True, kw_only=True, tag="payment-recorded/1"):
    """An expense, or a part of it, was paid."""

    ref: Ref
    expense: Index
    on: Day
    amount: Cents
    by: Payer | None
    bank_reference: Commitment


class LinkRecorded(Fact, frozen=True, kw_only=True, tag="link-recorded/1"):
    """A justification: which activity (part of) an expense served, and its sense."""

    ref: Ref
    expense: Index
    on: Day
    amount: Cents
    initiative: Ref | None
    area: Area | None
    beneficiary: Token | None
    people: Count | None
    activity: Commitment
    relevance: Commitment


class LinkWithdrawn(Fact, frozen=True, kw_only=True, tag="link-withdrawn/1"):
    """A justification link no longer stands."""

    link: Index
    on: Day
    reason: Commitment


class ReversalRecorded(Fact, frozen=True, kw_only=True, tag="reversal-recorded/1"):
    """Undoes (part of) an earlier fact; an approval, without amount, as a whole."""

    of: Index
    on: Day
    amount: SignedCents | None
    ground: ReversalGround
    reason: Commitment


class RecoveryRecorded(Fact, frozen=True, kw_only=True, tag="recovery-recorded/1"):
    """Money of an expense came back: a credit note, a cancelled training."""

    ref: Ref
    year: Year
    of: Index
    on: Day
    amount: Cents
    ground: RecoveryGround
    bank_reference: Commitment


class DecisionRecorded(Fact, frozen=True, kw_only=True, tag="decision-recorded/1"):
    """What the government disallowed or claimed; `withdraws` an earlier decision."""

    ref: Ref
    target: DecisionTarget
    of: Index
    on: Day
    amount: Cents | None
    ground: DecisionGround
    withdraws: Index | None
    authority: Commitment
    reference: Commitment
    text: Commitment


class DocumentAttached(Fact, frozen=True, kw_only=True, tag="document-attached/1"):
    """A document belongs to a fact; `size` in bytes, `digest` its sealed SHA-256."""

    of: Index
    kind: DocumentKind
    media_type: MediaType
    size: Count
    digest: Commitment
    name: Commitment


SpendingEvent = (
    ExpenseRecorded
    | PaymentRecorded
    | LinkRecorded
    | LinkWithdrawn
    | ReversalRecorded
    | RecoveryRecorded
    | DecisionRecorded
    | DocumentAttached
)
