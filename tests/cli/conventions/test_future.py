"""A day to come may be asked for; a moment of which nobody knows anything may not."""

from __future__ import annotations

from tests.cli.terminal import Terminal

FORECAST = "2026-12-31 has not come yet: a forecast, of what is recorded so far"
ALLOCATION = "record allocation --year 2026 --on 2026-01-15 --amount 5156.77"


def test_a_day_to_come_is_answered_as_a_forecast(school: Terminal) -> None:
    for command in ("show balance", "status", "check", "explain funds", "diff 12 99"):
        for place in ("", "--book zon.zip"):
            said = school(f"{command} {place} --on 2026-12-31").out.splitlines()
            assert FORECAST in said, command
            today = school(f"{command} {place} --on 2026-01-20").out
            assert "forecast" not in today


def test_what_is_known_at_a_moment_to_come_nobody_knows(school: Terminal) -> None:
    for moment in ("2026-01-21", "2026-01-20T10:01Z", "2026-01-20T12:00:00+01:00"):
        for place in ("", "--book zon.zip"):
            error = school.refuses(f"show balance {place} --known-at {moment}", code=2)
            assert error["message"].endswith(" has not come yet")
            assert (error["place"], error["found"]) == ("--known-at", moment)


def test_today_and_this_minute_have_begun(school: Terminal) -> None:
    for moment in ("2026-01-20", "2026-01-20T10:00Z", "2026-01-20T11:00:00+01:00"):
        school.does(f"show balance --known-at {moment}")


def test_a_clock_that_is_behind_hides_nothing(book: Terminal) -> None:
    book.sets(clock="2026-03-01T10:00:00Z")
    book.does(ALLOCATION)
    book.sets(clock="2026-02-01T10:00:00Z")
    for options in ("--known-at 2026-03-01", "--on 2026-03-01"):
        assert "forecast" not in book.does(f"show balance {options}").out
    assert "events" in book.does("diff 2026-03-01 on:2026-03-01").out
    book.refuses("show balance --known-at 2026-03-02", code=2)
    assert "forecast" in book.does("show balance --on 2026-03-02").out
