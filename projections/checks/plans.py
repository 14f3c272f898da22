"""Objections to the plans that a budget year draws on: two school years, mostly."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.days import school_year_of
from ledger.state.entries import Plan
from projections.checks.catalogue import Objection, objection
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine


def plan_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at the plan of every school year in which money was spent."""
    spent: dict[str, list[ExpenseLine]] = {}
    for expense in year.expenses:
        spent.setdefault(school_year_of(expense.on), []).append(expense)
    for school_year, expenses in sorted(spent.items()):
        plans = year.state.book.plans.get(school_year, [])
        known = [plan for plan in plans if year.counts(plan.event.on)]
        if not known:
            yield _missing(year, school_year, expenses=expenses)
        elif not _is_approved(year, known[-1]):
            yield _not_approved(year, known[-1], expenses=expenses)


def _is_approved(year: YearSeen, plan: Plan) -> bool:
    named = (plan.event.school_year, plan.event.version)
    return any(
        (approval.event.school_year, approval.event.version) == named
        and year.counts(approval.event.on)
        and not (approval.reversed and year.counts(approval.reversed.on))
        for approval in year.state.book.approvals.values()
    )


def _missing(
    year: YearSeen, school_year: str, *, expenses: list[ExpenseLine]
) -> Objection:
    return objection(
        "plan-missing",
        year=year.year,
        place=f"plan {school_year}",
        events=[expense.number for expense in expenses],
        amount=sum(expense.amount for expense in expenses),
        message=f"there is no plan for {school_year}, in which money was spent",
        next_step=f"record it: verantwoord record plan --school-year {school_year} …",
    )


def _not_approved(
    year: YearSeen, plan: Plan, *, expenses: list[ExpenseLine]
) -> Objection:
    school_year, version = plan.event.school_year, plan.event.version
    return objection(
        "plan-not-approved",
        year=year.year,
        place=f"plan {school_year}",
        events=[plan.n + 1],
        amount=sum(expense.amount for expense in expenses),
        message=f"version {version} of the plan {school_year} is not approved",
        next_step="record the approval: verantwoord record approval "
        f"--school-year {school_year} --version {version} …",
    )
