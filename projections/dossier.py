"""What a verifier asks for of a year, and what of it is not there, kind by kind.

The list is that of the domain text (its last section): the plan and its approval, the
allocation letter, both credits on the bank statement, per expense the invoice, proof of
payment, programme or certificate and the link, and the refund. The reserve sheet is
computed, so it is always there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal, get_args

from msgspec import Struct

from ledger.counting import ExpenseFigures, View, eligible
from ledger.days import school_year_of
from ledger.messages import term
from ledger.rules import Rules
from ledger.state.entries import Document, Expense
from projections.documents import SERVES, Missing, by_expense, missing
from projections.papers import papers
from projections.planning.known import KnownPlans
from projections.view import BookView

Piece = Literal[
    "plan",
    "approval",
    "allocation-letter",
    "bank-statement",
    "invoice",
    "payment",
    "programme-or-certificate",
    "link",
    "refund",
]
"""What is asked for; `approval` is the document that shows it."""

PIECES: dict[Piece, str] = {
    "plan": term("piece", "plan for professional development"),
    "approval": term("piece", "approval of the plan"),
    "allocation-letter": term("piece", "allocation letter"),
    "bank-statement": term("piece", "credit on the bank statement"),
    "invoice": term("piece", "invoice"),
    "payment": term("piece", "proof of payment"),
    "programme-or-certificate": term("piece", "programme or certificate"),
    "link": term("piece", "justification link"),
    "refund": term("piece", "proof of the refund"),
}
"""What a verifier asks for, in words."""

Found = dict[Piece, list[tuple[str, int | None, bool]]]
"""By piece: the name of each, its event if there is one, whether it is there."""


class Asked(Struct, frozen=True, kw_only=True):
    """One kind of piece: how many are asked for, how many are there, whose are not.

    `missing` holds refs of facts, or school years; `numbers` those of their events,
    where there is one.
    """

    piece: Piece
    asked: int
    there: int
    missing: list[str]
    numbers: list[int]


def asked_for(
    view: BookView,
    year: int,
    *,
    on: dt.date | None = None,
    rules: Rules | None = None,
) -> list[Asked]:
    """Give every kind of piece that is asked for of a year, as the list has them."""
    seen = View(view.year(year, rules), on)
    found: Found = {piece: [] for piece in get_args(Piece)}
    documents, spent = by_expense(seen.year), list(_spent(seen))
    for expense, figures in spent:
        shown = documents.get(expense.n, [])
        _ask_of_expense(found, seen, expense=expense, figures=figures, shown=shown)
    known = KnownPlans(view, on)
    # The plan is asked of each school year in which money was spent.
    days = {expense.event.on for expense, _ in spent}
    for school_year in sorted(set(map(school_year_of, days))):
        _ask_of_plan(found, known, school_year=school_year)
    for paper in papers(seen):
        found[paper.piece].append((paper.ref, paper.number, paper.is_there))
    return [_asked(piece, each) for piece, each in found.items() if each]


def _asked(piece: Piece, found: list[tuple[str, int | None, bool]]) -> Asked:
    missing = [(name, number) for name, number, is_there in found if not is_there]
    return Asked(
        piece=piece,
        asked=len(found),
        there=len(found) - len(missing),
        missing=[name for name, _ in missing],
        numbers=[number for _, number in missing if number is not None],
    )


def _spent(seen: View) -> Iterator[tuple[Expense, ExpenseFigures]]:
    """Yield the expenses of which something stands, by date, with their amounts."""
    for expense in sorted(seen.year.expenses, key=_by_date):
        if seen.counts(expense.n, expense.event.on):
            figures = seen.expense(expense)
            if figures.amount:
                yield expense, figures


def _by_date(expense: Expense) -> tuple[dt.date, int]:
    return expense.event.on, expense.n


def _ask_of_expense(
    found: Found,
    seen: View,
    *,
    expense: Expense,
    figures: ExpenseFigures,
    shown: list[Document],
) -> None:
    ref, number = expense.event.ref, expense.n + 1
    is_eligible = eligible(seen.year, expense)
    lacks = missing(expense, shown, eligible=is_eligible)
    kinds = {document.event.kind for document in shown}
    for piece in _OF_EXPENSE:
        is_missing = piece in lacks
        if is_missing or kinds & SERVES[piece]:
            found[piece].append((ref, number, not is_missing))
    if is_eligible:
        found["link"].append((ref, number, not figures.unjustified))


_OF_EXPENSE: Final[tuple[Missing, ...]] = get_args(Missing)


def _ask_of_plan(found: Found, known: KnownPlans, *, school_year: str) -> None:
    versions = known.lines(school_year)
    if not versions:
        found["plan"].append((school_year, None, False))
        return
    newest = versions[-1]
    found["plan"].append((school_year, newest.number, True))
    kinds = {document.kind for document in newest.documents}
    is_shown = newest.approval is not None and "approval" in kinds
    found["approval"].append((school_year, newest.number, is_shown))
