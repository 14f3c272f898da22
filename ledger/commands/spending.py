"""What may be recorded of spending. Amounts are cents."""

from __future__ import annotations

from ledger.commands.wish import Target, Wish
from ledger.values import (
    Area,
    Cents,
    CompanyNumber,
    Count,
    Day,
    DecisionGround,
    DecisionTarget,
    DocumentKind,
    MediaType,
    Part,
    Payer,
    RecoveryGround,
    Ref,
    ReversalGround,
    SchoolNumber,
    Text,
    Token,
    Year,
    ZeroOrCents,
)


class RecordExpense(Wish, frozen=True, kw_only=True, tag="expense"):
    """Record money spent; with `activity` and `relevance` it is linked at once."""

    on: Day
    amount: Cents
    category: Token
    beneficiary: Token
    ref: Ref | None = None
    people: Count | None = None
    imposed: bool | None = None
    initiative: Ref | None = None
    invoiced: Day | None = None
    activity_from: Day | None = None
    activity_until: Day | None = None
    invoice_total: Cents | None = None
    part: Part | None = None
    shared_with: tuple[SchoolNumber, ...] | None = None
    borne_by_staff: ZeroOrCents | None = None
    supplier: Text | None = None
    supplier_number: CompanyNumber | None = None
    supplier_iban: Text | None = None
    invoice: Text | None = None
    description: Text | None = None
    duplicate_reason: Text | None = None
    year: Year | None = None
    activity: Text | None = None
    relevance: Text | None = None
    area: Area | None = None
    link_amount: Cents | None = None


class RecordPayment(Wish, frozen=True, kw_only=True, tag="payment"):
    """Record that an expense was paid; without an amount, all that is left of it."""

    expense: Target
    on: Day
    amount: Cents | None = None
    by: Payer | None = None
    bank_reference: Text | None = None
    ref: Ref | None = None


class RecordLink(Wish, frozen=True, kw_only=True, tag="link"):
    """Justify (part of) an expense; without an amount, all that is left of it."""

    expense: Target
    activity: Text
    relevance: Text
    on: Day | None = None
    amount: Cents | None = None
    initiative: Ref | None = None
    area: Area | None = None
    beneficiary: Token | None = None
    people: Count | None = None
    ref: Ref | None = None


class WithdrawLink(Wish, frozen=True, kw_only=True, tag="unlink"):
    """Withdraw a justification link."""

    link: Target
    on: Day | None = None
    reason: Text | None = None


class ReverseFact(Wish, frozen=True, kw_only=True, tag="reversal"):
    """Undo (part of) an earlier fact; without an amount, all that is left of it."""

    of: Target
    ground: ReversalGround
    on: Day | None = None
    amount: Cents | None = None
    reason: Text | None = None


class RecordRecovery(Wish, frozen=True, kw_only=True, tag="recovery"):
    """Record that money of an expense came back, in the year in which it did."""

    of: Target
    on: Day
    amount: Cents
    ground: RecoveryGround
    year: Year | None = None
    bank_reference: Text | None = None
    ref: Ref | None = None


class RecordDecision(Wish, frozen=True, kw_only=True, tag="decision"):
    """Record what the government disallowed, claimed, or withdrew."""

    target: DecisionTarget
    on: Day
    ground: DecisionGround
    of: Target | None = None
    year: Year | None = None
    amount: Cents | None = None
    withdraws: Target | None = None
    authority: Text | None = None
    reference: Text | None = None
    text: Text | None = None
    ref: Ref | None = None


class AttachDocument(Wish, frozen=True, kw_only=True, tag="document"):
    """Attach a document to a fact; `content` is the whole file."""

    of: Target
    kind: DocumentKind
    name: Text
    media_type: MediaType
    content: bytes
