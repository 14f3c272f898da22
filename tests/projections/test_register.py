"""The register adds up to the balance: as a whole, and in parts that leave nothing."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import (
    PayRefund,
    ReceiveTranche,
    RecordAdjustment,
    RecordAllocation,
    RecordDecision,
    RecordExpense,
    RecordLink,
    RecordOpening,
    RecordRecovery,
    ReverseFact,
    Wish,
    WithdrawLink,
)
from ledger.errors import RefusedError
from projections.filtering import Filter, chosen
from projections.history import history
from projections.register import FIGURES, Register, Sums
from projections.statement import statement
from projections.view import BookView
from tests.projections.seeing import Desk, day

TODAY = day("2026-03-01")
days = st.dates(day("2025-01-01"), TODAY)
in_year = st.dates(day("2025-01-01"), day("2025-12-31"))
amounts = st.integers(1, 5_000)
refs = st.sampled_from(["e1", "e2", "e3"])
links = st.sampled_from(["e1.1", "e1.2", "e2.1"])
others = st.sampled_from(["tranche-2025-1", "allocation-2025", "opening-2025", "r1"])
facts: st.SearchStrategy[Wish] = st.one_of(
    st.builds(
        RecordExpense,
        on=in_year,
        amount=amounts,
        category=st.sampled_from(["other", "leisure"]),
        beneficiary=st.just("staff"),
        ref=refs,
    ),
    st.builds(ReceiveTranche, year=st.just(2025), tranche=st.sampled_from([1, 2]),
              on=days, amount=amounts),
    st.builds(RecordAllocation, year=st.just(2025), on=days, amount=amounts),
    st.builds(RecordAdjustment, year=st.just(2025), on=days,
              amount=st.integers(-500, 500)),
    st.builds(RecordOpening, year=st.just(2025), on=days, amount=amounts),
    st.builds(RecordRecovery, of=refs, on=days, amount=amounts,
              ground=st.just("credit-note"), ref=st.just("r1")),
    st.builds(PayRefund, year=st.just(2025), on=days, amount=amounts),
    st.builds(RecordLink, expense=refs, activity=st.just("a"), relevance=st.just("r"),
              on=st.none() | days, amount=st.none() | amounts),
    st.builds(WithdrawLink, link=links, on=st.none() | days),
    st.builds(RecordDecision, target=st.just("expense"), of=refs, on=days,
              amount=amounts, ground=st.just("other")),
    st.builds(ReverseFact, of=refs | others, ground=st.just("error"), on=days,
              amount=st.none() | amounts),
)  # fmt: skip
words = st.none() | st.sampled_from(["other", "leisure", "expense", "error", "2025"])
filters = st.builds(
    Filter,
    types=st.none()
    | st.sets(
        st.sampled_from(
            [
                "expense-recorded/1",
                "link-recorded/1",
                "link-withdrawn/1",
                "tranche-received/1",
                "reversal-recorded/1",
            ]
        )
    ).map(frozenset),
    since=st.none() | days,
    until=st.none() | days,
    text=words,
    least=st.none() | amounts,
    most=st.none() | amounts,
    year=st.none() | st.just(2025),
)


@given(
    life=st.lists(facts, max_size=14),
    on=st.none() | days,
    known=st.integers(0, 14),
    wanted=filters,
)
@settings(max_examples=60)
def test_the_register_adds_up_to_the_balance_whatever_is_asked_for(
    life: list[Wish], on: dt.date | None, *, known: int, wanted: Filter
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
        with BookView(desk.path) as view:
            size = max(5, view.size - known)
        with desk.view(f"#{size}") as view:
            check(view, on, wanted=wanted)


def check(view: BookView, on: dt.date | None, *, wanted: Filter) -> None:
    whole = registered(view, on, wanted=Filter())
    made = statement(view, 2025, on=on, today=TODAY)
    assert whole.get("2025", {}) == {
        name: getattr(made, name) for name in FIGURES if getattr(made, name)
    }
    taken = registered(view, on, wanted=wanted)
    rest = registered(view, on, wanted=wanted, is_rest=True)
    for name in FIGURES:
        parts = [sums.get("2025", {}).get(name, 0) for sums in (taken, rest)]
        assert sum(parts) == getattr(made, name)


def registered(
    view: BookView, on: dt.date | None, *, wanted: Filter, is_rest: bool = False
) -> Sums:
    register = Register(view, on=on)
    every = list(history(view, on=on))
    lines = list(chosen(view, every, wanted=wanted))
    if is_rest:
        lines = [line for line in every if line not in lines]
    assert list(register.through(lines)) == lines
    assert register.count == len(lines)
    by_year = register.sums.items()
    return {
        year: {name: cents for name, cents in sums.items() if cents}
        for year, sums in by_year
    }


def test_days_up_to_one_add_up_to_the_balance_of_that_day(desk: Desk) -> None:
    desk.record(ReverseFact(of="A", ground="error", amount=100, on=day("2025-05-01")))
    with desk.view() as view:
        for on in ("2025-04-30", "2025-05-01", "2025-12-31"):
            sums = registered(view, None, wanted=Filter(until=day(on)))["2025"]
            made = statement(view, 2025, on=day(on), today=TODAY)
            assert sums["spent"] == made.spent
            assert sums["received"] == made.received


def test_a_reversal_takes_off_from_the_day_of_its_fact_on(desk: Desk) -> None:
    desk.record(ReverseFact(of="B", ground="error", amount=50, on=day("2025-03-12")))
    with desk.view() as view:
        for on, spent in {"2025-04-01": 95_000, "2025-04-02": 223_000}.items():
            sums = registered(view, day(on), wanted=Filter())["2025"]
            assert sums["spent"] == spent
            assert statement(view, 2025, on=day(on), today=TODAY).spent == spent


def test_a_year_alone_adds_up_to_its_balance(desk: Desk) -> None:
    desk.clock.day(TODAY.isoformat())
    desk.record(
        RecordAllocation(year=2026, on=day("2026-01-19"), amount=5),
        PayRefund(year=2025, on=day("2026-02-01"), amount=700),
    )
    with desk.view() as view:
        sums = registered(view, None, wanted=Filter(year=2025))
        made = statement(view, 2025, on=None, today=TODAY)
        assert sums == {
            "2025": {
                name: getattr(made, name) for name in FIGURES if getattr(made, name)
            }
        }
        assert sums["2025"]["refund_paid"] == 700
        assert registered(view, None, wanted=Filter(year=2026)) == {
            "2026": {"allocated": 5}
        }


def test_links_add_up_to_what_is_justified(desk: Desk) -> None:
    kinds = frozenset({"link-recorded/1", "link-withdrawn/1"})
    with desk.view() as view:
        before = statement(view, 2025, on=None, today=TODAY).justified
        assert registered(view, None, wanted=Filter(types=kinds)) == {
            "2025": {"justified": before}
        }
    desk.record(WithdrawLink(link="B.1"))
    with desk.view() as view:
        made = statement(view, 2025, on=None, today=TODAY)
        sums = registered(view, None, wanted=Filter(types=kinds))["2025"]
        assert 0 < sums["justified"] == made.justified < before
        undone = frozenset({"link-withdrawn/1"})
        sums = registered(view, None, wanted=Filter(types=undone))["2025"]
        assert sums["justified"] == made.justified - before


def test_years_are_kept_apart(desk: Desk) -> None:
    desk.record(RecordAllocation(year=2026, on=day("2026-01-19"), amount=5))
    with desk.view() as view:
        sums = registered(view, None, wanted=Filter())
    assert sums["2026"] == {"allocated": 5}
    assert sums["2025"]["allocated"] == 515_677
