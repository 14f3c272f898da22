"""What stands out in a year as a whole: round sums, a rush at its end, areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.messages import message
from ledger.money import Amount
from projections.checks.catalogue import Objection, objection
from projections.checks.places import year_place
from projections.checks.seen import YearSeen
from projections.expenses import ExpenseLine

ROUND_CENTS = 10_000
ROUND_MIN = 5
RUSH_FROM = (12, 15)
RUSH_MIN = 3
RUSH_SHARE = 3
"""A rush is a third of the money or more; all of these are chosen (`rule_texts`)."""

AREAS = frozenset({"dutch", "mathematics"})
AREAS_SINCE = 2023
"""The budget year in which the grant of primary education went up."""


def pattern_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at the expenses of a year together."""
    yield from _round(year)
    yield from _rush(year)
    yield from _areas(year)


def _round(year: YearSeen) -> Iterator[Objection]:
    found = [line for line in year.expenses if line.amount % ROUND_CENTS == 0]
    if len(found) >= ROUND_MIN and 2 * len(found) > len(year.expenses):
        yield _together(
            "round-amounts",
            year,
            found=found,
            message=message(
                "{round} of {all} expenses are whole hundreds of euros",
                round=len(found),
                all=len(year.expenses),
            ),
            next_step=message(
                "see that each is the amount of an invoice, and not an estimate: "
                "{command}",
                command=_list(year),
            ),
        )


def _rush(year: YearSeen) -> Iterator[Objection]:
    start = dt.date(year.year, *RUSH_FROM)
    found = [line for line in year.expenses if line.on >= start]
    spent = sum(line.amount for line in found)
    if len(found) >= RUSH_MIN and RUSH_SHARE * spent >= year.figures.spent:
        yield _together(
            "spent-before-close",
            year,
            found=found,
            message=message(
                "{part} of {spent} was spent from {start} on, in {count} expenses",
                part=Amount(spent),
                spent=Amount(year.figures.spent),
                start=start,
                count=len(found),
            ),
            next_step=message(
                "have at hand of each what it was for, and that it was delivered: "
                "{command}",
                command=_list(year),
            ),
        )


def _list(year: YearSeen) -> str:
    return f"verantwoord show expenses --year {year.year}"


def _together(
    code: str,
    year: YearSeen,
    *,
    found: list[ExpenseLine],
    message: str,
    next_step: str,
) -> Objection:
    return objection(
        code,
        year=year.year,
        place=year_place(year.year),
        events=[line.number for line in found],
        amount=sum(line.amount for line in found),
        message=message,
        next_step=next_step,
    )


def _areas(year: YearSeen) -> Iterator[Objection]:
    linked = year.figures.justified
    if year.level != "primary" or year.year < AREAS_SINCE or not linked:
        return
    links = [link for line in year.expenses for link in line.links]
    preferred = [link for link in links if link.area in AREAS]
    went = sum(link.justifies for link in preferred)
    yield objection(
        "preferred-areas",
        year=year.year,
        place=year_place(year.year),
        events=[link.number for link in preferred],
        amount=went,
        message=message(
            "{part} of {linked} linked is for Dutch or mathematics",
            part=Amount(went),
            linked=Amount(linked),
        ),
        next_step=None
        if preferred
        else message(
            "name the area of a link that is for either: --area dutch, or --area "
            "mathematics"
        ),
    )
