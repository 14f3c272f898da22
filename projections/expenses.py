"""The expenses of a year, each with its state of justification and what belongs to it.

The three amounts of every expense add up to its own, and those of all expenses to the
year's `spent`, `ineligible`, `justified` and `unjustified`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from ledger.counting import ExpenseFigures, View, eligible
from ledger.rules import Rules
from ledger.state.book import YearState
from ledger.state.entries import Document, Expense
from projections.documents import (
    DocumentLine,
    Missing,
    by_expense,
    document_line,
    missing,
)
from projections.years import Years

Justification = Literal[
    "justified", "partly", "unjustified", "ineligible", "disallowed", "reversed"
]
"""Linked in full, partly, or not; not for this grant; disallowed in part; undone."""


class LinkLine(Struct, frozen=True, kw_only=True):
    """A justification link that stands, and what of its `amount` it justifies; cents.

    They differ where the expense was undone or disallowed: the latest yields first.
    """

    ref: str
    number: int
    on: dt.date
    amount: int
    justifies: int
    initiative: str | None
    area: str | None
    activity: str | None
    relevance: str | None


class PaymentLine(Struct, frozen=True, kw_only=True):
    """A payment of an expense; `amount` less what was undone of it, cents."""

    ref: str
    number: int
    on: dt.date
    amount: int
    by: str | None


class ExpenseLine(Struct, frozen=True, kw_only=True):
    """An expense: `amount` is what stands of it, `recorded` what it was; cents."""

    ref: str
    number: int
    on: dt.date
    amount: int
    recorded: int
    state: Justification
    ineligible: int
    justified: int
    unjustified: int
    category: str
    beneficiary: str
    initiative: str | None
    imposed: bool | None
    borne_by_staff: int | None
    supplier: str | None
    supplier_number: str | None
    invoice: str | None
    part: int | None
    description: str | None
    duplicate_reason: str | None
    imported: bool
    missing: list[Missing]
    links: list[LinkLine]
    payments: list[PaymentLine]
    documents: list[DocumentLine]

    @property
    def is_open(self) -> bool:
        """Whether there is something to do: a part is not justified, or a paper lacks.

        An expense that was undone in full is settled.
        """
        settled = self.state in {"justified", "reversed"}
        return bool(self.missing) or not settled


def expenses(
    view: Years,
    year: int,
    *,
    on: dt.date | None,
    rules: Rules | None = None,
) -> list[ExpenseLine]:
    """Give the expenses of a year that took effect up to `on`, by date."""
    state = view.year(year, rules)
    seen, documents = View(state, on), by_expense(state)
    lines = [
        _line(view, seen, expense=expense, documents=documents.get(expense.n, []))
        for expense in state.expenses
        if seen.counts(expense.n, expense.event.on)
    ]
    return sorted(lines, key=lambda line: (line.on, line.number))


def justification(
    year: YearState, expense: Expense, *, figures: ExpenseFigures
) -> Justification:
    """Tell how far an expense is justified."""
    if figures.amount == 0:
        return "reversed"
    if not eligible(year, expense):
        return "ineligible"
    if figures.ineligible:
        return "disallowed"
    if figures.unjustified == 0:
        return "justified"
    return "partly" if figures.justified else "unjustified"


_PUBLIC = (
    "ref",
    "on",
    "category",
    "beneficiary",
    "initiative",
    "imposed",
    "borne_by_staff",
    "part",
)
_SEALED = ("supplier", "supplier_number", "invoice", "description", "duplicate_reason")


def _line(
    view: Years, seen: View, *, expense: Expense, documents: list[Document]
) -> ExpenseLine:
    figures = seen.expense(expense)
    lacks = missing(expense, documents, eligible=eligible(seen.year, expense))
    values = view.values(expense.n)
    said: dict[str, Any] = {
        **{name: getattr(expense.event, name) for name in _PUBLIC},
        **{slot: values.get(slot) for slot in _SEALED},
    }
    return ExpenseLine(
        **said,
        number=expense.n + 1,
        amount=figures.amount,
        recorded=expense.amount,
        state=justification(seen.year, expense, figures=figures),
        ineligible=figures.ineligible,
        justified=figures.justified,
        unjustified=figures.unjustified,
        imported=view.imported(expense.n),
        missing=lacks if figures.amount else [],
        links=list(_links(view, seen, expense=expense, left=figures.justified)),
        payments=_payments(seen, expense),
        documents=[document_line(view, d.n, event=d.event) for d in documents],
    )


def _links(
    view: Years, seen: View, *, expense: Expense, left: int
) -> Iterator[LinkLine]:
    for link in expense.links:
        amount = seen.linked(link)
        if not amount:
            continue
        justifies = min(amount, left)
        left -= justifies
        event, values = link.event, view.values(link.n)
        yield LinkLine(
            ref=event.ref,
            number=link.n + 1,
            on=event.on,
            amount=amount,
            justifies=justifies,
            initiative=event.initiative,
            area=event.area,
            activity=values.get("activity"),
            relevance=values.get("relevance"),
        )


def _payments(seen: View, expense: Expense) -> list[PaymentLine]:
    return [
        PaymentLine(
            ref=payment.event.ref,
            number=payment.n + 1,
            on=payment.event.on,
            amount=seen.net(payment),
            by=payment.event.by,
        )
        for payment in expense.payments
        if seen.counts(payment.n, payment.event.on)
    ]
