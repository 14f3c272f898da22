"""Whatever is recorded, the expenses of a year add up to its statement."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import (
    CloseYear,
    RecordDecision,
    RecordExpense,
    RecordLink,
    ReopenYear,
    ReverseFact,
    Wish,
    WithdrawLink,
)
from ledger.errors import RefusedError
from projections.expenses import expenses
from projections.refund import refund
from projections.reserve import reserve
from projections.statement import statement
from projections.tranches import tranches
from projections.view import BookView
from tests.projections.seeing import Desk, day
from tests.projections.summing import adds_up

TODAY = day("2026-03-01")

days = st.dates(day("2025-01-01"), TODAY)
amounts = st.integers(1, 5_000)
refs = st.sampled_from(["e1", "e2", "e3", "e4"])
links = st.sampled_from(["l1", "l2", "l3"])
decisions = st.sampled_from(["d1", "d2"])
spending = st.builds(
    RecordExpense,
    on=st.dates(day("2025-01-01"), day("2025-12-31")),
    amount=amounts,
    category=st.sampled_from(["other", "travel", "leisure", "external-training"]),
    beneficiary=st.sampled_from(["staff", "volunteer", "team"]),
    ref=refs,
)
linking = st.builds(
    RecordLink,
    expense=refs,
    activity=st.just("a"),
    relevance=st.just("r"),
    on=days,
    amount=st.one_of(st.none(), amounts),
    ref=links,
)
withdrawing = st.builds(WithdrawLink, link=links, on=days)
undoing = st.builds(
    ReverseFact,
    of=st.one_of(refs, decisions),
    ground=st.just("error"),
    on=days,
    amount=st.one_of(st.none(), amounts),
)
deciding = st.builds(
    RecordDecision,
    target=st.just("expense"),
    of=refs,
    on=days,
    amount=amounts,
    ground=st.just("rule"),
    ref=decisions,
    withdraws=st.one_of(st.none(), decisions),
)
closing = st.sampled_from([CloseYear(year=2025), ReopenYear(year=2025, reason="r")])
lives: st.SearchStrategy[list[Wish]] = st.lists(
    st.one_of(spending, spending, linking, linking, undoing, withdrawing, deciding)
    | closing,
    max_size=14,
)


@given(life=lives, on=st.one_of(st.none(), days))
@settings(max_examples=40)
def test_the_lines_of_a_lively_year_add_up(
    life: list[Wish], on: dt.date | None
) -> None:
    first = RecordExpense(
        on=day("2025-02-01"), amount=9, category="other", beneficiary="staff", ref="e0"
    )
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), first)
        desk.clock.day(TODAY.isoformat())
        for wish in life:
            with suppress(RefusedError):
                desk.record(wish)
        desk.book.close()
        with desk.view() as view:
            check_sums(view, on)


def check_sums(view: BookView, on: dt.date | None) -> None:
    made = statement(view, 2025, on=on, today=TODAY)
    lines = expenses(view, 2025, on=on)
    assert sum(line.amount for line in lines) == made.spent
    assert sum(line.ineligible for line in lines) == made.ineligible
    assert sum(line.justified for line in lines) == made.justified
    assert sum(line.unjustified for line in lines) == made.unjustified
    for line in lines:
        assert line.ineligible + line.justified + line.unjustified == line.amount
        assert sum(link.justifies for link in line.links) == line.justified
        assert (line.state == "reversed") == (line.amount == 0)
    for account in (
        reserve(view, 2025, on=on, today=TODAY),
        refund(view, 2025, on=on, today=TODAY),
    ):
        assert account.projected == made.projected
        assert {line.key: line.cents for line in account.lines} == {
            line.key: getattr(made, line.key) for line in account.lines
        }
        assert adds_up(account)
    came = tranches(view, 2025, on=on, today=TODAY)
    assert sum(report.received for report in came) == made.received
    assert msgspec.json.encode(lines)
