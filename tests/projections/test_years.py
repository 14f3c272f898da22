"""Which year is shown, and what the one before it still has to say."""

from __future__ import annotations

import datetime as dt

import pytest

from ledger.commands import CloseYear, ReceiveTranche, RecordAllocation, ReopenYear
from ledger.errors import UsageError
from projections.statement import Statement, statement
from tests.projections.seeing import TODAY, Desk, day

JUNE, DECEMBER = day("2025-06-30"), day("2025-12-31")


def of(desk: Desk, on: dt.date | None = None, *, year: int = 2025) -> Statement:
    with desk.view() as view:
        return statement(view, year, on=on, today=TODAY)


class TestTheYearAfter:
    @pytest.fixture
    def two(self, desk: Desk) -> Desk:
        on = day("2026-01-15")
        desk.record(RecordAllocation(year=2026, on=on, amount=500_000))
        return desk

    def test_until_the_close_the_opening_is_projected_beside_it(
        self, two: Desk
    ) -> None:
        made = of(two, None, year=2026)
        assert (made.opening_reserve, made.opening_projected) == (0, 257_838)

    def test_the_projection_is_made_on_the_same_day(self, two: Desk) -> None:
        assert of(two, JUNE, year=2026).opening_projected == 201_736

    def test_the_close_records_it(self, two: Desk) -> None:
        two.record(CloseYear(year=2025, carry_over=100_000), day="2026-02-01")
        made = of(two, None, year=2026)
        assert (made.opening_reserve, made.opening_projected) == (100_000, None)
        assert of(two, DECEMBER, year=2026).opening_projected == 100_000

    def test_nothing_carried_over_is_recorded_too(self, two: Desk) -> None:
        two.record(CloseYear(year=2025, carry_over=0), day="2026-02-01")
        made = of(two, None, year=2026)
        assert (made.opening_reserve, made.opening_projected) == (0, None)

    def test_a_reopened_year_leaves_the_opening_that_was(self, two: Desk) -> None:
        two.record(CloseYear(year=2025, carry_over=100_000), day="2026-02-01")
        two.record(ReopenYear(year=2025, reason="r"))
        assert of(two, None, year=2025).projected
        assert of(two, None, year=2026).opening_projected is None

    def test_the_first_year_of_a_book_has_nothing_before_it(self, two: Desk) -> None:
        assert of(two, day("2025-01-01")).opening_projected is None


class TestTheDefaultYear:
    @pytest.fixture
    def three(self, desk: Desk) -> Desk:
        """2025; 2026, in which nothing has begun before it; 2027, told in advance."""
        desk.record(
            ReceiveTranche(year=2026, tranche=1, on=TODAY, amount=1), day="2026-02-01"
        )
        desk.record(
            RecordAllocation(year=2027, on=day("2026-12-20"), amount=2),
            day="2026-12-21",
        )
        return desk

    @pytest.mark.parametrize(
        ("on", "known_at", "year"),
        [
            (None, None, 2026),
            ("2026-06-01", None, 2026),
            ("2025-12-31", None, 2025),
            ("2027-01-01", None, 2027),
            ("1999-01-01", None, 2025),
            (None, "#16", 2025),
            (None, "2026-12-31", 2026),
            ("2027-01-01", "#16", 2025),
        ],
    )
    def test_is_the_latest_that_has_begun(
        self, three: Desk, on: str | None, known_at: str | None, year: int
    ) -> None:
        seen, today = (day(on) if on else None), day("2026-12-31")
        with three.view(known_at) as view:
            assert view.default_year(seen, today=today) == year
            assert statement(view, None, on=seen, today=today).year == year

    def test_an_empty_book_has_none(self, empty: Desk) -> None:
        with empty.view() as view, pytest.raises(UsageError) as caught:
            statement(view, None, on=None, today=TODAY)
        assert caught.value.message == "the book has no year 2026"
