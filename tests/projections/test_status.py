"""What to do, by when, and what is at risk: to the cent, and by doing it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from ledger.commands import (
    CloseYear,
    PayRefund,
    RecordAllocation,
    RecordLink,
    ReopenYear,
)
from ledger.errors import UsageError
from projections.awaiting import awaits_allocation
from projections.outlook import Outlook
from projections.status import YearStatus, status
from projections.tasks import Task
from tests.projections.objecting import spent
from tests.projections.objectionable import allocated, came, plan
from tests.projections.seeing import TODAY, Desk, attach, day

PLANS = "2024-2025 2025-2026"
TO_CLOSE = ["link", "documents", "proofs", "plan", "close"]


def of(
    desk: Desk,
    on: str | None = None,
    *,
    known_at: str | None = None,
    today: dt.date = TODAY,
) -> list[YearStatus]:
    with desk.view(known_at) as view:
        return status(view, on=day(on) if on else None, today=today)


def tasks(desk: Desk, on: str | None = None) -> dict[str, Task]:
    (year,) = of(desk, on)
    return {task.what: task for task in year.tasks}


def test_the_worked_example_in_june_can_still_save_all(desk: Desk) -> None:
    (year,) = of(desk, "2025-06-30")
    assert msgspec.structs.replace(year, tasks=[]) == YearStatus(
        year=2025,
        state="open",
        until=day("2025-12-31"),
        days_left=184,
        at_risk=154_789,
        outlook=Outlook(
            usable=635_677,
            to_come=206_271,
            spent=227_670,
            reserve_limit=257_838,
            at_risk=154_789,
            lost=0,
            to_spend=150_169,
            to_link=4_620,
            to_put_back=0,
        ),
        tasks=[],
    )


def test_each_thing_to_do_has_its_amount_day_and_command(desk: Desk) -> None:
    (year,) = of(desk, "2025-12-31")
    papers = "allocation-2025 tranche-2025-1 tranche-2025-2"
    assert [
        (task.what, task.amount, " ".join(task.which), task.command)
        for task in year.tasks
    ] == [
        ("spend", 125_169, "", "record expense"),
        ("link", 9_620, "C E", "record link --expense C"),
        ("put-back", 36_000, "D", "record reversal --of D --ground own-means"),
        ("documents", 288_670, "A B C D E", "record document --of A --kind invoice"),
        ("proofs", None, papers, "record document --of '#6'"),
        ("plan", 288_670, PLANS, "record plan --school-year 2024-2025"),
    ]
    assert [task.count for task in year.tasks] == [1, 2, 1, 13, 3, 2]
    assert {task.by for task in year.tasks} == {day("2025-12-31")}
    assert not any(task.late for task in year.tasks)


def told(
    what: str, amount: int | None, *, by: dt.date | None, which: list[str], command: str
) -> Task:
    made = {
        "what": what,
        "amount": amount,
        "by": by,
        "late": False,
        "count": max(1, len(which)),
        "which": which,
        "command": command,
    }
    return msgspec.convert(made, Task)


def test_once_the_year_is_over_nothing_can_be_spent_any_more(desk: Desk) -> None:
    (year,) = of(desk, "2026-01-01")
    assert (year.state, year.days_left, year.at_risk) == ("over", 0, 134_789)
    assert year.outlook
    assert (year.outlook.to_spend, year.outlook.lost) == (0, 125_169)
    # What is put back would only be more above the limit of the reserve.
    assert [task.what for task in year.tasks] == TO_CLOSE
    assert {task.by for task in year.tasks} == {None}
    close = told("close", 257_838, by=None, which=["2025"], command="close 2025")
    assert year.tasks[-1] == close


def test_a_tranche_is_awaited_and_then_late(desk: Desk) -> None:
    first = tasks(desk, "2025-06-30")["tranche"]
    assert first == Task(
        what="tranche",
        amount=206_271,
        by=day("2025-06-30"),
        late=False,
        count=1,
        which=["tranche 2"],
        command="record tranche --year 2025 --tranche 2",
    )
    assert tasks(desk, "2025-07-01")["tranche"].late
    assert "tranche" not in tasks(desk, "2025-07-03")


def test_a_closed_year_is_done_with_once_its_refund_is_paid(desk: Desk) -> None:
    desk.record(CloseYear(year=2025))
    closed, following = of(desk)
    assert (closed.state, closed.at_risk, closed.outlook) == ("closed", 134_789, None)
    assert closed.tasks == [
        told(
            "refund",
            134_789,
            by=None,
            which=["2025"],
            command="record refund --year 2025 --amount 1347.89",
        )
    ]
    assert (following.year, following.state) == (2026, "open")
    desk.record(PayRefund(year=2025, on=TODAY, amount=134_789))
    assert [year.year for year in of(desk)] == [2026]


def test_a_year_may_use_what_the_year_before_would_bring(desk: Desk) -> None:
    desk.record(RecordAllocation(year=2026, on=TODAY, amount=100_000))
    _, year = of(desk)
    assert year.outlook
    assert (year.outlook.usable, year.outlook.to_come) == (357_838, 100_000)
    assert year.outlook.to_spend == 357_838 - 50_000
    desk.record(CloseYear(year=2025, carry_over=200_000))
    assert of(desk)[1].at_risk == 300_000 - 50_000
    desk.record(ReopenYear(year=2025, reason="vergeten factuur"))
    assert of(desk)[1].at_risk == 300_000 - 50_000


def test_years_that_have_not_begun_are_left_out(desk: Desk) -> None:
    desk.record(RecordAllocation(year=2026, on=TODAY, amount=100_000))
    assert [year.year for year in of(desk, "2025-12-31")] == [2025]
    assert [year.year for year in of(desk, "2026-01-01")] == [2025, 2026]


def test_what_was_known_earlier_is_seen_on_the_last_day_known(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record(allocated(), came(1, 600_000, on="2025-02-26"))
    desk.clock.day("2026-03-01")
    desk.record(spent("A"))
    (year,) = of(desk, known_at="#6", today=day("2030-01-01"))
    assert year.state == "over"
    assert [task.what for task in year.tasks] == ["tranche", "proofs", "close"]
    assert year.outlook
    assert year.outlook.spent == 0


def test_a_year_that_is_over_carries_over_what_it_has(tmp_path: Path) -> None:
    desk = Desk(tmp_path, allocated(100), came(1, 20, on="2025-02-26"))
    assert tasks(desk)["close"].amount == 20
    assert of(desk)[0].at_risk == 0


def test_what_was_refunded_is_at_risk_no_longer(desk: Desk) -> None:
    desk.record(PayRefund(year=2025, on=TODAY, amount=100_000))
    (year,) = of(desk)
    assert year.outlook
    assert (year.at_risk, year.outlook.lost) == (34_789, 25_169)


def test_all_is_done_where_all_was_done(tmp_path: Path) -> None:
    desk = Desk(tmp_path, allocated(100), came(1, 60, on="2025-02-26"))
    desk.record(came(2, 40, on="2025-06-26"), spent("A", amount=50), plan())
    desk.record(RecordLink(expense="A", activity="a", relevance="r"))
    assert list(tasks(desk, "2025-12-31")) == TO_CLOSE[1:4]
    wanted = "record approval --school-year 2024-2025"
    assert tasks(desk, "2025-12-31")["plan"].command == wanted
    for kind in ("invoice", "payment"):
        desk.record(attach("A", kind))
    left = tasks(desk, "2025-12-31")["documents"]
    assert (left.count, left.command) == (1, "record document --of A --kind programme")
    assert of(desk, "2025-12-31")[0].at_risk == 0


def test_a_long_ref_is_named_by_its_number(tmp_path: Path) -> None:
    desk = Desk(tmp_path, spent("factuur-2025-17"), spent("F2025"))
    assert tasks(desk, "2025-12-31")["link"].command == "record link --expense '#5'"
    assert tasks(desk, "2025-12-31")["link"].which == ["factuur-2025-17", "F2025"]
    desk.record(RecordLink(expense="factuur-2025-17", activity="a", relevance="r"))
    assert tasks(desk, "2025-12-31")["link"].command == "record link --expense F2025"


def test_what_is_at_risk_is_not_known_before_the_allocation(tmp_path: Path) -> None:
    desk = Desk(tmp_path, spent("A", category="leisure"))
    (year,) = of(desk, "2025-12-31")
    assert year.at_risk is None
    with desk.view() as view:
        for on, awaited in ((day("2025-12-31"), True), (day("2026-01-01"), False)):
            assert awaits_allocation(view, 2025, on=on, today=TODAY) is awaited
    assert [task.what for task in year.tasks] == ["allocation", "documents", "plan"]
    assert year.tasks[0] == msgspec.structs.replace(
        told("close", 0, by=None, which=["2025"], command=""),
        what="allocation",
        amount=None,
        command="record allocation --year 2025",
    )
    (year,) = of(desk, "2026-01-01")
    assert year.at_risk == 0


def test_a_book_without_a_year_waits_for_its_first_allocation(empty: Desk) -> None:
    (year,) = of(empty, today=day("2026-12-30"))
    assert (year.year, year.state, year.days_left) == (2026, "open", 1)
    assert (year.at_risk, year.outlook) == (None, None)
    (task,) = year.tasks
    assert task.command == "record allocation --year 2026"
    with empty.view() as view, pytest.raises(UsageError, match="no year"):
        status(view, on=None, today=TODAY, year=2026)
