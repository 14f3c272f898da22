"""Decide on spending: expenses, payments, links, what was undone or decided of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ledger.admit.decisions import DECIDED
from ledger.commands import (
    AttachDocument,
    RecordDecision,
    RecordExpense,
    RecordLink,
    RecordPayment,
    RecordRecovery,
    ReverseFact,
    WithdrawLink,
)
from ledger.days import dated, year_end, year_start
from ledger.decide.draft import (
    Desk,
    Draft,
    draft,
    find,
    find_entry,
    find_expense,
    find_link,
    fresh_ref,
    numbered_ref,
)
from ledger.decide.year import open_year
from ledger.errors import RefusedError
from ledger.events import (
    SCHOOL,
    DecisionRecorded,
    DocumentAttached,
    ExpenseRecorded,
    LinkRecorded,
    LinkWithdrawn,
    PaymentRecorded,
    RecoveryRecorded,
    ReversalRecorded,
)
from ledger.invoices import invoice_key, refuse_second_registration
from ledger.messages import message, term
from ledger.money import Amount

OF_A_LINK = {
    "activity": term("of a link", "activity"),
    "relevance": term("of a link", "relevance"),
}
"""The words for what a justification link always says."""


def record_expense(desk: Desk, wish: RecordExpense) -> Iterator[Draft]:
    """Record an expense in the year of its day, and link it where the wish says so."""
    year = wish.on.year
    if wish.year is not None and wish.year != year:
        raise RefusedError(
            message("{day} is not in {year}", day=wish.on, year=wish.year),
            expected=message(
                "a date from {first} to {last}",
                first=year_start(wish.year),
                last=year_end(wish.year),
            ),
            found=dated(wish.on),
            next_step=message(
                "leave the year out: an expense belongs to that of its date"
            ),
        )
    yield from open_year(desk, year)
    number = len(desk.state.years[year].expenses) + 1
    ref = wish.ref or fresh_ref(desk.state, f"{year}-{number:03d}")
    expense = draft(desk, str(year), kind=ExpenseRecorded, wish=wish, ref=ref)
    expense.invoice = invoice_key(wish)
    refuse_second_registration(desk.state, wish, key=expense.invoice)
    yield expense
    if wish.activity or wish.relevance or wish.link_amount:
        yield from record_link(desk, _own_link(wish, ref))


def _own_link(wish: RecordExpense, ref: str) -> RecordLink:
    if not wish.activity or not wish.relevance:
        missing = OF_A_LINK["activity" if not wish.activity else "relevance"]
        raise RefusedError(
            message("the link of {ref} says no {missing}", ref=ref, missing=missing),
            expected=message("both the activity and its relevance"),
            found=message("no {missing}", missing=missing),
            next_step=message(
                "give the {missing} too, or leave both out and link it later",
                missing=missing,
            ),
        )
    return RecordLink(
        expense=ref,
        activity=wish.activity,
        relevance=wish.relevance,
        amount=wish.link_amount,
        initiative=wish.initiative,
        area=wish.area,
        beneficiary=wish.beneficiary,
        people=wish.people,
    )


def record_payment(desk: Desk, wish: RecordPayment) -> Iterator[Draft]:
    """Record a payment of an expense: all that is left to pay, or less."""
    year, expense = find_expense(desk.state, wish.expense)
    paid = sum(payment.left for payment in expense.payments)
    amount = wish.amount or expense.left - paid
    if amount <= 0:
        raise RefusedError(
            message("{expense} is paid in full already", expense=wish.expense),
            expected=message("an amount, or an expense with something left to pay"),
            found=message("nothing left to pay"),
        )
    yield draft(
        desk,
        str(year.year),
        kind=PaymentRecorded,
        wish=wish,
        ref=wish.ref or numbered_ref(desk.state, expense.event.ref, mark="p"),
        expense=expense.n,
        amount=amount,
    )


def record_link(desk: Desk, wish: RecordLink) -> Iterator[Draft]:
    """Justify (part of) an expense, all that is left of it unless it says less."""
    year, expense = find_expense(desk.state, wish.expense)
    amount = wish.amount or expense.unlinked
    if amount <= 0:
        raise RefusedError(
            message("nothing is left to link of {expense}", expense=wish.expense),
            expected=message("an expense of which something is not linked yet"),
            found=message("{amount} left", amount=Amount(0)),
            next_step=message("withdraw a link first: verantwoord record unlink"),
        )
    yield draft(
        desk,
        str(year.year),
        kind=LinkRecorded,
        wish=wish,
        ref=wish.ref or numbered_ref(desk.state, expense.event.ref),
        expense=expense.n,
        on=wish.on or expense.event.on,
        amount=amount,
    )


def withdraw_link(desk: Desk, wish: WithdrawLink) -> Iterator[Draft]:
    """Withdraw a link, today unless another day is given."""
    year, link = find_link(desk.state, wish.link)
    on = wish.on or desk.today
    stream = str(year.year)
    yield draft(desk, stream, kind=LinkWithdrawn, wish=wish, link=link.n, on=on)


def reverse_fact(desk: Desk, wish: ReverseFact) -> Iterator[Draft]:
    """Undo a fact, all that is left of it unless it says less; or an approval."""
    on = wish.on or desk.today
    n = find(desk.state, wish.of)
    if n in desk.state.approvals:
        given = {"of": n, "on": on, "amount": None}
        yield draft(desk, SCHOOL, kind=ReversalRecorded, wish=wish, **given)
        return
    year, entry = find_entry(desk.state, wish.of)
    left = entry.left
    amount = left if wish.amount is None else wish.amount * (-1 if left < 0 else 1)
    given = {"of": n, "on": on, "amount": amount}
    yield draft(desk, str(year.year), kind=ReversalRecorded, wish=wish, **given)


def record_recovery(desk: Desk, wish: RecordRecovery) -> Iterator[Draft]:
    """Record money that came back, in the year in which it came back."""
    _, expense = find_expense(desk.state, wish.of)
    year = wish.year or wish.on.year
    yield from open_year(desk, year)
    yield draft(
        desk,
        str(year),
        kind=RecoveryRecorded,
        wish=wish,
        ref=wish.ref or numbered_ref(desk.state, expense.event.ref, mark="r"),
        year=year,
        of=expense.n,
    )


def record_decision(desk: Desk, wish: RecordDecision) -> Iterator[Draft]:
    """Record a decision in the year of the fact that it is about."""
    n = _decided(desk, wish)
    year = desk.state.year_of(n)
    if year is None:
        raise RefusedError(message("a decision cannot be about {fact}", fact=wish.of))
    yield draft(
        desk,
        str(year.year),
        kind=DecisionRecorded,
        wish=wish,
        ref=wish.ref or fresh_ref(desk.state, f"decision-{year.year}"),
        of=n,
        withdraws=find(desk.state, wish.withdraws) if wish.withdraws else None,
    )


def _decided(desk: Desk, wish: RecordDecision) -> int:
    if wish.of:
        return find(desk.state, wish.of)
    year = desk.state.years.get(wish.year or 0)
    if year and wish.target == "carry-over" and year.closed:
        return year.closed.n
    if year and wish.target == "opening":
        for opening in year.openings:
            if opening.stands:
                return opening.n
    raise RefusedError(
        message(
            "the decision does not say which {target} it is about",
            target=DECIDED[wish.target],
        ),
        expected=message(
            "its ref or #number, or the year of a carry-over or an opening"
        ),
        found=str(wish.year) if wish.year else message("neither"),
    )


def attach_document(desk: Desk, wish: AttachDocument) -> Iterator[Draft]:
    """Attach a document to a fact; its content is kept by its SHA-256."""
    n = find(desk.state, wish.of)
    year = desk.state.year_of(n)
    document = draft(
        desk,
        str(year.year) if year else SCHOOL,
        kind=DocumentAttached,
        wish=wish,
        of=n,
        size=len(wish.content),
        digest=hashlib.sha256(wish.content).hexdigest(),
    )
    document.documents.append(wish.content)
    yield document
