"""Both tranches, with what came of them and when."""

from __future__ import annotations

import datetime as dt

from ledger.commands import ReceiveTranche, RecordAdjustment, ReverseFact
from projections.statement import statement
from projections.tranches import Receipt, TrancheReport, tranches
from tests.projections.seeing import TODAY, Desk, day


def of(
    desk: Desk, on: dt.date | None = None, *, year: int = 2025
) -> list[TrancheReport]:
    with desk.view() as view:
        return tranches(view, year, on=on, today=TODAY)


def test_the_tranches_of_the_worked_example(desk: Desk) -> None:
    receipt = Receipt(
        ref="tranche-2025-2",
        number=13,
        on=day("2025-07-03"),
        amount=206_271,
        withheld=None,
        withheld_for=None,
        paid_to=None,
        after_due=True,
    )
    first, second = of(desk)
    assert (first.tranche, first.due, first.status) == (
        1,
        day("2025-02-28"),
        "received",
    )
    assert second == TrancheReport(
        tranche=2,
        due=day("2025-06-30"),
        expected=206_271,
        received=206_271,
        status="late",
        receipts=[receipt],
    )


def test_what_has_not_come_yet_is_not_shown(desk: Desk) -> None:
    _, second = of(desk, day("2025-07-02"))
    assert (second.status, second.received, second.receipts) == ("late", 0, [])


def test_the_receipts_add_up_to_what_the_statement_says(desk: Desk) -> None:
    part = ReceiveTranche(
        year=2025,
        tranche=1,
        on=day("2025-02-10"),
        amount=5_000,
        withheld=1_000,
        withheld_for=2024,
        paid_to="board",
    )
    desk.record(
        RecordAdjustment(year=2025, on=day("2025-02-11"), amount=-20_000),
        part,
        ReverseFact(of="tranche-2025-1.2", ground="error", on=TODAY, amount=2_000),
    )
    for on in (None, day("2025-02-28"), day("2025-12-31"), day("2025-02-10")):
        shown = of(desk, on)
        with desk.view() as view:
            made = statement(view, 2025, on=on, today=TODAY)
        for report, figures in zip(
            shown, (made.tranche_1, made.tranche_2), strict=True
        ):
            assert sum(r.amount for r in report.receipts) == figures.received
            assert (report.expected, report.due) == (figures.expected, figures.due)
            assert report.status == figures.status
        assert sum(report.received for report in shown) == made.received
    first = of(desk)[0].receipts[0]
    assert (first.ref, first.amount) == ("tranche-2025-1.2", 3_000)
    assert (first.withheld, first.withheld_for, first.paid_to) == (1_000, 2024, "board")
