"""What a verifier would object to now: values that are collected, never raised.

`check` looks at a book at a point in time and gives every objection, each with a stable
code (`catalogue`), the rule with its source, the events, the amount, and what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ledger.rules import Rules
from projections.checks.catalogue import CATALOGUE, Objection, Severity
from projections.checks.grant import grant_objections
from projections.checks.initiatives import purpose_objections
from projections.checks.late import late_objections
from projections.checks.log import log_objections
from projections.checks.papers import paper_objections
from projections.checks.patterns import pattern_objections
from projections.checks.plans import plan_objections
from projections.checks.seen import YearSeen, see
from projections.checks.spending import spending_objections
from projections.checks.twice import twice_objections
from projections.view import BookView

__all__ = ["CATALOGUE", "Objection", "Severity", "check", "year_objections"]


def check(
    view: BookView,
    years: Iterable[int] | None = None,
    *,
    today: dt.date,
    on: dt.date | None = None,
    rules: Rules | None = None,
) -> list[Objection]:
    """Give the objections to some years, to all of the book where none is named.

    Raises `UsageError` for a year that the book does not have.
    """
    chosen = sorted(set(view.years if years is None else years))
    seen = [see(view, year, on=on, today=today, rules=rules) for year in chosen]
    return list(_objections(view, seen))


def year_objections(year: YearSeen) -> Iterator[Objection]:
    """Yield those that follow from a year alone, without what is sealed."""
    yield from grant_objections(year)
    yield from paper_objections(year)
    yield from plan_objections(year)
    yield from spending_objections(year)
    yield from purpose_objections(year)
    yield from pattern_objections(year)


def _objections(view: BookView, years: list[YearSeen]) -> Iterator[Objection]:
    for year in years:
        yield from year_objections(year)
        yield from late_objections(view, year)
    yield from twice_objections(years)
    yield from log_objections(view)
