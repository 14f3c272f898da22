"""Days: the Brussels day of a moment, against the time-zone data of the machine."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.days import (
    brussels_day,
    brussels_offset,
    end_of_day,
    format_moment,
    month_end,
    parse_day,
    parse_moment,
    school_year_of,
    timed,
    year_end,
    year_start,
)
from ledger.errors import MalformedError, UsageError

BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = dt.timedelta(hours=1)
MICROSECOND = dt.timedelta(microseconds=1)
# Since 1996 summer time ends in October, in the whole Union.
MOMENTS = st.datetimes(
    dt.datetime(1996, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    dt.datetime(2037, 12, 31),  # noqa: DTZ001  later than this, zone files are silent
    timezones=st.just(dt.UTC),
)

READ = {
    "2025-03-31": dt.date(2025, 3, 31),
    "31/03/2025": dt.date(2025, 3, 31),
    "1/3/2025": dt.date(2025, 3, 1),
    "29/02/2024": dt.date(2024, 2, 29),
    "0001-01-01": dt.date.min,
    "9999-12-31": dt.date.max,
}
REFUSED = (
    *(
        "2025-02-29",
        "29/02/2025",
        "2025-13-01",
        "31/04/2025",
        "0000-01-01",
        "00/01/2025",
    ),
    *("2025-3-31", "25-03-31", "20250331", "2025/03/31", "31-03-2025", "31/03/25"),
    *("", "-", "//", "--", "2025-03", "31/03", "2025-03-31-01", "31/03/2025/1"),
    *(" 2025-03-31", "2025-03-31 ", "2025-03-31\n", "2025-03-31\x00", "2025-03-31T00"),
    *("+1/03/2025", "-1/03/2025", "1_/03/2025", "001/03/2025", "31/03/02025"),
    *("\u0662\u0660\u0662\u0665-03-31", "2025-03-3\u00b2", "\uff11/03/2025"),
    *("2025-+3-31", "2025-03- 1", "2_25-03-31"),
    *("morgen", "2025-W14-1", "12025-03-31", "9" * 10_000),
)
NO_MOMENTS = (
    *("9999-12-31T23:00:00.000000Z", "0000-01-01T00:00:00.000000Z"),
    *("2025-02-29T10:00:00.000000Z", "2025-02-31T10:00:00.000000Z"),
    *("2025-13-01T10:00:00.000000Z", "2025-00-10T10:00:00.000000Z"),
    *("2025-01-00T10:00:00.000000Z", "2025-01-39T10:00:00.000000Z"),
    *("2025-+1-01T10:00:00.000000Z", "2025/01/01T10:00:00.000000Z"),
    *("2025-01-01T24:00:00.000000Z", "2025-01-01T29:00:00.000000Z", "", "nu"),
)


@pytest.mark.parametrize("year", range(1996, 2038))
def test_the_day_is_that_of_brussels_around_every_clock_change(year: int) -> None:
    for month in (3, 10):
        moment = dt.datetime(year, month, 24, tzinfo=dt.UTC)
        while moment.day >= 24:
            day = moment.astimezone(BRUSSELS).date()
            assert brussels_day(format_moment(moment)) == day
            assert brussels_offset(moment) == moment.astimezone(BRUSSELS).utcoffset()
            assert brussels_day(format_moment(moment - MICROSECOND)) == (
                (moment - MICROSECOND).astimezone(BRUSSELS).date()
            )
            moment += HOUR


@given(MOMENTS)
@example(dt.datetime(2024, 12, 31, 23, tzinfo=dt.UTC))
@example(dt.datetime(2025, 6, 30, 22, tzinfo=dt.UTC))
def test_the_day_is_that_of_brussels_at_any_moment(moment: dt.datetime) -> None:
    assert brussels_day(format_moment(moment)) == moment.astimezone(BRUSSELS).date()


@given(st.dates(dt.date(1996, 1, 1), dt.date(2037, 12, 30)))
@example(dt.date(2025, 3, 29))
@example(dt.date(2025, 3, 30))
@example(dt.date(2025, 10, 25))
@example(dt.date(2025, 10, 26))
def test_the_end_of_a_day_is_its_last_moment(day: dt.date) -> None:
    last = end_of_day(day)
    assert brussels_day(last) == day
    following = format_moment(parse_moment(last) + MICROSECOND)
    assert brussels_day(following) == day + dt.timedelta(days=1)


def test_the_ends_of_the_calendar_are_no_reason_to_fall_over() -> None:
    assert end_of_day(dt.date.max) == "9999-12-31T23:59:59.999999Z"
    assert end_of_day(dt.date.min) == "0001-01-01T22:59:59.999999Z"
    assert brussels_day("9999-12-31T22:59:59.999999Z") == dt.date.max


@pytest.mark.parametrize("at", NO_MOMENTS)
def test_a_moment_that_does_not_exist_has_no_day(at: str) -> None:
    with pytest.raises(MalformedError, match="is not a moment that exists") as refused:
        brussels_day(at)
    assert refused.value.found == at


@given(st.datetimes(timezones=st.timezones()).filter(lambda m: 2 < m.year < 9998))
def test_a_moment_is_read_back_from_its_text(moment: dt.datetime) -> None:
    text = format_moment(moment)
    assert len(text) == len("2025-03-12T09:11:23.123456Z")
    assert parse_moment(text) == moment.astimezone(dt.UTC)


@given(st.lists(MOMENTS, min_size=2))
def test_moments_compare_as_their_texts_do(moments: list[dt.datetime]) -> None:
    assert list(map(format_moment, sorted(moments))) == sorted(
        map(format_moment, moments)
    )


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_a_date_is_read_in_both_ways_of_writing(text: str, day: dt.date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:20]))
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a date that exists") as refused:
        parse_day(text)
    error = refused.value
    assert error.expected == "a date as 2025-03-31 or 31/03/2025"
    assert error.found == text


@given(st.text() | st.from_regex(r"[0-9/ -]{6,12}"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(UsageError):
        day = parse_day(text)
        assert text == day.isoformat() or text.count("/") == 2


def test_months_years_and_school_years_begin_and_end_where_they_do() -> None:
    assert [month_end(year, 2).day for year in (2023, 2024, 2100, 2000)] == [
        *(28, 29, 28, 29)
    ]
    assert month_end(2025, 6) == dt.date(2025, 6, 30)
    assert month_end(2025, 12) == year_end(2025) == dt.date(2025, 12, 31)
    assert year_start(2026) - year_end(2025) == dt.timedelta(days=1)
    assert school_year_of(dt.date(2025, 8, 31)) == "2024-2025"
    assert school_year_of(dt.date(2025, 9, 1)) == "2025-2026"


def test_a_moment_is_told_to_the_second() -> None:
    assert timed("2025-03-12T09:11:23.987654Z") == "2025-03-12 09:11:23 UTC"
