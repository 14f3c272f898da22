"""Each objection to the grant is made where it holds, and only there."""

from __future__ import annotations

from ledger.commands import (
    CloseYear,
    PayRefund,
    ReceiveTranche,
    RecordAllocation,
    ReverseFact,
)
from tests.projections.objecting import objections, places, spent
from tests.projections.seeing import TODAY, Desk, day


class TestTheGrant:
    def test_an_allocation_that_is_not_posts_times_rate(self, empty: Desk) -> None:
        empty.record(
            RecordAllocation(
                year=2026, on=TODAY, amount=515_677, posts=4_137, rate=12_465
            )
        )
        assert places(empty, "allocation-differs") == []
        undo = ReverseFact(of="allocation-2026", ground="error", amount=1)
        empty.record(undo)
        (objection,) = objections(empty, "allocation-differs")
        assert (objection.place, objection.amount) == ("allocation-2026", -1)
        assert (
            objection.message == "5156.76 was granted, and posts times rate is 5156.77"
        )

    def test_an_allocation_without_posts_cannot_differ(self, empty: Desk) -> None:
        empty.record(RecordAllocation(year=2026, on=TODAY, amount=5))
        assert places(empty, "allocation-differs") == []

    def test_a_late_tranche_is_told(self, desk: Desk) -> None:
        (objection,) = objections(desk, "tranche-late")
        assert (objection.place, objection.events) == ("tranche 2", [13])
        assert objection.message == "tranche 2 was complete 3 days after 2025-06-30"
        assert places(desk, "tranche-short") == []

    def test_a_tranche_is_short_once_its_day_has_passed(self, desk: Desk) -> None:
        assert places(desk, "tranche-short", on="2025-06-30") == []
        (objection,) = objections(desk, "tranche-short", on="2025-07-01")
        assert (objection.place, objection.amount) == ("tranche 2", 206_271)
        assert places(desk, "tranche-late", on="2025-07-01") == []

    def test_a_part_that_came_makes_it_less_short(self, empty: Desk) -> None:
        empty.record(
            RecordAllocation(year=2026, on=day("2026-01-15"), amount=10_000),
            ReceiveTranche(year=2026, tranche=1, on=TODAY, amount=5_000),
        )
        today = day("2026-03-01")
        (objection,) = objections(empty, "tranche-short", today=today)
        assert (objection.events, objection.amount) == ([6], 1_000)
        assert objections(empty, "tranche-short", today=day("2026-02-28")) == []

    def test_own_means_are_told(self, desk: Desk) -> None:
        assert places(desk, "own-contribution") == []
        desk.record(spent("O", amount=347_008))
        assert [o.amount for o in objections(desk, "own-contribution")] == [1]

    def test_a_refund_is_owed_from_the_close_until_it_is_paid(self, desk: Desk) -> None:
        assert places(desk, "refund-outstanding") == []
        desk.record(CloseYear(year=2025))
        (objection,) = objections(desk, "refund-outstanding")
        assert (objection.amount, objection.events) == (134_789, [17])
        desk.record(PayRefund(year=2025, on=TODAY, amount=134_789))
        assert places(desk, "refund-outstanding") == []
