"""What a tranche should bring, what came of it, and whether it came in time."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger.events import TrancheFigures, type_name
from ledger.events.statement import TrancheStatus
from ledger.figures import expected, expired
from ledger.rules import rules_for
from tests.ledger.memory_book import MemoryBook, opened_book
from tests.ledger.worked_example import day, expense

Receipt = tuple[str, int]


def allocated(year: int = 2025, *, on: str | None = None) -> MemoryBook:
    """Give a book with 1,000.00 allocated: 600.00 and 400.00."""
    book = opened_book(f"{year + 1}-02-01")
    start = day(on or f"{year}-01-15")
    book.record(c.RecordAllocation(year=year, on=start, amount=100_000, ref="T"))
    return book


def receive(book: MemoryBook, on: str, *, amount: int, ref: str | None = None) -> None:
    year = int(on[:4])
    wish = c.ReceiveTranche(year=year, tranche=1, on=day(on), amount=amount, ref=ref)
    book.record(wish)


def adjust(book: MemoryBook, on: str, *, amount: int) -> None:
    book.record(c.RecordAdjustment(year=2025, on=day(on), amount=amount))


def status(book: MemoryBook, on: str | None) -> TrancheStatus:
    return book.figures(2025, on).tranche_1.status


STATUSES: dict[str, tuple[list[Receipt], str, str]] = {
    "nothing came yet": ([], "2025-02-01", "expected"),
    "nothing came on the due day": ([], "2025-02-28", "expected"),
    "nothing came by the day after": ([], "2025-03-01", "late"),
    "nothing came at all": ([], "2025-12-31", "late"),
    "all came early": ([("2025-02-01", 60_000)], "2025-02-01", "received"),
    "not yet come": ([("2025-02-01", 60_000)], "2025-01-31", "expected"),
    "all came on the due day": ([("2025-02-28", 60_000)], "2025-12-31", "received"),
    "all came a day late": ([("2025-03-01", 60_000)], "2025-12-31", "late"),
    "some came": ([("2025-02-01", 59_999)], "2025-02-28", "partly"),
    "some came, and no more": ([("2025-02-01", 59_999)], "2025-03-01", "late"),
    "more came": ([("2025-02-01", 60_001)], "2025-12-31", "received"),
    "in two parts, in time": (
        [("2025-02-01", 30_000), ("2025-02-28", 30_000)],
        *("2025-12-31", "received"),
    ),
    "in two parts, one late": (
        [("2025-02-01", 59_999), ("2025-03-01", 1)],
        *("2025-12-31", "late"),
    ),
}


@pytest.mark.parametrize(
    ("receipts", "on", "expected"), STATUSES.values(), ids=list(STATUSES)
)
def test_a_tranche_has_a_status(
    receipts: list[Receipt], on: str, expected: TrancheStatus
) -> None:
    book = allocated()
    for receipt in receipts:
        receive(book, receipt[0], amount=receipt[1])
    assert status(book, on) == expected


def test_without_a_day_the_status_is_that_of_today() -> None:
    book = allocated()
    assert status(book, None) == "late"
    book.today = day("2025-02-28")
    assert status(book, None) == "expected"


def test_what_came_in_full_and_late_is_late_whatever_day_it_is() -> None:
    book = allocated()
    receive(book, "2025-03-01", amount=60_000)
    book.today = day("2025-02-28")
    assert status(book, None) == "late"


def test_nothing_owed_is_received() -> None:
    book = opened_book()
    book.record(expense("A", "2025-03-01", amount=1, category="travel"))
    assert [status(book, on) for on in ("2025-02-01", "2025-12-31")] == ["received"] * 2
    assert book.figures(2025).tranche_1.expected == 0


def test_what_was_allocated_after_the_due_day_makes_no_tranche_late() -> None:
    book = allocated(on="2025-03-15")
    assert status(book, "2025-12-31") == "received"
    assert book.figures(2025).tranche_1.expected == 60_000
    assert book.figures(2025).tranche_2.status == "late"


def test_a_receipt_that_was_undone_did_not_come_in_time() -> None:
    book = allocated()
    receive(book, "2025-02-20", amount=60_000, ref="S")
    book.record(c.ReverseFact(of="S", on=day("2025-06-01"), ground="error"))
    assert status(book, "2025-05-31") == "received"
    assert status(book, "2025-06-01") == "late"
    receive(book, "2025-03-20", amount=60_000)
    assert status(book, "2025-12-31") == "late"


def test_an_allocation_that_was_corrected_is_owed_once() -> None:
    book = allocated()
    receive(book, "2025-02-20", amount=30_000)
    book.record(c.ReverseFact(of="T", on=day("2025-06-01"), ground="error"))
    again = c.RecordAllocation(year=2025, on=day("2025-01-15"), amount=50_000)
    book.record(again)
    assert book.figures(2025).tranche_1 == TrancheFigures(
        expected=30_000, received=30_000, due=day("2025-02-28"), status="received"
    )


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [("2025-02-28", 60_600, 40_400), ("2025-03-01", 60_000, 41_000)],
)
def test_an_adjustment_after_the_first_due_day_is_the_second_tranches(
    on: str, first: int, second: int
) -> None:
    book = allocated()
    adjust(book, on, amount=1_000)
    figures = book.figures(2025)
    expected = (figures.tranche_1.expected, figures.tranche_2.expected)
    assert expected == (first, second)


@pytest.mark.parametrize(
    ("on", "status"), [("2025-06-30", "late"), ("2025-07-01", "received")]
)
def test_an_adjustment_on_the_due_day_is_owed_in_time(
    on: str, status: TrancheStatus
) -> None:
    book = allocated()
    wish = c.ReceiveTranche(year=2025, tranche=2, on=day("2025-06-20"), amount=40_000)
    book.record(wish)
    adjust(book, on, amount=500)
    assert book.figures(2025).tranche_2.status == status


def test_a_later_adjustment_makes_no_tranche_late_that_came_in_full() -> None:
    book = allocated()
    wish = c.ReceiveTranche(year=2025, tranche=2, on=day("2025-06-20"), amount=40_000)
    book.record(wish)
    adjust(book, "2025-09-01", amount=500)
    tranche = book.figures(2025).tranche_2
    assert (tranche.expected, tranche.status) == (40_500, "received")


@pytest.mark.parametrize(
    ("year", "due"), [(2023, "2023-02-28"), (2024, "2024-02-29"), (2100, "2100-02-28")]
)
def test_the_first_tranche_is_due_on_the_last_day_of_february(
    year: int, due: str
) -> None:
    figures = allocated(year).figures(year)
    assert figures.tranche_1.due == day(due)
    assert figures.tranche_2.due == day(f"{year}-06-30")


def test_29_february_is_in_time_in_a_leap_year() -> None:
    book = allocated(2024)
    receive(book, "2024-02-29", amount=60_000)
    assert book.figures(2024).tranche_1.status == "received"


@pytest.mark.parametrize(
    ("amount", "first"), [(515_677, 309_406), (1, 1), (2, 1), (4, 2), (5, 3)]
)
def test_the_first_share_is_rounded_half_up_and_the_second_is_the_rest(
    amount: int, first: int
) -> None:
    book = opened_book()
    on = day("2025-01-15")
    book.record(c.RecordAllocation(year=2025, on=on, amount=amount))
    figures = book.figures(2025)
    assert figures.tranche_1.expected == first
    assert figures.tranche_2.expected == amount - first


def test_what_was_allocated_on_the_last_day_is_expected() -> None:
    book = opened_book()
    book.record(c.RecordAllocation(year=2025, on=day("2025-03-01"), amount=1_000))
    year = book.state.years[2025]
    for upto, amounts in (("2025-02-28", [0, 0]), ("2025-03-01", [600, 400])):
        seen = [expected(year, n, on=None, upto=day(upto)) for n in (1, 2)]
        assert seen == amounts


def test_a_reserve_that_is_used_up_expires_no_further() -> None:
    rules = rules_for(2025).set
    ending = replace(rules, reserve=replace(rules.reserve, expires="next-year"))
    assert [expired(ending, 5, gone=gone) for gone in (0, 4, 5, 6, 10)] == [
        5,
        1,
        0,
        0,
        0,
    ]
    assert expired(rules, 5, gone=0) == 0


def test_a_link_that_was_withdrawn_counts_up_to_that_day() -> None:
    book = opened_book()
    wish = expense("A", "2025-03-01", amount=1_000, category="travel", linked=400)
    book.record(wish)
    book.record(c.WithdrawLink(link="A.1", on=day("2025-05-01"), reason="fout"))
    seen = [book.figures(2025, on).justified for on in ("2025-04-30", "2025-05-01")]
    assert seen == [400, 0]
    assert book.figures(2025).justified == 0


def test_a_refund_opens_its_year() -> None:
    leaves = opened_book().record(
        c.PayRefund(year=2025, on=day("2025-06-01"), amount=5)
    )
    assert [type_name(leaf.event) for leaf in leaves] == [
        "year-opened/1",
        "refund-paid/1",
    ]


def test_the_last_cent_of_an_expense_is_paid() -> None:
    book = opened_book()
    book.record(expense("A", "2025-03-01", amount=1, category="travel"))
    (paid,) = book.record(c.RecordPayment(expense="A", on=day("2025-03-02")))
    assert paid.event.amount == 1  # type: ignore[union-attr]  # a payment
