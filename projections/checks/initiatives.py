"""Objections to what an expense is for: its initiative, its link's day, its level."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.days import school_year_of
from ledger.messages import message, plural
from ledger.values import Level
from projections.checks.catalogue import Objection, objection
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine, LinkLine
from projections.terms import word

LONG_DAYS = 90
"""How long after its link an expense may be made before it is objected to; chosen."""

LEVELS = {"primary-bachelor-track": frozenset({"primary"})}
"""The categories that are for some levels of education only."""


def purpose_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at every expense of a year, by date, for what it was made."""
    known = {
        school_year: {each.ref for plan in plans for each in plan.event.initiatives}
        for school_year, plans in year.state.book.plans.items()
    }
    for expense in year.expenses:
        if expense.state != "ineligible":
            yield from _level(year, expense)
            yield from _initiative(year, expense, known=known)
            for link in expense.links:
                yield from _in_time(year, expense, link=link)


def _level(year: YearSeen, expense: ExpenseLine) -> Iterator[Objection]:
    levels = LEVELS.get(expense.category)
    if levels and year.level not in levels:
        yield objection(
            "category-not-for-level",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.amount,
            message=_not_for_level(expense, year.level),
            next_step=message(
                "if the category is wrong, undo it and record it anew: {command}",
                command="verantwoord record reversal "
                f"--of {expense.ref} --ground error",
            ),
        )


def _not_for_level(expense: ExpenseLine, level: Level | None) -> str:
    ref, category = expense.ref, word("category", expense.category)
    if level is None:
        return message(
            "{ref} is of category {category}, and the level of the school is not known",
            ref=ref,
            category=category,
        )
    return message(
        "{ref} is of category {category}, and the level of the school is {level}",
        ref=ref,
        category=category,
        level=word("level", level),
    )


def _initiative(
    year: YearSeen, expense: ExpenseLine, *, known: dict[str, set[str]]
) -> Iterator[Objection]:
    named = {expense.initiative, *(link.initiative for link in expense.links)} - {None}
    planned = known.get(school_year_of(expense.on))
    if not named and planned:
        yield objection(
            "expense-without-initiative",
            year=year.year,
            place=expense.ref,
            events=[expense.number],
            amount=expense.amount,
            message=message(
                "{ref} names no initiative, and neither do its links; the plan has "
                "{initiatives}",
                ref=expense.ref,
                initiatives=sorted(planned),
            ),
            next_step=_name_it(expense),
        )
    # A budget year draws on two plans, and what one of them began may be paid later.
    for ref in sorted(filter(None, named)):
        if planned and not any(ref in refs for refs in known.values()):
            yield _unknown(year, expense, ref=ref)


def _name_it(expense: ExpenseLine) -> str:
    if not expense.links:
        return message(
            "name it in the link: {command}",
            command=f"verantwoord record link --expense {expense.ref} "
            "--initiative REF …",
        )
    return message(
        "withdraw the link, and link it anew with --initiative REF: {command}",
        command=f"verantwoord record unlink --link {expense.links[-1].ref}",
    )


def _unknown(year: YearSeen, expense: ExpenseLine, *, ref: str) -> Objection:
    return objection(
        "initiative-not-in-plan",
        year=year.year,
        place=expense.ref,
        events=[
            *([expense.number] if expense.initiative == ref else []),
            *(link.number for link in expense.links if link.initiative == ref),
        ],
        amount=expense.amount,
        message=message(
            "{ref} is for {initiative}, and no plan has an initiative {initiative}",
            ref=expense.ref,
            initiative=ref,
        ),
        next_step=message(
            "record a version of the plan that has it: {command}",
            command="verantwoord record plan "
            f"--school-year {school_year_of(expense.on)} …",
        ),
    )


def _in_time(
    year: YearSeen, expense: ExpenseLine, *, link: LinkLine
) -> Iterator[Objection]:
    days = (expense.on - link.on).days
    if 0 <= days <= LONG_DAYS:
        return
    yield objection(
        "expense-before-link" if days < 0 else "expense-long-after-link",
        year=year.year,
        place=expense.ref,
        events=[expense.number, link.number],
        amount=link.justifies,
        message=_apart(expense, link, days=days),
        next_step=message(
            "if the day of the link is wrong, withdraw it and link anew: {command}",
            command=f"verantwoord record unlink --link {link.ref}",
        ),
    )


def _apart(expense: ExpenseLine, link: LinkLine, *, days: int) -> str:
    if days < 0:
        return plural(
            "{ref} was spent {count} day before its link {link} of {day}",
            "{ref} was spent {count} days before its link {link} of {day}",
            count=-days,
            ref=expense.ref,
            link=link.ref,
            day=link.on,
        )
    return message(
        "{ref} was spent {days} days after its link {link} of {day}",
        days=days,
        ref=expense.ref,
        link=link.ref,
        day=link.on,
    )
