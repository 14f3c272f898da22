"""The things to do in a year, each with its amount, its day, and what to type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, structs

from ledger.days import year_end
from ledger.money import format_cents
from projections.checks.catalogue import Objection
from projections.checks.places import tranche_place
from projections.checks.plans import objections_by_plan
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine
from projections.outlook import Outlook
from projections.papers import papers

What = Literal[
    "allocation",
    "tranche",
    "spend",
    "link",
    "put-back",
    "documents",
    "proofs",
    "plan",
    "close",
    "refund",
]

KINDS = {"programme-or-certificate": "programme"}
"""The kind of document that is asked for where one of two would do."""

PLANS = {
    "plan-missing": "plan",
    "plan-not-approved": "approval",
    "plan-changed": "approval",
}
"""What to record where a plan is objected to, by the code of the objection."""

NAME_LENGTH_MAX = 5
"""A longer ref is named by its number, so that a command stays on its line."""


class Task(Struct, frozen=True, kw_only=True):
    """One thing to do.

    `amount` is at stake, in cents (of a close: what it may carry over), None where it
    is not known; `by` the day, None for now; `late` says that it has passed. `which`
    names facts, plans or the tranche, and `count` counts them (of documents, the
    missing ones). `command` is what to type after `verantwoord`.
    """

    what: What
    amount: int | None
    by: dt.date | None
    late: bool
    count: int
    which: list[str]
    command: str


def tasks_of(
    year: YearSeen, made: Outlook, *, day: dt.date, is_over: bool
) -> list[Task]:
    """Give what is to be done in a year before its close; that too, once it `is_over`.

    `day` tells which tranche is late.
    """
    tasks = [*_granted(year, day), *_spending(year, made), *_papers(year)]
    if not is_over:
        return tasks
    return [*map(_at_once, tasks), _close(year)]


def allocation_task(year: int) -> Task:
    """Give the allocation of a year, which is not recorded yet."""
    command = f"record allocation --year {year}"
    return _now("allocation", None, which=[str(year)], command=command)


def refund_task(year: int, owed: int) -> Task:
    """Give the refund that a closed year still owes, in cents."""
    return _now(
        "refund",
        owed,
        which=[str(year)],
        command=f"record refund --year {year} --amount {format_cents(owed)}",
    )


def _at_once(task: Task) -> Task:
    return task if task.what == "tranche" else structs.replace(task, by=None)


def _granted(year: YearSeen, day: dt.date) -> Iterator[Task]:
    if not year.figures.allocated:
        yield allocation_task(year.year)
    for each in year.tranches:
        if each.expected > each.received:
            yield Task(
                what="tranche",
                amount=each.expected - each.received,
                by=each.due,
                late=each.due < day,
                count=1,
                which=[tranche_place(each.tranche)],
                command=f"record tranche --year {year.year} --tranche {each.tranche}",
            )


def _spending(year: YearSeen, made: Outlook) -> Iterator[Task]:
    by, is_known = year_end(year.year), bool(year.figures.allocated)
    if made.to_spend and is_known:
        yield _task("spend", made.to_spend, by=by, which=[], command="record expense")
    unlinked = [line for line in year.expenses if line.unjustified]
    if unlinked:
        command = f"record link --expense {_name(unlinked[0])}"
        yield _task("link", made.to_link, by=by, which=_refs(unlinked), command=command)
    ineligible = [line for line in year.expenses if line.ineligible]
    if made.to_put_back and ineligible and is_known:
        first = _name(ineligible[0])
        yield _task(
            "put-back",
            made.to_put_back,
            by=by,
            which=_refs(ineligible),
            command=f"record reversal --of {first} --ground own-means",
        )


def _papers(year: YearSeen) -> Iterator[Task]:
    by = year_end(year.year)
    lacking = [line for line in year.expenses if line.missing]
    if lacking:
        kind = KINDS.get(lacking[0].missing[0], lacking[0].missing[0])
        task = _task(
            "documents",
            sum(line.amount for line in lacking),
            by=by,
            which=_refs(lacking),
            command=f"record document --of {_name(lacking[0])} --kind {kind}",
        )
        missing = sum(len(line.missing) for line in lacking)
        yield structs.replace(task, count=missing)
    plans = list(objections_by_plan(year))
    yield from _proofs(year, plans)
    wanting = [plan for plan in plans if plan[1].code in PLANS]
    if wanting:
        school_year, first = wanting[0]
        yield _task(
            "plan",
            sum(each.amount or 0 for _, each in wanting),
            by=by,
            which=[named for named, _ in wanting],
            command=f"record {PLANS[first.code]} --school-year {school_year}",
        )


def _proofs(year: YearSeen, plans: list[tuple[str, Objection]]) -> Iterator[Task]:
    lacking = [
        (paper.ref, paper.number) for paper in papers(year.view) if not paper.is_there
    ]
    lacking += [
        (school_year, each.events[0])
        for school_year, each in plans
        if each.code == "missing-approval"
    ]
    if lacking:
        # Its kind is asked for: the line would be longer than 80 columns.
        yield _task(
            "proofs",
            None,
            by=year_end(year.year),
            which=[named for named, _ in lacking],
            command=f"record document --of '#{lacking[0][1]}'",
        )


def _close(year: YearSeen) -> Task:
    return _now(
        "close",
        year.figures.reserve_allowed,
        which=[str(year.year)],
        command=f"close {year.year}",
    )


def _now(what: What, amount: int | None, *, which: list[str], command: str) -> Task:
    return _task(what, amount, by=None, which=which, command=command)


def _task(
    what: What,
    amount: int | None,
    *,
    by: dt.date | None,
    which: list[str],
    command: str,
) -> Task:
    return Task(
        what=what,
        amount=amount,
        by=by,
        late=False,
        count=max(1, len(which)),
        which=which,
        command=command,
    )


def _refs(lines: list[ExpenseLine]) -> list[str]:
    return [line.ref for line in lines]


def _name(line: ExpenseLine) -> str:
    return line.ref if len(line.ref) <= NAME_LENGTH_MAX else f"'#{line.number}'"
