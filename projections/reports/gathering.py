"""Gather all that a report says of some years, at one point in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledger.rules import Rules
from projections.account import Account
from projections.checks import Objection, check
from projections.documents import DocumentLine, document_line
from projections.dossier import Asked, asked_for
from projections.expenses import ExpenseLine, expenses
from projections.explaining import NAMES, Explanation, Seen, explain
from projections.history import HistoryLine, history
from projections.planning import PlanReport, plans
from projections.refund import refund
from projections.reports.standing import RulesUsed, Stand, rules_used, stand_of
from projections.reports.timeline import Timeline, timeline
from projections.reserve import reserve
from projections.statement import Statement, statement
from projections.tranches import TrancheReport, tranches
from projections.view import BookView


class YearReport(Struct, frozen=True, kw_only=True):
    """All of one year: figures, lists, accounts, explanations and objections; cents.

    `plans` are those of both school years that touch it, by initiative. `documents` are
    all that are attached to a fact of the year.
    """

    year: int
    rules: RulesUsed
    statement: Statement
    tranches: list[TrancheReport]
    reserve: Account
    refund: Account
    expenses: list[ExpenseLine]
    plans: list[PlanReport]
    asked: list[Asked]
    objections: list[Objection]
    explanations: list[Explanation]
    documents: list[DocumentLine]
    timeline: Timeline


class Report(Struct, frozen=True, kw_only=True):
    """Years, earliest first, and the whole history of the book up to the same point.

    `objections` are those to the book itself, and not to one year.
    """

    stand: Stand
    years: list[YearReport]
    objections: list[Objection]
    history: list[HistoryLine]


def gather(
    view: BookView,
    years: Iterable[int],
    *,
    on: dt.date | None,
    program: str,
    rules: Rules | None = None,
) -> Report:
    """Gather the report of some years, under other rules where some are given.

    `program` names what made it. Raises `UsageError` for a year that the book does not
    have.
    """
    chosen = sorted(set(years))
    stand = stand_of(view, on=on, program=program)
    found = check(view, chosen, today=stand.day, on=on, rules=rules)
    return Report(
        stand=stand,
        years=[
            _year(view, year, stand=stand, rules=rules, found=found) for year in chosen
        ],
        objections=[each for each in found if each.year is None],
        history=list(history(view, on=on)),
    )


def _year(
    view: BookView,
    year: int,
    *,
    stand: Stand,
    rules: Rules | None,
    found: list[Objection],
) -> YearReport:
    own, on, day = view.year(year), stand.on, stand.day
    state = view.year(year, rules)
    seen = Seen(state, on, day)
    return YearReport(
        year=year,
        rules=rules_used(state.rules, own=own.rules),
        statement=statement(view, year, on=on, today=day, rules=rules),
        tranches=tranches(view, year, on=on, today=day, rules=rules),
        reserve=reserve(view, year, on=on, today=day, rules=rules),
        refund=refund(view, year, on=on, today=day, rules=rules),
        expenses=expenses(view, year, on=on, rules=rules),
        plans=plans(view, year, on=on, rules=rules),
        asked=asked_for(view, year, on=on, rules=rules),
        objections=[each for each in found if each.year == year],
        explanations=[explain(view, name, seen=seen) for name in NAMES],
        documents=list(_documents(view, year)),
        timeline=timeline(view, year, on=on, day=day, rules=rules),
    )


def _documents(view: BookView, year: int) -> Iterator[DocumentLine]:
    for document in view.year(year).documents:
        yield document_line(view, document.n, event=document.event)
