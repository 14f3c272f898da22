"""Objections to an expense by itself: its purpose, its link, its documents."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.money import format_cents
from projections.checks.catalogue import Objection, objection
from projections.checks.seen import YearSeen
from projections.documents import Missing
from projections.expenses import ExpenseLine


def spending_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at every expense of a year, by date."""
    for expense in year.expenses:
        yield from _unjustified(year, expense)
        yield from _ineligible(year, expense)
        yield from _imposed(year, expense)
        yield from _undocumented(year, expense)


def _unjustified(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.unjustified:
        amount = format_cents(expense.unjustified)
        yield objection(
            "unjustified-expense",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.unjustified,
            message=f"{amount} of {expense.ref} is not linked to an activity",
            next_step=_reopen(year)
            or f"link it: verantwoord record link --expense {expense.ref} …",
        )


def _ineligible(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.state != "ineligible":
        return
    rules = year.state.rules.set
    category = expense.category not in rules.categories.eligible
    said = expense.category if category else expense.beneficiary
    yield objection(
        "ineligible-expense",
        year=year.year,
        place=expense.ref,
        events=[expense.number],
        amount=expense.ineligible,
        message=f"{expense.ref} is not what the grant is for: {said}",
        next_step=_reopen(year)
        or f"put it back from own means: verantwoord record reversal "
        f"--of {expense.ref} --ground own-means; or refund it",
        by_rule="category" if category else "beneficiary",
    )


def _reopen(year: YearSeen) -> str | None:
    if not year.view.closed:
        return None
    return (
        f"it counts in the refund of {year.year}; to undo it or link it, reopen the "
        f"year: verantwoord reopen {year.year} --reason WHY"
    )


def _imposed(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    if expense.imposed and expense.borne_by_staff:
        borne = format_cents(expense.borne_by_staff)
        yield objection(
            "imposed-borne-by-staff",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.borne_by_staff,
            message=f"{expense.ref} was imposed, and staff bore {borne} of it",
            next_step="pay the staff back, and record what was paid",
        )


_CODES: dict[Missing, tuple[str, str, str]] = {
    "invoice": ("missing-invoice", "an invoice", "invoice"),
    "payment": ("missing-payment", "a proof of payment", "payment"),
    "programme-or-certificate": (
        "missing-programme",
        "a programme or a certificate",
        "programme",
    ),
}


def _undocumented(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    for lacks in expense.missing:
        code, words, kind = _CODES[lacks]
        if code == "missing-programme" and expense.category == "travel":
            # Without it travel is not merely undocumented: it is not eligible.
            code = "travel-without-document"
        yield objection(
            code,
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.amount,
            message=f"{expense.ref} lacks {words}",
            next_step=f"attach it: verantwoord record document --of {expense.ref} "
            f"--kind {kind} --path FILE",
        )
