"""Objections to an expense by itself: its purpose, its link, its documents."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from ledger.money import Amount
from ledger.values import DocumentKind
from projections.checks.catalogue import Objection, objection
from projections.checks.places import attach
from projections.checks.seen import YearSeen
from projections.documents import Missing
from projections.expenses import ExpenseLine
from projections.terms import word


def spending_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at every expense of a year, by date."""
    for expense in year.expenses:
        yield from _unjustified(year, expense)
        yield from _ineligible(year, expense)
        yield from _imposed(year, expense)
        yield from _undocumented(year, expense)


def _unjustified(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.unjustified:
        yield objection(
            "unjustified-expense",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.unjustified,
            message=message(
                "{amount} of {ref} is not linked to an activity",
                amount=Amount(expense.unjustified),
                ref=expense.ref,
            ),
            next_step=_reopen(year, why=message("to undo it or link it"))
            or message(
                "link it: {command}",
                command=f"verantwoord record link --expense {expense.ref} …",
            ),
        )


def _ineligible(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.state != "ineligible":
        return
    rules = year.state.rules.set
    category = expense.category not in rules.categories.eligible
    said = (
        word("category", expense.category)
        if category
        else word("beneficiary", expense.beneficiary)
    )
    yield objection(
        "ineligible-expense",
        year=year.year,
        place=expense.ref,
        events=[expense.number],
        amount=expense.ineligible,
        message=message(
            "{ref} is not what the grant is for: {purpose}",
            ref=expense.ref,
            purpose=said,
        ),
        next_step=_reopen(year, why=message("to undo it"))
        or message(
            "put it back from own means: {command}; or refund it",
            command="verantwoord record reversal "
            f"--of {expense.ref} --ground own-means",
        ),
        by_rule="category" if category else "beneficiary",
    )


def _reopen(year: YearSeen, *, why: str) -> str | None:
    if not year.view.closed:
        return None
    return message(
        "it counts in the refund of {year}; {why}, reopen the year: {command}",
        year=year.year,
        why=why,
        command=message("verantwoord reopen {year} --reason WHY", year=year.year),
    )


def _imposed(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.imposed and expense.borne_by_staff:
        yield objection(
            "imposed-borne-by-staff",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.borne_by_staff,
            message=message(
                "{ref} was imposed, and staff bore {amount} of it",
                ref=expense.ref,
                amount=Amount(expense.borne_by_staff),
            ),
            next_step=message("pay the staff back, and record what was paid"),
        )


_CODES: dict[Missing, tuple[str, DocumentKind]] = {
    "invoice": ("missing-invoice", "invoice"),
    "payment": ("missing-payment", "payment"),
    "programme-or-certificate": ("missing-programme", "programme"),
}
"""What is objected to, and the kind of document that would do."""


def _undocumented(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    for lacks in expense.missing:
        code, kind = _CODES[lacks]
        if code == "missing-programme" and expense.category == "travel":
            # Without it travel is not merely undocumented: it is not eligible.
            code = "travel-without-document"
        yield objection(
            code,
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.amount,
            message=_lacking(lacks, expense.ref),
            next_step=attach(expense.ref, kind),
        )


def _lacking(lacks: Missing, ref: str) -> str:
    match lacks:
        case "invoice":
            return message("{ref} lacks an invoice", ref=ref)
        case "payment":
            return message("{ref} lacks a proof of payment", ref=ref)
        case "programme-or-certificate":
            return message("{ref} lacks a programme or a certificate", ref=ref)
