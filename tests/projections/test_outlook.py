"""Whoever does what the status says loses nothing; who does nothing, what it says."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import (
    ReceiveTranche,
    RecordAllocation,
    RecordExpense,
    RecordLink,
    RecordOpening,
    ReverseFact,
    Wish,
)
from ledger.figures import figures
from ledger.rules import Rules, rules_for
from projections.outlook import Outlook
from projections.status import status
from projections.view import BookView
from tests.projections.objecting import spent
from tests.projections.seeing import TODAY, Desk, day

END = day("2025-12-31")
SHIPPED = rules_for(2025)


def reading(from_: str, expires: str) -> Rules:
    reserve = {"percent": 50, "from": from_, "expires": expires}
    made = {**msgspec.to_builtins(SHIPPED.set), "reserve": reserve}
    return msgspec.structs.replace(
        SHIPPED, set=msgspec.convert(made, type(SHIPPED.set))
    )


READINGS = [
    reading("unspent", "never"),
    reading("unspent", "next-year"),
    reading("unused", "never"),
    reading("unused", "next-year"),
]
amounts = st.integers(1, 1_000)
expenses = st.lists(
    st.builds(
        lambda amount, category, linked: (amount, category, linked),
        amounts,
        st.sampled_from(["other", "leisure"]),
        st.booleans(),
    ),
    max_size=4,
)


def recorded(
    opening: int, allocation: int, *, tranche: int, bought: list[tuple[int, str, bool]]
) -> list[Wish]:
    early = day("2025-01-02")
    return [
        RecordOpening(year=2025, on=early, amount=opening),
        RecordAllocation(year=2025, on=early, amount=allocation),
        ReceiveTranche(year=2025, tranche=1, on=early, amount=tranche),
        *(
            spent(
                f"E{number}",
                amount=amount,
                category=category,
                activity="a" if linked and category == "other" else None,
                relevance="r" if linked and category == "other" else None,
            )
            for number, (amount, category, linked) in enumerate(bought)
        ),
    ]


def seen(view: BookView, rules: Rules, *, over: bool) -> Outlook:
    on = TODAY if over else END
    (year,) = status(view, on=on, today=TODAY, rules=rules)
    assert year.outlook
    assert year.outlook.at_risk == year.at_risk
    return year.outlook


def goes_back(view: BookView, rules: Rules) -> int:
    return figures(view.year(2025, rules), END, today=TODAY).refund_outstanding


@pytest.mark.parametrize("rules", READINGS)
@given(opening=amounts, allocation=amounts, tranche=amounts, bought=expenses)
@settings(max_examples=15)
def test_a_year_ends_as_it_is_said(
    rules: Rules,
    opening: int,
    allocation: int,
    tranche: int,
    bought: list[tuple[int, str, bool]],
) -> None:
    wishes = recorded(opening, allocation, tranche=tranche, bought=bought)
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), *wishes)
        with desk.view() as view:
            said, after = (seen(view, rules, over=over) for over in (False, True))
            assert after.at_risk == goes_back(view, rules)
        desk.record(*missing_tranches(desk))
        with desk.view() as view:
            assert said.at_risk == goes_back(view, rules)
        desk.record(*all_of(desk, said))
        with desk.view() as view:
            assert goes_back(view, rules) == said.lost == 0
        desk.book.close()


def missing_tranches(desk: Desk) -> list[Wish]:
    with desk.view() as view:
        (year,) = status(view, on=END, today=TODAY)
    return [
        ReceiveTranche(
            year=2025,
            tranche=1 if task.which == ["tranche 1"] else 2,
            on=END,
            amount=task.amount or 0,
        )
        for task in year.tasks
        if task.what == "tranche"
    ]


def all_of(desk: Desk, said: Outlook) -> list[Wish]:
    with desk.view() as view:
        (year,) = status(view, on=END, today=TODAY)
        every = view.year(2025).expenses
        leisure = [e.event.ref for e in every if e.event.category == "leisure"]
    unlinked = [ref for t in year.tasks if t.what == "link" for ref in t.which]
    more = RecordExpense(
        on=END,
        amount=said.to_spend or 1,
        category="other",
        beneficiary="team",
        activity="a",
        relevance="r",
    )
    return [
        *(RecordLink(expense=ref, activity="a", relevance="r") for ref in unlinked),
        *(
            ReverseFact(of=ref, ground="own-means", on=END)
            for ref in leisure
            if said.to_put_back
        ),
        *([more] if said.to_spend else []),
    ]


@pytest.mark.parametrize("rules", READINGS)
@given(opening=amounts, allocation=amounts, tranche=amounts, bought=expenses)
@settings(max_examples=15)
def test_a_year_that_is_over_loses_what_it_says_whatever_is_done(
    rules: Rules,
    opening: int,
    allocation: int,
    tranche: int,
    bought: list[tuple[int, str, bool]],
) -> None:
    wishes = recorded(opening, allocation, tranche=tranche, bought=bought)
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), *wishes)
        with desk.view() as view:
            said = seen(view, rules, over=True)
        assert said.to_spend == 0
        desk.record(*all_of(desk, said))
        with desk.view() as view:
            assert goes_back(view, rules) == said.lost
        desk.book.close()
