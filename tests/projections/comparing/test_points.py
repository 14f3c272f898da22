"""A point in time, as one writes it beside another one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UsageError
from projections.comparing import parse_sides
from projections.moment import KnownAt, PointInTime
from tests.projections.seeing import TODAY, day

ALL = PointInTime()


def refused(a: str, b: str, *, rest: PointInTime = ALL) -> UsageError:
    with pytest.raises(UsageError) as caught:
        parse_sides((a, b), rest, today=TODAY)
    return caught.value


def test_a_moment_and_a_day() -> None:
    first, second = parse_sides(("#12", "on:30/06/2025"), ALL, today=TODAY)
    assert first == PointInTime(known_at=KnownAt("#12", size=12, place="A"))
    assert second == PointInTime(on=day("2025-06-30"))


def test_a_date_is_the_end_of_that_day_in_brussels() -> None:
    _, second = parse_sides(("12", "2026-01-20"), ALL, today=TODAY)
    assert second.known_at is not None
    assert second.known_at.moment == "2026-01-20T22:59:59.999999Z"


def test_an_option_gives_the_coordinate_that_is_not_named() -> None:
    rest = PointInTime(on=day("2025-06-30"), known_at=KnownAt("#9", size=9))
    first, second = parse_sides(("#12", "on:2025-07-01"), rest, today=TODAY)
    assert (first.on, second.on) == (day("2025-06-30"), day("2025-07-01"))
    assert second.known_at == KnownAt("#9", size=9)


def test_an_option_that_says_nothing_is_refused() -> None:
    known = refused("#1", "#2", rest=PointInTime(known_at=KnownAt("#9", size=9)))
    assert known.message == "--known-at says nothing here: both points name a moment"
    on = refused("on:2025-01-01", "on:2025-02-01", rest=PointInTime(on=TODAY))
    assert on.message == "--on says nothing here: both points name a day"


@pytest.mark.parametrize("text", ["2026-01-21", "on:2026-01-21", "2026-01-20T23:01Z"])
def test_what_has_not_come_yet_is_refused(text: str) -> None:
    error = refused("#1", text)
    assert (error.message, error.place) == (f"{text} has not come yet", "B")


@pytest.mark.parametrize(
    "text", ["", "on:", "on:x", "on:#3", "gisteren", "2026-01-20T09:00", "-1", "٣"]
)
def test_what_is_no_point_is_refused_where_it_stands(text: str) -> None:
    assert refused(text, "#1").place == "A"
    assert refused("#1", text).place == "B"


@given(text=st.text() | st.text("on:#0123456789-/TZ+.", max_size=30))
def test_whatever_is_written_is_a_point_or_is_refused(text: str) -> None:
    with suppress(UsageError):
        first, second = parse_sides((text, text), ALL, today=TODAY)
        assert first.on == second.on
