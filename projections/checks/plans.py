"""Objections to the plans that a budget year draws on: two school years, mostly."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.days import school_year_of
from ledger.messages import message
from ledger.state.entries import Approval, Plan
from projections.checks.catalogue import Objection, objection
from projections.checks.places import attach, plan_place
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine


def plan_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at the plan of every school year in which money was spent."""
    for _, objection_ in objections_by_plan(year):
        yield objection_


def objections_by_plan(year: YearSeen) -> Iterator[tuple[str, Objection]]:
    """Yield each objection with the school year of its plan."""
    spent: dict[str, list[ExpenseLine]] = {}
    for expense in year.expenses:
        spent.setdefault(school_year_of(expense.on), []).append(expense)
    for school_year, expenses in sorted(spent.items()):
        plans = year.state.book.plans.get(school_year, [])
        known = [plan for plan in plans if year.counts(plan.event.on)]
        if not known:
            yield school_year, _missing(year, school_year, expenses=expenses)
        else:
            for each in _approval(year, known, expenses=expenses):
                yield school_year, each


def _approval(
    year: YearSeen, plans: list[Plan], *, expenses: list[ExpenseLine]
) -> Iterator[Objection]:
    newest = plans[-1]
    approved = [plan for plan in plans if _approvals(year, plan)]
    if not approved:
        yield _not_approved(year, newest, expenses=expenses)
    elif approved[-1] is not newest:
        yield _changed(year, newest, approved=approved[-1], expenses=expenses)
    else:
        approvals = _approvals(year, newest)
        if approvals[-1].event.school_council == "not-heard":
            yield _not_heard(year, approvals[-1])
        if not _is_shown(year, newest, approvals=approvals):
            yield _not_shown(year, approvals[-1])


def _is_shown(year: YearSeen, plan: Plan, *, approvals: list[Approval]) -> bool:
    facts = {plan.n, *(approval.n for approval in approvals)}
    return any(
        document.event.kind == "approval" and document.event.of in facts
        for document in year.state.book.documents
    )


def _approvals(year: YearSeen, plan: Plan) -> list[Approval]:
    named = (plan.event.school_year, plan.event.version)
    return [
        approval
        for approval in year.state.book.approvals.values()
        if (approval.event.school_year, approval.event.version) == named
        and year.counts(approval.event.on)
        and not (approval.reversed and year.counts(approval.reversed.on))
    ]


def _missing(
    year: YearSeen, school_year: str, *, expenses: list[ExpenseLine]
) -> Objection:
    return objection(
        "plan-missing",
        year=year.year,
        place=plan_place(school_year),
        events=[expense.number for expense in expenses],
        amount=sum(expense.amount for expense in expenses),
        message=message(
            "there is no plan for {school_year}, in which money was spent",
            school_year=school_year,
        ),
        next_step=message(
            "record it: {command}",
            command=f"verantwoord record plan --school-year {school_year} …",
        ),
    )


def _not_approved(
    year: YearSeen, plan: Plan, *, expenses: list[ExpenseLine]
) -> Objection:
    school_year, version = plan.event.school_year, plan.event.version
    return objection(
        "plan-not-approved",
        year=year.year,
        place=plan_place(school_year),
        events=[plan.n + 1],
        amount=sum(expense.amount for expense in expenses),
        message=message(
            "version {version} of the plan {school_year} is not approved",
            version=version,
            school_year=school_year,
        ),
        next_step=message(
            "record the approval: {command}", command=_approve(school_year, version)
        ),
    )


def _approve(school_year: str, version: int) -> str:
    return (
        f"verantwoord record approval --school-year {school_year} --version {version} …"
    )


def _changed(
    year: YearSeen, newest: Plan, *, approved: Plan, expenses: list[ExpenseLine]
) -> Objection:
    school_year, version = newest.event.school_year, newest.event.version
    since = [line.amount for line in expenses if line.on >= newest.event.on]
    return objection(
        "plan-changed",
        year=year.year,
        place=plan_place(school_year),
        events=[approved.n + 1, newest.n + 1],
        amount=sum(since),
        message=message(
            "version {approved} of the plan {school_year} is approved, and version "
            "{version} came after it",
            approved=approved.event.version,
            school_year=school_year,
            version=version,
        ),
        next_step=message(
            "record the approval of the new one: {command}",
            command=_approve(school_year, version),
        ),
    )


def _not_heard(year: YearSeen, approval: Approval) -> Objection:
    school_year = approval.event.school_year
    return _to_approval(
        year,
        approval,
        code="council-not-heard",
        said=message(
            "the plan {school_year} was approved, and the school council not heard",
            school_year=school_year,
        ),
        next_step=message(
            "hear it, and record the approval anew: {command}",
            command="verantwoord record reversal "
            f"--of approval-{school_year} --ground error",
        ),
    )


def _not_shown(year: YearSeen, approval: Approval) -> Objection:
    school_year = approval.event.school_year
    return _to_approval(
        year,
        approval,
        code="missing-approval",
        said=message(
            "no document shows the approval of the plan {school_year}",
            school_year=school_year,
        ),
        next_step=attach(f"approval-{school_year}", "approval"),
    )


def _to_approval(
    year: YearSeen, approval: Approval, *, code: str, said: str, next_step: str
) -> Objection:
    return objection(
        code,
        year=year.year,
        place=plan_place(approval.event.school_year),
        events=[approval.n + 1],
        amount=None,
        message=said,
        next_step=next_step,
    )
