"""Objections to expenses that look like one and the same, in the years looked at."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from msgspec import Struct

from ledger.invoices import fold, key_of
from ledger.messages import clauses, message
from projections.checks.catalogue import Objection, objection
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine


class _Claim(Struct, frozen=True):
    year: int
    expense: ExpenseLine


def twice_objections(years: list[YearSeen]) -> Iterator[Objection]:
    """Look for an invoice that came twice, then for expenses that are alike."""
    claims = [_Claim(year.year, line) for year in years for line in year.expenses]
    claims.sort(key=lambda claim: claim.expense.number)
    invoices: dict[Hashable, ExpenseLine] = {}
    alike: dict[Hashable, ExpenseLine] = {}
    for claim in claims:
        yield from _same_invoice(claim, invoices) or _alike(claim, alike)


def _same_invoice(
    claim: _Claim, invoices: dict[Hashable, ExpenseLine]
) -> list[Objection]:
    expense = claim.expense
    first = invoices.setdefault(_invoice(expense) or expense.number, expense)
    if first is expense and not expense.duplicate_reason:
        return []
    numbers = sorted({first.number, expense.number})
    return [
        objection(
            "invoice-twice",
            year=claim.year,
            place=expense.ref,
            events=numbers,
            amount=expense.amount,
            message=_before(first, expense),
            next_step=message(
                "if it is one invoice, undo one of them: {command}",
                command=_undo(expense),
            ),
        )
    ]


def _before(first: ExpenseLine, expense: ExpenseLine) -> str:
    ref = expense.ref
    if first is expense:
        said = message("the invoice of {ref} was registered before", ref=ref)
    else:
        said = message(
            "the invoice of {ref} was registered before, also by {other}",
            ref=ref,
            other=first.ref,
        )
    given = [message("a reason was given")] if expense.duplicate_reason else []
    return clauses([said, *given])


def _undo(expense: ExpenseLine) -> str:
    return f"verantwoord record reversal --of {expense.ref} --ground duplicate"


def _alike(claim: _Claim, alike: dict[Hashable, ExpenseLine]) -> list[Objection]:
    expense = claim.expense
    supplier = _supplier(expense)
    if not supplier:
        return []
    first = alike.setdefault((supplier, expense.amount, expense.on), expense)
    if first is expense or _are_parts(first, expense):
        return []
    return [
        objection(
            "expense-twice",
            year=claim.year,
            place=expense.ref,
            events=[first.number, expense.number],
            amount=expense.amount,
            message=message(
                "{ref} has the supplier, amount and day of {other}",
                ref=expense.ref,
                other=first.ref,
            ),
            next_step=message(
                "if they are one, undo one of them: {command}", command=_undo(expense)
            ),
        )
    ]


def _supplier(expense: ExpenseLine) -> str:
    return expense.supplier_number or fold(expense.supplier or "")


def _invoice(expense: ExpenseLine) -> Hashable:
    number, name = expense.supplier_number, expense.supplier
    return key_of(number, name, invoice=expense.invoice, part=expense.part)


def _are_parts(first: ExpenseLine, second: ExpenseLine) -> bool:
    # Parts of one invoice may well be equal; what differs is told by their part.
    if not first.invoice or not second.invoice or first.part == second.part:
        return False
    return fold(first.invoice) == fold(second.invoice)
