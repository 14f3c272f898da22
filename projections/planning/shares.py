"""What an expense brings to a plan: a share for each link, and one for the rest."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from projections.expenses import ExpenseLine
from projections.planning.known import KnownPlans


class Share(Struct, frozen=True, kw_only=True):
    """A part of an expense that goes to one initiative of one school year; cents."""

    school_year: str
    expense: ExpenseLine
    initiative: str | None
    area: str | None
    spent: int
    linked: int


def shares_of(known: KnownPlans, expense: ExpenseLine) -> Iterator[Share]:
    """Yield the shares of an expense; what is spent in them adds up to its amount."""
    left = expense.amount
    for link in expense.links:
        left -= link.justifies
        ref, cents = link.initiative or expense.initiative, link.justifies
        if cents:
            yield _share(known, expense, ref=ref, area=link.area, linked=cents)
    if left:
        yield _share(known, expense, ref=expense.initiative, spent=left)


def _share(
    known: KnownPlans,
    expense: ExpenseLine,
    *,
    ref: str | None,
    area: str | None = None,
    **cents: int,
) -> Share:
    school_year = known.school_year(expense.on, ref)
    planned = known.initiatives.get(school_year, {}).get(ref or "")
    linked = cents.get("linked", 0)
    return Share(
        school_year=school_year,
        expense=expense,
        initiative=ref,
        area=area or (planned.initiative.area if planned else None),
        spent=cents.get("spent", linked),
        linked=linked,
    )
