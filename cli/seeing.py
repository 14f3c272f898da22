"""What all commands that show have in common: point in time, year, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from cli.intake.rule_sets import read_rules
from cli.intake.values import parse_option
from cli.provenance import provenance
from cli.surroundings import Surroundings
from ledger import values as v
from ledger.days import brussels_day, year_start
from ledger.errors import UsageError
from ledger.messages import message, plural
from ledger.rules import Rules
from projections.awaiting import DEPENDS, awaits_allocation
from projections.moment import PointInTime, parse_point
from projections.opening import open_view
from projections.supposing import Supposed, suppose
from projections.view import BookView

F = TypeVar("F", bound=Callable[..., Any])


class Asked(msgspec.Struct):
    """What was asked to be seen: a year, a point in time, a rule set from a file."""

    point: PointInTime
    year: int | None
    rules: Rules | None
    rules_file: str = ""


def point_options(function: F) -> F:
    """Add `--on` and `--known-at`."""
    for option in (
        click.option(
            "--known-at", help="As known at a moment, a date, or after N events."
        ),
        click.option("--on", help="As it was on a day."),
    ):
        function = option(function)
    return function


def rules_option(function: F) -> F:
    """Add `--rules`."""
    return click.option(
        "--rules",
        type=click.Path(path_type=Path, readable=False),
        help="Figures under another rule set.",
    )(function)


def year_options(function: F) -> F:
    """Add `--year`, `--rules` and the point in time, for what is of one year."""
    return year_option(rules_option(point_options(function)))


def year_option(function: F) -> F:
    """Add `--year`, for what is of one."""
    named = "The budget year; the latest that has begun if left out."
    return click.option("--year", help=named)(function)


def years_options(function: F) -> F:
    """Add the same for what is of all years, and of one where it is named."""
    named = "One budget year only; all if left out."
    return click.option("--year", help=named)(rules_option(point_options(function)))


def asked(**given: Any) -> Asked:
    """Parse what was asked to be seen."""
    year, rules = given.get("year"), given.get("rules")
    return Asked(
        point=parse_point(given.get("on"), given.get("known_at")),
        year=parse_option("--year", v.Year, raw=year) if year else None,
        rules=read_rules(rules) if rules else None,
        rules_file=str(rules or ""),
    )


@contextmanager
def seen(here: Surroundings, point: PointInTime) -> Iterator[BookView]:
    """Open the book, or the bundle, as it was known."""
    with seen_in(here.book_or_bundle, point, moment=here.moment) as view:
        yield view


@contextmanager
def seen_in(file: Path, point: PointInTime, *, moment: str) -> Iterator[BookView]:
    """Open a book, or a bundle, as it was known; `moment` is that of the call."""
    with open_view(file, point.known_at) as view:
        refuse_outside(view, point, moment=moment)
        yield view


def refuse_outside(view: BookView, point: PointInTime, *, moment: str) -> None:
    """Raise `UsageError` for a day before the book, and for what nobody knows yet."""
    _refuse_before(view, point.on)
    known_at = point.known_at
    if known_at and known_at.is_after(now(view, moment)):
        raise UsageError(
            message("{moment} has not come yet", moment=known_at.said),
            place="--known-at",
            expected=message("a moment up to now"),
            found=known_at.text,
            next_step=message("leave --known-at out to see all that is known"),
        )


def now(view: BookView, moment: str) -> str:
    """Give the moment of the call; that of the last event where the clock is behind."""
    return max(moment, view.reader.at(view.reader.size() - 1))


def _refuse_before(view: BookView, on: dt.date | None) -> None:
    """Refuse a day on which nothing of the book can have taken effect."""
    planned = [plan.event.on for each in view.state.plans.values() for plan in each]
    days = [*map(year_start, view.years), *planned]
    if on and days and on < min(days):
        raise UsageError(
            message("{day} is before the book began", day=on),
            place="--on",
            expected=message("a day from {day} on", day=min(days)),
            found=str(on),
            next_step=message("leave --on out to see everything"),
        )


def supposed_in(
    view: BookView, wanted: Asked, *, year: int | None = None
) -> Supposed | None:
    """Say whether a rule set was asked for that is not the own one of what is seen.

    Seen is `year`; all years where none is named.
    """
    years = view.years if year is None else [year]
    return suppose(view, wanted.rules, file=wanted.rules_file, years=years)


class Stands(msgspec.Struct):
    """At which point in time something stands, and under which rules.

    `foot` says it to people, `document` in JSON; `supposed` is None under its own ones.
    """

    foot: list[str]
    document: dict[str, Any]
    supposed: Supposed | None


def stands_at(
    here: Surroundings, view: BookView, *, wanted: Asked, year: int | None
) -> Stands:
    """Say where what was asked for stands; `year` is what is seen, None for all."""
    point, supposed = wanted.point, supposed_in(view, wanted, year=year)
    return Stands(
        foot=footer(here, view, point=point, supposed=supposed),
        document=standing(view, point=point, supposed=supposed),
        supposed=supposed,
    )


def standing(
    view: BookView, *, point: PointInTime, supposed: Supposed | None = None
) -> dict[str, Any]:
    """Give the point in time at which something stands, for JSON; and what if."""
    known_at = point.known_at.text if point.known_at else None
    return {
        "on": point.on,
        "known_at": known_at,
        "events": view.size,
        "root": view.root,
        **(supposed.document() if supposed else {}),
    }


def stand(point: PointInTime) -> str:
    """Say in words at which point in time something stands."""
    on = message("on {day}", day=point.on) if point.on else message("with every date")
    known = message("all that is known")
    at = point.known_at
    if at and at.moment:
        known = message("known at {day}", day=at.said)
    elif at:
        known = message("known at {number}", number=at.said)
    return message("{on}, {known}", on=on, known=known)


def footer(
    here: Surroundings,
    view: BookView,
    *,
    point: PointInTime,
    supposed: Supposed | None = None,
) -> list[str]:
    """Say at which point in time it stands, so that it can be printed again.

    Of a day that is still to come it says so, of another rule set than the own one, and
    of a bundle what its word is worth.
    """
    what_if = [supposed.said] if supposed else []
    at = [*forecast(here, view, on=point.on), *what_if, _stands(view, point)]
    return [*at, *provenance(view)]


def depends(
    here: Surroundings, view: BookView, *, on: dt.date | None, year: int
) -> Iterator[str]:
    """Say of a year without an allocation that its refund depends on it."""
    if awaits_allocation(view, year, on=on, today=here.today):
        yield message("{year}: {risk}", year=year, risk=DEPENDS)


def forecast(
    here: Surroundings, view: BookView, *, on: dt.date | None
) -> Iterator[str]:
    """Say that a day is still to come; nothing of any other one."""
    if on and on > brussels_day(now(view, here.moment)):
        yield message(
            "{day} has not come yet: a forecast, of what is recorded so far", day=on
        )


def _stands(view: BookView, point: PointInTime) -> str:
    return plural(
        "{stand}: {count} event, root {root}",
        "{stand}: {count} events, root {root}",
        count=view.size,
        root=view.root,
        stand=stand(point),
    )
