"""What a verifier asks for of a year, and what of it is not there, kind by kind.

The list is that of the domain text (its last section): the plan and its approval, the
allocation letter, both credits on the bank statement, per expense the invoice, proof of
payment, programme or certificate and the link, and the refund. The reserve sheet is
computed, so it is always there.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from msgspec import Struct

from ledger.counting import View
from ledger.days import school_year_of
from ledger.rules import Rules
from projections.documents import PROVES_PAYMENT, Missing
from projections.expenses import ExpenseLine, expenses
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
    state = view.year(year, rules)
    lines = [line for line in expenses(view, year, on=on, rules=rules) if line.amount]
    found: Found = {piece: [] for piece in get_args(Piece)}
    for line in lines:
        _ask_of_expense(found, line)
    known = KnownPlans(view, on)
    # The plan is asked of each school year in which money was spent.
    for school_year in sorted({school_year_of(line.on) for line in lines}):
        _ask_of_plan(found, known, school_year=school_year)
    for paper in papers(View(state, on)):
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


def _ask_of_expense(found: Found, line: ExpenseLine) -> None:
    kinds: tuple[Missing, ...] = get_args(Missing)
    for kind in kinds:
        has = any(_serves(document.kind, kind) for document in line.documents)
        if kind in line.missing or has:
            found[kind].append((line.ref, line.number, kind not in line.missing))
    if line.state != "ineligible":
        found["link"].append((line.ref, line.number, not line.unjustified))


def _serves(kind: str, piece: Missing) -> bool:
    if piece == "payment":
        return kind in PROVES_PAYMENT
    if piece == "programme-or-certificate":
        return kind in {"programme", "certificate"}
    return kind == piece


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
