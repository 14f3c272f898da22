"""What to do, by when, and how much money is at risk."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, point_options, rules_option, seen, standing
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.messages import message, plural
from projections.outlook import Outlook
from projections.status import YearStatus
from projections.status import status as status_of
from projections.tasks import Task

HEADINGS = ("", ">amount", "by", "type: verantwoord …")
WORDS = {
    "allocation": "grant",
    "close": "carryover",
    "documents": "papers",
    "put-back": "put back",
}
COUNTED = ("link", "documents")
WIDTH = 80


@click.command()
@rules_option
@point_options
@common_options
@pass_surroundings
def status(here: Surroundings, /, **given: Any) -> None:
    """Say what to do, by when, and how much money is at risk.

    Of every year that is not closed, and of closed ones that owe a refund. What must be
    spent and linked counts the tranches that are still to come, and what may be kept;
    what is put back from own means must be spent again, and is counted too.
    """
    wanted = asked(**given)
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        years = status_of(view, on=on, today=today, rules=wanted.rules)
        foot = footer(here, view, point=wanted.point)
        stands = standing(view, point=wanted.point)
    here.answer({**stands, "years": years}, lambda: _lines(here, years, foot=foot))


def _lines(here: Surroundings, years: list[YearStatus], *, foot: str) -> Iterator[str]:
    rows = [_row(here, task) for year in years for task in year.tasks]
    heading, *told = table(HEADINGS, rows)
    yield f" {heading}" if rows else "nothing is to be done"
    lines = iter(told)
    for year in years:
        yield from _year(here, year)
        yield from (f" {next(lines)}" for _ in year.tasks)
    stands, *source = foot.split("\n")
    yield from textwrap.wrap(stands, WIDTH)
    yield from source


def _year(here: Surroundings, year: YearStatus) -> Iterator[str]:
    if year.outlook is None:
        yield f"{year.year}: closed, and a refund is owed"
        return
    if year.state == "open":
        yield f"{year.year}: {_left(year.days_left)}; {_risk(here, year)}"
    else:
        yield f"{year.year}: over, and not closed; {_risk(here, year)}"
    yield _money(here, year.outlook)


def _risk(here: Surroundings, year: YearStatus) -> str:
    amount, lost = here.locale.amount, year.outlook.lost if year.outlook else 0
    if year.at_risk is None:
        return "what is at risk depends on the allocation"
    if year.at_risk <= 0:
        return "nothing at risk"
    of_it = f", {amount(lost)} of it lost" if lost > 0 else ""
    return f"{amount(year.at_risk)} at risk{of_it}"


def _money(here: Surroundings, made: Outlook) -> str:
    amount = here.locale.amount
    to_come = f" ({amount(made.to_come)} to come)" if made.to_come else ""
    limit = made.reserve_limit
    kept = f", at most {amount(limit)} kept" if limit else ""
    return f"{amount(made.usable)} to use{to_come}, {amount(made.spent)} spent{kept}"


def _left(days: int) -> str:
    if not days:
        return message("its last day")
    return plural("{count} day left", "{count} days left", count=days)


def _row(here: Surroundings, task: Task) -> tuple[str, str, str, str]:
    what = WORDS.get(task.what, task.what)
    if task.what == "tranche":
        what = task.which[0]
    elif task.what in COUNTED:
        what = f"{what} {task.count}"
    amount = "" if task.amount is None else here.locale.amount(task.amount)
    return what, amount, _by(here, task), task.command


def _by(here: Surroundings, task: Task) -> str:
    if task.by is None:
        return "now"
    day = here.locale.day(task.by)
    if not task.late:
        return day
    # Its year is the one that stands above it.
    return f"{day[:5] if here.locale.day_first else day[5:]} late"
