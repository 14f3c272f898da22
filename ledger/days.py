"""Calendar days: the Brussels day of a moment, due days, school years.

A moment is text with six decimals and a `Z`, so that two of them compare as text:
`2025-03-12T09:11:23.123456Z`. The Brussels day follows the rule of Directive 2000/84/EC
(summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday
of October), not the time-zone data of the machine, so that an old log is read the same
everywhere (docs/decisions/0005).
"""

from __future__ import annotations

import datetime as dt
import functools

from ledger.errors import MalformedError, UsageError
from ledger.messages import Message, message

MOMENT_PATTERN = (
    r"\A(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    r"T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z\Z"
)
_MARCH, _OCTOBER, _DECEMBER, _SEPTEMBER = 3, 10, 12, 9


def format_moment(moment: dt.datetime) -> str:
    """Text of an aware moment, in UTC; `parse_moment(format_moment(m)) == m`."""
    utc = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def parse_moment(text: str) -> dt.datetime:
    """Read a moment back; raises `ValueError` where it does not exist."""
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=dt.UTC)


def moment_of_seconds(seconds: int) -> str | None:
    """Give seconds since 1970 as a moment; None for 0, and for what is too far."""
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return format_moment(moment) if seconds else None


def brussels_day(at: str) -> dt.date:
    """Give the calendar day in Brussels at the moment `at`.

    Raises `MalformedError` for a moment that no calendar has: 30 February, 24:00.
    """
    try:
        return _day_of_hour(at[:13])
    except (OverflowError, ValueError):
        said = message("{moment!r} is not a moment that exists", moment=at)
        raise MalformedError(said, found=at) from None


@functools.lru_cache(maxsize=4096)
def _day_of_hour(hour: str) -> dt.date:
    # Both clock changes fall on a full hour, so the day is the same for a whole hour.
    year, month, day, of_day = map(int, (hour[:4], hour[5:7], hour[8:10], hour[11:]))
    moment = dt.datetime(year, month, day, of_day, tzinfo=dt.UTC)
    if moment.isoformat()[:13] != hour:
        raise ValueError(hour)
    return (moment + brussels_offset(moment)).date()


def brussels_offset(moment: dt.datetime) -> dt.timedelta:
    """Give what Brussels is ahead of UTC at `moment`: one hour, or two in summer."""
    start, end = (_clock_change(moment.year, month) for month in (_MARCH, _OCTOBER))
    return dt.timedelta(hours=2 if start <= moment < end else 1)


def _clock_change(year: int, month: int) -> dt.datetime:
    last = dt.datetime(year, month, 31, 1, tzinfo=dt.UTC)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


def end_of_day(day: dt.date) -> str:
    """Give the last moment of a Brussels day; of the last day that there is, of UTC."""
    if day == dt.date.max:
        return format_moment(dt.datetime.max.replace(tzinfo=dt.UTC))
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
    # At Brussels midnight no clock changes, so the offset of before is the right one.
    utc = midnight - brussels_offset(midnight - dt.timedelta(hours=2))
    return format_moment(utc - dt.timedelta(microseconds=1))


def year_start(year: int) -> dt.date:
    """Give 1 January: the day on which a carried-over reserve opens the year."""
    return dt.date(year, 1, 1)


def year_end(year: int) -> dt.date:
    """Give 31 December: the day on which the close of the year takes effect."""
    return dt.date(year, _DECEMBER, 31)


def month_end(year: int, month: int) -> dt.date:
    """Give the last day of a month: 28 or 29 February, 30 June."""
    following = dt.date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return following - dt.timedelta(days=1)


def school_year_of(day: dt.date) -> str:
    """Name the school year of a day: 1 September to 31 August (`2024-2025`)."""
    first = day.year if day.month >= _SEPTEMBER else day.year - 1
    return f"{first}-{first + 1}"


def parse_day(text: str, *, place: str | None = None) -> dt.date:
    """Read `2025-03-31` or `31/03/2025`; raises `UsageError` for anything else.

    `place` is where it was given.
    """
    try:
        return dt.date(*_day_parts(text))
    except (TypeError, ValueError):
        raise UsageError(
            message("{text!r} is not a date that exists", text=text),
            place=place,
            expected=message("a date as 2025-03-31 or 31/03/2025"),
            found=text,
        ) from None


def dated(day: dt.date) -> Message:
    """Give a day as a text that each language writes in its own way."""
    return message("{day}", day=day)


def timed(at: str) -> Message:
    """Give a moment, to the second, as a text that each language writes."""
    day, time = dt.date.fromisoformat(at[:10]), at[11:19]
    return message("{day} {time} UTC", day=day, time=time)


def _day_parts(text: str) -> tuple[int, int, int]:
    if not text.isascii():
        raise ValueError(text)
    iso = text.split("-")
    if [len(part) for part in iso] == [4, 2, 2] and text.replace("-", "").isdigit():
        return int(iso[0]), int(iso[1]), int(iso[2])
    day, month, year = text.split("/")
    if len(year) != len("2025") or max(len(day), len(month)) > len("31"):
        raise ValueError(text)
    if not (day + month + year).isdigit():
        raise ValueError(text)
    return int(year), int(month), int(day)
