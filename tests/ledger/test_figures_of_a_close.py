"""A closed year is seen as it was closed; a reopened one is a projection again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger.closing import carry_over_max
from ledger.events import Figures, YearClosed
from tests.ledger.memory_book import MemoryBook, opened_book
from tests.ledger.test_figures_oracle import other_reading
from tests.ledger.worked_example import IN_DECEMBER, day, example_book, expense

LINK_C = c.RecordLink(
    expense="C", activity="trein", relevance="naar de vorming", on=day("2026-01-20")
)


def closed(book: MemoryBook, *, carry_over: int | None = None) -> Figures:
    """Close 2025 and give the figures that the close holds."""
    book.record(c.CloseYear(year=2025, carry_over=carry_over))
    events = [leaf.event for leaf in book.leaves]
    return [event for event in events if isinstance(event, YearClosed)][-1].figures


def test_a_close_holds_the_figures_that_its_day_shows() -> None:
    book = example_book()
    assert closed(book) == IN_DECEMBER
    assert book.figures(2025, "2025-12-31") == IN_DECEMBER


def test_figures_of_a_close_that_are_made_already_are_not_made_again() -> None:
    year = example_book().state.years[2025]
    at_close = replace(IN_DECEMBER, reserve_allowed=7)
    assert [carry_over_max(year), carry_over_max(year, at_close=at_close)] == [
        *(257_838, 7)
    ]


def test_less_than_allowed_may_be_carried_over_and_the_rest_is_refunded() -> None:
    book = example_book()
    expected = replace(
        IN_DECEMBER,
        carried_over=200_000,
        refund_due=192_627,
        refund_outstanding=192_627,
    )
    assert closed(book, carry_over=200_000) == expected
    assert book.figures(2025) == expected


def test_an_adjusting_event_counts_on_31_december_once_the_year_is_closed() -> None:
    book = example_book()
    book.record(LINK_C)
    linked = replace(
        IN_DECEMBER,
        justified=247_670,
        unjustified=5_000,
        unused=388_007,
        refund_due=130_169,
        refund_outstanding=130_169,
    )
    assert book.figures(2025, "2025-12-31") == IN_DECEMBER
    assert book.figures(2025, "2026-01-20") == linked
    assert closed(book) == linked
    assert book.figures(2025, "2025-12-31") == linked
    assert book.figures(2025, "2025-12-30") == IN_DECEMBER


def test_what_comes_after_the_close_counts_from_its_own_day() -> None:
    book = example_book()
    closed(book)
    book.today = day("2026-03-01")
    book.record(c.PayRefund(year=2025, on=day("2026-02-15"), amount=100))
    seen = {on: book.figures(2025, on).refund_paid for on in ("2026-02-14", None)}
    assert list(seen.values()) == [0, 100]
    assert book.figures(2025, "2025-12-31") == IN_DECEMBER


def test_the_next_year_opens_on_1_january_with_what_was_carried_over() -> None:
    book = example_book()
    allocation = c.RecordAllocation(year=2026, on=day("2026-01-15"), amount=500_000)
    book.record(allocation)
    assert book.figures(2026).opening_reserve == 0
    closed(book, carry_over=200_000)
    seen = [book.figures(2026, on) for on in ("2025-12-31", "2026-01-01", None)]
    assert [figures.opening_reserve for figures in seen] == [0, 200_000, 200_000]
    assert [figures.allocated for figures in seen] == [0, 0, 500_000]


def test_a_reopened_year_is_a_projection_and_the_next_keeps_its_reserve() -> None:
    book = example_book()
    closed(book, carry_over=200_000)
    book.record(c.ReopenYear(year=2025, reason="nagekomen factuur"))
    assert book.figures(2025) == IN_DECEMBER
    assert book.figures(2026).opening_reserve == 200_000
    book.record(expense("F", "2025-12-20", amount=200_000, category="travel"))
    projected = book.figures(2025)
    assert projected.carried_over == projected.reserve_allowed == 147_007
    assert closed(book).carried_over == 147_007
    assert book.figures(2026).opening_reserve == 147_007
    assert book.figures(2026, "2026-01-01").opening_reserve == 147_007


def test_a_year_closed_again_with_the_same_reserve_leaves_the_opening_alone() -> None:
    book = example_book()
    closed(book, carry_over=200_000)
    book.record(c.ReopenYear(year=2025, reason="vergissing"))
    leaves = book.record(c.CloseYear(year=2025, carry_over=200_000))
    assert len(leaves) == 1
    assert book.figures(2026).opening_reserve == 200_000


def test_a_reserve_of_nothing_opens_the_next_year_all_the_same() -> None:
    book = example_book()
    closed(book, carry_over=0)
    assert book.figures(2026).opening_reserve == 0
    assert len(book.state.years[2026].openings) == 1
    book.record(c.ReopenYear(year=2025, reason="toch overdragen"))
    closed(book, carry_over=5)
    assert book.figures(2026).opening_reserve == 5


def test_a_year_after_a_school_that_ended_is_seen_on_the_day_of_its_close() -> None:
    book = example_book(today="2025-12-01")
    book.record(c.EndSchool(on=day("2025-11-30"), into="012345"))
    figures = closed(book)
    assert figures == IN_DECEMBER
    assert book.figures(2025, "2025-12-01") == figures
    assert book.state.years_opened == {2025}


def test_a_tranche_is_not_late_in_a_year_that_closes_before_it_is_due() -> None:
    book = opened_book("2025-03-03")
    on = day("2025-02-01")
    book.record(c.RecordAllocation(year=2025, on=on, amount=10_000))
    book.record(c.EndSchool(on=day("2025-03-01"), into="012345"))
    assert closed(book).tranche_2.status == "expected"


@pytest.mark.parametrize(
    ("from_", "expires", "allowed"),
    [
        ("unspent", "never", 3_000),
        ("unused", "never", 4_000),
        ("unspent", "next-year", 2_000),
        ("unused", "next-year", 2_000),
    ],
)
def test_the_other_readings_of_the_reserve(
    from_: str, expires: str, allowed: int
) -> None:
    book = example_with_a_reserve()
    figures = book.figures(2025, rules=other_reading(from_, expires))
    assert (figures.unspent, figures.unused) == (3_000, 4_000)
    assert figures.reserve_allowed == figures.carried_over == allowed


def example_with_a_reserve() -> MemoryBook:
    """Of 2,000 reserved and 2,000 received 1,000 was spent, and not on its purpose."""
    book = opened_book()
    on = day("2025-02-01")
    book.record(c.RecordOpening(year=2025, on=on, amount=2_000))
    book.record(c.RecordAllocation(year=2025, on=on, amount=10_000))
    book.record(c.ReceiveTranche(year=2025, tranche=1, on=on, amount=2_000))
    book.record(expense("A", "2025-03-01", amount=1_000, category="leisure"))
    return book
