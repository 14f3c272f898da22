"""What is to be done in several schools: a row for each year that is not done with.

Each book or bundle is opened by itself, several at a time. One that cannot be looked at
is told with its reason, and the others are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, structs

from cli.at_once import Died, carry_out, hands_for, why_died
from cli.commands.status import by, what
from cli.errors import Failure, attempt, failure_of, lines_of
from cli.printing import wrapped
from cli.seeing import Asked, seen_in, stand, standing, supposed_in
from cli.surroundings import Surroundings
from cli.tables import fitted_table
from ledger.errors import SurroundingsError
from ledger.findings import lowest
from ledger.messages import Message, message, plural, term
from ledger.money import Amount
from projections.opening import BUNDLE
from projections.status import YearStatus
from projections.status import status as status_of

HEADINGS: Final = (
    ("", term("heading of statuses", "file")),
    ("", term("heading of statuses", "school")),
    (">", term("heading of statuses", "year")),
    (">", term("heading of statuses", "days")),
    (">", term("heading of statuses", "at risk")),
    (">", term("heading of statuses", "to do")),
    ("", term("heading of statuses", "by")),
    ("", term("heading of statuses", "first")),
)
"""`>` before those that stand at the right."""


class Seen(Struct, frozen=True, kw_only=True):
    """What one file shows; or why it shows nothing."""

    file: str
    school: str | None = None
    origin: str | None = None
    stands: dict[str, Any] = {}
    years: list[YearStatus] = []
    what_if: Message | None = None
    failure: Failure | None = None

    @property
    def code(self) -> int:
        """The exit code that this file alone would give."""
        return self.failure.code if self.failure else 0


class Each:
    """A plan of which no job waits for another."""

    def __init__(self, files: Sequence[Path], tick: Callable[[], None] | None) -> None:
        """Begin with the first file; `tick` is called for every one that is done."""
        self.seen: dict[int, Seen] = {}
        self._left = list(enumerate(files))[::-1]
        self._tick = tick

    def take(self) -> tuple[int, Path] | None:
        """Give the next file."""
        return self._left.pop() if self._left else None

    def give(self, job: tuple[int, Path], result: Seen | Died) -> None:
        """Take what was seen in a file."""
        number, file = job
        if isinstance(result, Died):
            error = SurroundingsError(why_died(result), place=str(file))
            result = Seen(file=str(file), failure=failure_of(error))
        self.seen[number] = result
        if self._tick:
            self._tick()


def answer_several(
    here: Surroundings, files: Sequence[Path], *, wanted: Asked, jobs: int | None
) -> int:
    """Look at every file, print the answer, and give the exit code: the lowest."""
    sign = here.sign
    if sign:
        sign.expect(len(files))
    each = Each(files, sign.advance if sign else None)
    work = partial(_look, wanted, today=here.today, moment=here.moment)
    # To look at a book takes less than to start a process; a bundle is checked first.
    long = files if jobs else [file for file in files if file.suffix.lower() == BUNDLE]
    carry_out(each, work, hands=hands_for(long, asked=jobs))
    seen = [each.seen[n] for n in range(len(files))]
    code = lowest(one.code for one in seen)
    document = {"ok": code == 0, "code": code, "books": list(map(_document, seen))}
    here.answer(document, lambda: _lines(here, seen, wanted=wanted))
    return code


def _look(wanted: Asked, job: tuple[int, Path], *, today: dt.date, moment: str) -> Seen:
    file = job[1]
    seen = attempt(lambda: _seen(wanted, file, today=today, moment=moment))
    return Seen(file=str(file), failure=seen) if isinstance(seen, Failure) else seen


def _seen(wanted: Asked, file: Path, *, today: dt.date, moment: str) -> Seen:
    on = wanted.point.on
    with seen_in(file, wanted.point, moment=moment) as view:
        supposed = supposed_in(view, wanted, year=wanted.year)
        return Seen(
            file=str(file),
            school=view.school(on),
            origin=view.origin,
            stands=standing(view, point=wanted.point, supposed=supposed),
            what_if=supposed.said if supposed else None,
            years=status_of(
                view, on=on, today=today, rules=wanted.rules, year=wanted.year
            ),
        )


def _document(seen: Seen) -> dict[str, Any]:
    if seen.failure:
        return {"file": seen.file, "error": seen.failure.document()}
    shown = {"school": seen.school, **seen.stands, "years": seen.years}
    return {"file": seen.file, **shown}


def _lines(here: Surroundings, seen: list[Seen], *, wanted: Asked) -> Iterator[str]:
    for one in seen:
        if one.failure:
            placed = structs.replace(one.failure, place=one.failure.place or one.file)
            yield from lines_of(placed, here.tell)
    headings = [f"{side}{here.tell(name)}" for side, name in HEADINGS]
    rows = [row for one in seen for row in _rows(here, one)]
    if rows:
        yield from fitted_table(headings, rows)
    yield from _copies(here, seen)
    yield from wrapped(here.tell(_in_all(seen)))
    for said in dict.fromkeys(filter(None, (one.what_if for one in seen))):
        yield from wrapped(here.tell(said))
    yield from wrapped(here.tell(stand(wanted.point)))


def _rows(here: Surroundings, seen: Seen) -> Iterator[list[str]]:
    for year in seen.years:
        days = str(year.days_left) if year.state == "open" else "–"
        cells = [seen.file, seen.school or "", str(year.year), days]
        risk = "–" if year.at_risk is None else here.locale.amount(year.at_risk)
        first = year.tasks[:1]
        words = [cell for task in first for cell in (by(here, task), what(task))]
        told = [here.tell(word) for word in words or ("", "")]
        yield [*cells, risk, str(len(year.tasks)), *told]


def _counted(seen: list[Seen]) -> dict[str, Seen]:
    """Choose of each log what reaches furthest, so that no money counts twice."""
    chosen: dict[str, Seen] = {}
    for one in seen:
        if one.origin:
            known = chosen.setdefault(one.origin, one)
            if one.stands["events"] > known.stands["events"]:
                chosen[one.origin] = one
    return chosen


def _copies(here: Surroundings, seen: list[Seen]) -> Iterator[str]:
    counted = _counted(seen)
    for one in seen:
        other = counted.get(one.origin or "", one)
        if other is not one:
            said = message(
                "{file} is of the same book as {other}: it counts once",
                file=one.file,
                other=other.file,
            )
            yield from wrapped(here.tell(said))


def _in_all(seen: list[Seen]) -> Message:
    years = [year for one in _counted(seen).values() for year in one.years]
    tasks, read = sum(len(year.tasks) for year in years), sum(not s.code for s in seen)
    return plural(
        "{read} of {files} files read: {count} thing to do, {amount} at risk",
        "{read} of {files} files read: {count} things to do, {amount} at risk",
        count=tasks,
        read=read,
        files=len(seen),
        amount=Amount(sum(max(0, year.at_risk or 0) for year in years)),
    )
