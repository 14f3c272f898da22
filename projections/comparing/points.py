"""One side of a comparison, as people write it: on either clock."""

from __future__ import annotations

import datetime as dt

from ledger.days import end_of_day, parse_day
from ledger.errors import UsageError
from ledger.messages import message
from projections.moment import PointInTime, parse_known_at

ON = "on:"


def parse_sides(
    texts: tuple[str, str], rest: PointInTime, *, today: dt.date
) -> tuple[PointInTime, PointInTime]:
    """Read two points, each `on:DATE`, a date, a timestamp or `#N`.

    `rest` gives the coordinate that a point does not name. Raises `UsageError` for
    anything else, for what has not come yet, and where `rest` would say nothing.
    """
    named = [text.startswith(ON) for text in texts]
    if rest.on and all(named):
        raise _idle("--on", message("--on says nothing here: both points name a day"))
    if rest.known_at and not any(named):
        raise _idle(
            "--known-at",
            message("--known-at says nothing here: both points name a moment"),
        )
    first, second = texts
    return (
        _parse(first, rest, place="A", today=today),
        _parse(second, rest, place="B", today=today),
    )


def _idle(option: str, said: str) -> UsageError:
    return UsageError(
        said,
        place=option,
        next_step=message("leave {option} out", option=option),
    )


def _parse(text: str, rest: PointInTime, *, place: str, today: dt.date) -> PointInTime:
    if text.startswith(ON):
        day = _day(text, place)
        _refuse_future(text, place, is_past=day <= today)
        return PointInTime(on=day, known_at=rest.known_at)
    known_at = parse_known_at(text, place=place)
    last = end_of_day(today)
    _refuse_future(text, place, is_past=(known_at.moment or "") <= last)
    return PointInTime(on=rest.on, known_at=known_at)


def _day(text: str, place: str) -> dt.date:
    return parse_day(text.removeprefix(ON), place=place)


def _refuse_future(text: str, place: str, *, is_past: bool) -> None:
    if not is_past:
        raise UsageError(
            message("{text} has not come yet", text=text),
            place=place,
            expected=message("a point in time up to today"),
            found=text,
        )
