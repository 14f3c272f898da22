"""A point in time is read as people mean it, and lies within the life of the book."""

from __future__ import annotations

import pytest

from ledger.commands import AddUser
from ledger.errors import UsageError
from projections.moment import KnownAt, parse_known_at, parse_point, size_at
from tests.projections.seeing import Desk, day

MOMENTS = {
    "2025-03-12T09:11:23.123456Z": "2025-03-12T09:11:23.123456Z",
    "2025-03-12T09:11:23.5Z": "2025-03-12T09:11:23.599999Z",
    "2025-03-12T09:11:23Z": "2025-03-12T09:11:23.999999Z",
    "2025-03-12T09:11Z": "2025-03-12T09:11:59.999999Z",
    "2025-03-12 09:11:23Z": "2025-03-12T09:11:23.999999Z",
    "2025-03-12T10:11:23+01:00": "2025-03-12T09:11:23.999999Z",
    "2025-03-11T23:11:23-10:00": "2025-03-12T09:11:23.999999Z",
    "2025-03-12": "2025-03-12T22:59:59.999999Z",
    "12/03/2025": "2025-03-12T22:59:59.999999Z",
    "2025-07-01": "2025-07-01T21:59:59.999999Z",
    "0999-01-01T00:00:00Z": "0999-01-01T00:00:00.999999Z",
}
NO_MOMENTS = (
    "",
    "#",
    "-1",
    "#-1",
    "1.5",
    "yesterday",
    "2025-02-29",
    "2025-13-01T00:00:00Z",
    "2025-03-12T25:00:00Z",
    "2025-03-12T09:11:23",
    "2025-03-12T09:11:23.1234567Z",
    "2025-03-12T09Z",
    "2025-W11-3T09:11Z",
    "20250312T091123Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "١٢",
    "12\n",
    "#12345678901234567",
)


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_a_time_stands_for_all_that_it_spans(text: str, moment: str) -> None:
    assert parse_known_at(text) == KnownAt(text, moment=moment)


@pytest.mark.parametrize("text", ["17", "#17"])
def test_a_number_counts_events(text: str) -> None:
    assert parse_known_at(text) == KnownAt(text, size=17)


@pytest.mark.parametrize("text", NO_MOMENTS)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_known_at(text)
    error = caught.value
    assert (error.place, error.found) == ("--known-at", text)
    assert error.expected


def test_both_coordinates_are_read_at_once() -> None:
    point = parse_point("31/03/2025", "#3")
    assert (point.on, point.known_at) == (day("2025-03-31"), KnownAt("#3", size=3))
    assert parse_point(None, None) == parse_point(on=None, known_at=None)


@pytest.fixture
def three_days(empty: Desk) -> Desk:
    """Three events on 20 January at 10:00, one on the 21st, one on the 23rd."""
    empty.record(AddUser(name="Jan"), day="2026-01-21")
    empty.record(AddUser(name="An"), day="2026-01-23")
    return empty


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("2026-01-20", 3),
        ("2026-01-21", 4),
        ("2026-01-22", 4),
        ("2026-01-23", 5),
        ("2199-01-01", 5),
        ("2026-01-21T10:00Z", 4),
        ("2026-01-21T11:00:01+01:00", 4),
        ("2026-01-21T10:00:00Z", 3),
        ("#1", 1),
        ("5", 5),
    ],
)
def test_the_events_known_by_then_are_counted(
    three_days: Desk, text: str, size: int
) -> None:
    with three_days.view() as view:
        assert size_at(view.reader, parse_known_at(text)) == size
    with three_days.view(text) as view:
        assert view.size == size


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#0", "that is before the book began"),
        ("2026-01-19", "that is before the book began"),
        ("0999-01-01", "that is before the book began"),
        ("6", "the book has fewer events"),
        ("#9999999999999999", "the book has fewer events"),
    ],
)
def test_a_moment_outside_the_book_is_refused(
    three_days: Desk, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        three_days.view(text)
    error = caught.value
    assert (error.message, error.place, error.found) == (said, "--known-at", text)
    assert error.expected
    assert "1" in error.expected
