"""A report of one or several years: a file for people, by its ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from cli.intake.rule_sets import read_rules
from cli.intake.values import parse_option
from cli.options import common_options, pass_surroundings
from cli.reporting import ending_of, write_files
from cli.seeing import footer, point_options, rules_option, seen, standing
from cli.surroundings import Surroundings
from ledger import values as v
from ledger.bundle.software import software
from ledger.days import brussels_day
from ledger.messages import message
from projections.moment import parse_point
from projections.reports import gather
from projections.reports.files import WRITERS, Wanted
from projections.view import BookView

ALL = "all"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--year",
    "years",
    multiple=True,
    metavar="YEAR",
    help="A budget year, again for more, or all; else the latest that has begun.",
)
@rules_option
@point_options
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@common_options
@pass_surroundings
def report(
    here: Surroundings, /, file: Path, *, years: tuple[str, ...], **given: Any
) -> None:
    """Write a report to FILE: .html, .pdf, .xlsx, .csv or .json.

    The same book at the same point in time gives the same bytes: where --on is left
    out, it stands on the day of the last event. A .csv comes with a file for each
    table, and the index.xml by which audit programs read them.
    """
    ending, point = ending_of(file), parse_point(given["on"], given["known_at"])
    rules = read_rules(given["rules"]) if given["rules"] else None
    with seen(here, point) as view:
        wanted = _years(view, years, on=point.on)
        made = gather(view, wanted, on=point.on, program=software(), rules=rules)
        foot, stands = footer(here, view, point=point), standing(view, point=point)
        lines = (line + b"\n" for line in view.reader.lines(0, view.size))
        asked = Wanted(made, here.language, file.stem, log=partial(b"".join, lines))
        files = WRITERS[ending](asked)
    written = write_files(here, file.parent, files=files, force=given["force"])
    document = {**stands, "years": wanted, "files": written}
    here.answer(document, lambda: _lines(written, foot=foot))


def _years(view: BookView, years: tuple[str, ...], *, on: dt.date | None) -> list[int]:
    asked = {year for year in years if year != ALL}
    named = sorted(parse_option("--year", v.Year, raw=year) for year in asked)
    if named and ALL not in years:
        return named
    # As the report itself: of the day of the last event, and not of today.
    day = on or brussels_day(view.state.last_at)
    latest = view.default_year(day, today=day)
    return view.years if ALL in years else [latest]


def _lines(written: dict[str, int], *, foot: list[str]) -> Iterator[str]:
    for name, size in written.items():
        yield message("{file}: {size} bytes", file=name, size=size)
    yield from foot
