"""What to do, by when, and how much money is at risk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli.at_once.hands import jobs_option
from cli.options import common_options, pass_surroundings
from cli.printing import wrapped
from cli.progress import busy
from cli.seeing import Asked, asked, seen, stands_at, years_options
from cli.surroundings import Surroundings
from cli.tables import grouped
from ledger.errors import UsageError
from ledger.messages import joined, message, plural, term
from ledger.money import Amount
from projections.awaiting import DEPENDS
from projections.outlook import Outlook
from projections.status import YearStatus
from projections.status import status as status_of
from projections.tasks import Task

HEADINGS = (
    "",
    term("heading", ">amount"),
    term("heading", "by"),
    term("heading", "type: verantwoord …"),
)
WORDS = {
    "allocation": term("task", "grant"),
    "spend": term("task", "spend"),
    "put-back": term("task", "put back"),
    "plan": term("task", "plan"),
    "close": term("task", "carryover"),
    "refund": term("task", "refund"),
}
"""What is to be done, in few signs: a line has 80 columns."""


FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@years_options
@jobs_option
@common_options
@pass_surroundings
@click.pass_context
def status(ctx: click.Context, here: Surroundings, /, **given: Any) -> None:
    """Say what to do, by when, and how much money is at risk.

    Of every year that is not closed, and of closed ones that owe a refund; or of one
    with --year. What must be spent and linked counts the tranches that are still to
    come, and what may be kept; what is put back from own means must be spent again, and
    is counted too.

    Several books or bundles give a table, with a row for each of these years.
    """
    wanted, files = asked(**given), given["files"]
    if len(files) > 1:
        # Whoever looks at one book needs nothing that looks at several.
        from cli.statuses import answer_several

        _refuse_book(here)
        with busy(here, message("reading")):
            ctx.exit(answer_several(here, files, wanted=wanted, jobs=given["jobs"]))
    if files:
        _refuse_book(here)
        here.book_option = files[0]
    _answer(here, wanted)


def _refuse_book(here: Surroundings) -> None:
    if here.book_option:
        raise UsageError(message("--book and FILE exclude each other"), place="--book")


def _answer(here: Surroundings, wanted: Asked) -> None:
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        years = status_of(
            view, on=on, today=today, rules=wanted.rules, year=wanted.year
        )
        stands = stands_at(here, view, wanted=wanted, year=wanted.year)
        # Who looks at a bundle is not the one who records.
        columns = len(HEADINGS) - bool(view.grade)
    here.answer(
        {**stands.document, "years": years},
        lambda: _lines(here, years, foot=stands.foot, columns=columns),
    )


def _lines(
    here: Surroundings, years: list[YearStatus], *, foot: list[str], columns: int
) -> Iterator[str]:
    groups = [
        (_above(here, year), [_row(here, task)[:columns] for task in year.tasks])
        for year in years
    ]
    if not any(year.tasks for year in years):
        yield message("nothing is to be done")
    yield from grouped([here.tell(heading) for heading in HEADINGS[:columns]], groups)
    yield from foot


def _above(here: Surroundings, year: YearStatus) -> list[str]:
    return [line for text in _year(year) for line in wrapped(here.tell(text))]


def _year(year: YearStatus) -> Iterator[str]:
    risk = _risk(year)
    if year.state == "closed":
        yield message("{year}: closed, and a refund is owed", year=year.year)
        return
    if year.state != "open":
        yield message("{year}: over, and not closed; {risk}", year=year.year, risk=risk)
    elif not year.days_left:
        yield message("{year}: its last day; {risk}", year=year.year, risk=risk)
    else:
        yield plural(
            "{year}: {count} day left; {risk}",
            "{year}: {count} days left; {risk}",
            count=year.days_left,
            year=year.year,
            risk=risk,
        )
    if year.outlook:
        yield joined(", ", _money(year.outlook))


def _risk(year: YearStatus) -> str:
    lost = year.outlook.lost if year.outlook else 0
    if year.at_risk is None:
        return DEPENDS
    if year.at_risk <= 0:
        return message("nothing at risk")
    if lost <= 0:
        return message("{amount} at risk", amount=Amount(year.at_risk))
    return message(
        "{amount} at risk, {lost} of it lost",
        amount=Amount(year.at_risk),
        lost=Amount(lost),
    )


def _money(made: Outlook) -> Iterator[str]:
    usable, spent = Amount(made.usable), Amount(made.spent)
    if made.to_come:
        to_come = Amount(made.to_come)
        yield message("{amount} to use ({more} to come)", amount=usable, more=to_come)
    else:
        yield message("{amount} to use", amount=usable)
    yield message("{amount} spent", amount=spent)
    if made.reserve_limit:
        yield message("at most {amount} kept", amount=Amount(made.reserve_limit))


def _row(here: Surroundings, task: Task) -> tuple[str, str, str, str]:
    amount = "" if task.amount is None else here.locale.amount(task.amount)
    return here.tell(what(task)), amount, by(here, task), task.command


def what(task: Task) -> str:
    """Say in few signs what is to be done."""
    if task.what == "tranche":
        number = task.which[0].removeprefix("tranche ")
        return message("tranche {number}", number=number)
    if task.what == "link":
        return message("link {count}", count=task.count)
    if task.what == "documents":
        return message("papers {count}", count=task.count)
    if task.what == "proofs":
        return message("proofs {count}", count=task.count)
    return WORDS[task.what]


def by(here: Surroundings, task: Task) -> str:
    """Say by which day, and whether that has passed."""
    if task.by is None:
        return here.tell(message("now"))
    day = here.locale.day(task.by)
    if not task.late:
        return day
    # Its year is the one that stands above it.
    short = day[:5] if here.locale.day_first else day[5:]
    return here.tell(message("{day} late", day=short))
