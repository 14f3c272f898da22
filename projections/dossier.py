"""What a verifier asks for of a year, and what of it is not there, kind by kind.

The list is that of the domain text (its last section): the plan and its approval, the
allocation letter, both credits on the bank statement, per expense the invoice, proof of
payment, programme or certificate and the link, and the refund. The reserve sheet is
computed, so it is always there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from ledger.counting import View
from ledger.rules import Rules
from ledger.state.book import YearState
from ledger.state.entries import AnyEntry
from projections.documents import Missing
from projections.expenses import ExpenseLine, expenses
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

_CREDITS = frozenset({"bank-statement", "payment"})


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
    seen = View(state, on)
    found: dict[Piece, list[tuple[str, int | None, bool]]] = {
        piece: [] for piece in get_args(Piece)
    }
    for line in expenses(view, year, on=on, rules=rules):
        if line.amount:
            _ask_of_expense(found, line)
    found["plan"] = list(_plans(view, year, on=on))
    found["approval"] = list(_approvals(view, year, on=on))
    found["allocation-letter"] = list(
        _of_facts(
            state, _standing(seen, state.allocations), kinds={"allocation-letter"}
        )
    )
    found["bank-statement"] = list(
        _of_facts(state, _standing(seen, state.receipts), kinds=_CREDITS)
    )
    found["refund"] = list(_refunds(seen))
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


def _ask_of_expense(
    found: dict[Piece, list[tuple[str, int | None, bool]]], line: ExpenseLine
) -> None:
    kinds: tuple[Missing, ...] = get_args(Missing)
    for kind in kinds:
        has = any(_serves(document.kind, kind) for document in line.documents)
        if kind in line.missing or has:
            found[kind].append((line.ref, line.number, kind not in line.missing))
    if line.state != "ineligible":
        found["link"].append((line.ref, line.number, not line.unjustified))


def _serves(kind: str, piece: Missing) -> bool:
    if piece == "payment":
        return kind in _CREDITS
    if piece == "programme-or-certificate":
        return kind in {"programme", "certificate"}
    return kind == piece


def _plans(
    view: BookView, year: int, *, on: dt.date | None
) -> Iterator[tuple[str, int | None, bool]]:
    known = KnownPlans(view, on)
    for school_year in _school_years(year):
        versions = known.versions.get(school_year, [])
        number = versions[-1].n + 1 if versions else None
        yield school_year, number, bool(versions)


def _approvals(
    view: BookView, year: int, *, on: dt.date | None
) -> Iterator[tuple[str, int | None, bool]]:
    known = KnownPlans(view, on)
    for school_year in _school_years(year):
        lines = known.lines(school_year)
        if lines:
            last = lines[-1]
            kinds = {document.kind for document in last.documents}
            is_there = last.approval is not None and "approval" in kinds
            yield school_year, last.number, is_there


def _school_years(year: int) -> tuple[str, str]:
    return f"{year - 1}-{year}", f"{year}-{year + 1}"


def _standing(seen: View, entries: Iterable[AnyEntry]) -> list[AnyEntry]:
    return [entry for entry in entries if seen.net(entry)]


def _of_facts(
    state: YearState, entries: Iterable[AnyEntry], *, kinds: Iterable[str]
) -> Iterator[tuple[str, int | None, bool]]:
    wanted = set(kinds)
    having = {d.event.of for d in state.documents if d.event.kind in wanted}
    for entry in entries:
        yield entry.event.ref, entry.n + 1, entry.n in having


def _refunds(seen: View) -> Iterator[tuple[str, int | None, bool]]:
    # Only what was paid can be shown; what is owed and not paid, the figures say.
    having = {d.event.of for d in seen.year.documents if d.event.kind in _CREDITS}
    for refund in _standing(seen, seen.year.refunds):
        yield refund.event.ref, refund.n + 1, refund.n in having
