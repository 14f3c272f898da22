"""A point in time: the day up to which facts took effect, the moment of recording.

`--known-at` is a timestamp (`2025-03-12T09:11:23Z`), a date (`2025-03-12`), or a count
of events (`17`, also `#17`). A time stands for all that it spans, as people mean it: a
date for the whole Brussels day, `09:11Z` for that minute, `09:11:23Z` for that second.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from ledger.days import (
    brussels_day,
    dated,
    end_of_day,
    format_moment,
    parse_day,
    parse_moment,
    timed,
)
from ledger.errors import UsageError
from ledger.messages import Message, message
from ledger.store.reading import Reader

_COUNT = re.compile(r"\A#?(?P<size>[0-9]{1,16})\Z")
_TIMESTAMP = re.compile(
    r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"
    r"(?P<seconds>:[0-9]{2}(?:\.(?P<fraction>[0-9]{1,6}))?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)
_MOMENT_LENGTH = len("2025-03-12T09:11:23.123456Z")
_PLACE = "--known-at"
_EXPECTED = message("2025-03-12, 2025-03-12T09:11:23Z, or a number of events")


class KnownAt(Struct, frozen=True):
    """Up to when facts were recorded: a moment, or how many; `text` as it was given.

    `place` is where it was given.
    """

    text: str
    moment: str | None = None
    size: int | None = None
    place: str = _PLACE

    @property
    def said(self) -> Message:
        """The same for people: `#17`, or a day or a moment in their language."""
        if self.moment is None:
            return message("#{number}", number=self.size)
        is_day = not _TIMESTAMP.match(self.text)
        return dated(parse_day(self.text)) if is_day else timed(self.moment)

    def is_after(self, now: str) -> bool:
        """Whether all of it is still to come at a moment; a number never is."""
        if self.moment is None:
            return False
        match = _TIMESTAMP.match(self.text)
        if not match:
            return parse_day(self.text) > brussels_day(now)
        return dt.datetime.fromisoformat(match[0]) > parse_moment(now)


def known_words(text: str | None) -> Message | None:
    """Say for people up to when facts were recorded; None where nothing was given."""
    return parse_known_at(text).said if text else None


class PointInTime(Struct, frozen=True):
    """A day in the school's life, and a moment in the life of its book; None is all."""

    on: dt.date | None = None
    known_at: KnownAt | None = None


def parse_point(on: str | None, known_at: str | None) -> PointInTime:
    """Read both coordinates as people give them; raises `UsageError`."""
    return PointInTime(
        on=None if on is None else parse_day(on, place="--on"),
        known_at=None if known_at is None else parse_known_at(known_at),
    )


def parse_known_at(text: str, *, place: str = _PLACE) -> KnownAt:
    """Read a timestamp, a date, or a count of events; raises `UsageError`."""
    count = _COUNT.match(text)
    if count:
        return KnownAt(text, size=int(count["size"]), place=place)
    match = _TIMESTAMP.match(text)
    if match and not match["zone"]:
        raise _without_zone(text, place)
    try:
        moment = _last_moment(match) if match else end_of_day(parse_day(text))
    except (ValueError, OverflowError, UsageError):
        raise UsageError(
            message("{text!r} is no moment", text=text),
            place=place,
            expected=_EXPECTED,
            found=text,
        ) from None
    # Moments are compared as text, so a year below 1000 needs its zeros.
    return KnownAt(text, moment=moment.rjust(_MOMENT_LENGTH, "0"), place=place)


def _without_zone(text: str, place: str) -> UsageError:
    return UsageError(
        message("{text!r} does not say where the clock stands", text=text),
        place=place,
        expected=message("a timestamp that ends in Z, or in an offset as +01:00"),
        found=text,
        next_step=message(
            "write {text}Z for UTC, {text}+01:00 for Brussels in winter", text=text
        ),
    )


def _last_moment(match: re.Match[str]) -> str:
    start = dt.datetime.fromisoformat(match[0])
    return format_moment(start + _span(match) - dt.timedelta(microseconds=1))


def _span(match: re.Match[str]) -> dt.timedelta:
    if not match["seconds"]:
        return dt.timedelta(minutes=1)
    decimals = len(match["fraction"] or "")
    return dt.timedelta(microseconds=10 ** (6 - decimals))


def size_at(reader: Reader, known_at: KnownAt | None) -> int:
    """Count the events that are seen; raises `UsageError` outside the book's life."""
    total = reader.size()
    if known_at is None or total == 0:
        return total
    if known_at.size is not None:
        size = known_at.size
        if size > total:
            raise _out_of_book(
                known_at,
                message("the book has fewer events"),
                expected=message("{first} to {last}", first=1, last=total),
            )
    else:
        size = reader.size_at(known_at.moment or "")
    if size == 0:
        raise _out_of_book(
            known_at,
            message("that is before the book began"),
            expected=message(
                "at least 1 event, or a moment from {moment} on",
                moment=timed(reader.at(0)),
            ),
        )
    return size


def _out_of_book(known_at: KnownAt, said: str, *, expected: str) -> UsageError:
    return UsageError(
        said,
        place=known_at.place,
        expected=expected,
        found=known_at.text,
        next_step=message(
            "leave {option} out to see everything, or name the day with --on to see"
            " what had taken effect by then",
            option=_PLACE,
        )
        if known_at.place == _PLACE
        else None,
    )
