"""Planned against spent and linked: by initiative, category, learning area or duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ledger.rules import Rules
from projections.expenses import expenses
from projections.planning.known import KnownPlans, Planned, VersionLine
from projections.planning.shares import Share, shares_of
from projections.view import BookView

By = Literal["initiative", "category", "area", "imposed"]
"""What the lines of a plan are made by."""

_IMPOSED = {True: "imposed", False: "not-imposed", None: None}
_KEYS: dict[By, Callable[[Share], str | None]] = {
    "initiative": lambda share: share.initiative,
    "category": lambda share: share.expense.category,
    "area": lambda share: share.area,
    "imposed": lambda share: _IMPOSED[share.expense.imposed],
}


class PlanLine(Struct, frozen=True, kw_only=True):
    """What was planned, spent and linked under one `key`; cents.

    `key` is None for what names none. `planned` is None where no sum is planned: by
    category or duty, and for an initiative that the newest version does not have.
    `expenses` are numbers of events.
    """

    key: str | None
    name: str | None
    planned: int | None
    spent: int
    linked: int
    expenses: list[int]


class PlanReport(Struct, frozen=True, kw_only=True):
    """The plan of a school year, newest version last; cents.

    `spent` and `linked` are the sums of the lines, `planned` is of the newest version.
    """

    school_year: str
    versions: list[VersionLine]
    lines: list[PlanLine]
    planned: int
    spent: int
    linked: int


def plans(
    view: BookView,
    year: int | None,
    *,
    by: By = "initiative",
    on: dt.date | None = None,
    rules: Rules | None = None,
) -> list[PlanReport]:
    """Give the plans of the school years that touch a budget year, of all if None.

    A school year that has neither a plan nor an expense is left out. Raises
    `UsageError` where the book has neither the year nor a plan that touches it.
    """
    known = KnownPlans(view, on)
    wanted = None if year is None else {f"{year - 1}-{year}", f"{year}-{year + 1}"}
    if year is not None and wanted and wanted.isdisjoint(known.versions):
        view.year(year)
    shares: dict[str, list[Share]] = {each: [] for each in known.versions}
    for number in _years(view, year):
        for expense in expenses(view, number, on=on, rules=rules):
            for share in shares_of(known, expense):
                shares.setdefault(share.school_year, []).append(share)
    return [
        _report(known, school_year, shares=several, by=by)
        for school_year, several in sorted(shares.items())
        if wanted is None or school_year in wanted
    ]


def _years(view: BookView, year: int | None) -> list[int]:
    # Two school years, and those that adjoin them, lie in at most five budget years.
    far = 2
    return [n for n in view.years if year is None or abs(n - year) <= far]


def _report(
    known: KnownPlans, school_year: str, *, shares: list[Share], by: By
) -> PlanReport:
    versions = known.lines(school_year)
    initiatives = known.initiatives.get(school_year, {})
    return PlanReport(
        school_year=school_year,
        versions=versions,
        lines=list(_lines(initiatives, shares, by=by)),
        planned=versions[-1].planned if versions else 0,
        spent=sum(share.spent for share in shares),
        linked=sum(share.linked for share in shares),
    )


def _lines(
    initiatives: dict[str, Planned], shares: Iterable[Share], *, by: By
) -> Iterator[PlanLine]:
    planned, found = _planned(initiatives, by), dict[str | None, list[Share]]()
    for share in shares:
        found.setdefault(_KEYS[by](share), []).append(share)
    others = sorted(key for key in found if key is not None and key not in planned)
    unknown: list[str | None] = [None] if None in {*found, *planned} else []
    for key in [*(key for key in planned if key), *others, *unknown]:
        several = found.get(key, [])
        named = initiatives.get(key or "") if by == "initiative" else None
        yield PlanLine(
            key=key,
            name=named.name if named else None,
            planned=planned.get(key),
            spent=sum(share.spent for share in several),
            linked=sum(share.linked for share in several),
            expenses=sorted({share.expense.number for share in several}),
        )


def _planned(initiatives: dict[str, Planned], by: By) -> dict[str | None, int | None]:
    """Give what the newest version plans, by the keys that are planned for."""
    found: dict[str | None, int | None] = {}
    for ref, planned in initiatives.items():
        if not planned.is_newest:
            continue
        cents = planned.initiative.planned
        if by == "initiative":
            found[ref] = cents
        elif by == "area":
            area = planned.initiative.area
            found[area] = (found.get(area) or 0) + (cents or 0)
    return found
