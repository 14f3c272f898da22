"""What an explanation says of the worked example."""

from __future__ import annotations

import datetime as dt

import pytest

from ledger.commands import (
    CloseYear,
    RecordAdjustment,
    RecordAllocation,
    RecordDecision,
    RecordPayment,
    ReverseFact,
)
from ledger.rules import Rules
from projections.explaining import NAMES, Explanation, Part, Seen, explain
from projections.language import language
from projections.statement import statement
from tests.ledger.test_figures_oracle import other_reading
from tests.projections.seeing import TODAY, Desk, attach, day


def of(
    desk: Desk,
    figure: str,
    *,
    on: dt.date | None = None,
    year: int = 2025,
    rules: Rules | None = None,
) -> Explanation:
    with desk.view() as view:
        return explain(view, figure, seen=Seen(view.year(year, rules), on, TODAY))


def told(made: Explanation) -> list[tuple[int, str, list[int]]]:
    return [(part.cents, part.text, part.events) for part in made.parts]


def test_a_sum_of_facts_names_each_with_its_events_and_documents(desk: Desk) -> None:
    desk.record(
        attach("A", "invoice"),
        RecordPayment(expense="A", on=day("2025-03-28"), ref="A.p"),
        attach("A.p", "payment"),
        ReverseFact(of="C", ground="error", on=day("2025-06-02"), amount=620),
    )
    made = of(desk, "spent")
    assert made.parts[0] == Part(
        cents=95_000,
        text="A, Leverancier A",
        rule="expense",
        on=day("2025-03-12"),
        events=[8],
        documents=[17, 19],
    )
    assert told(made)[2:4] == [
        (4_620, "C, Leverancier C", [12]),
        (-620, "C, undone: error", [20, 12]),
    ]
    assert made.cents == 288_050
    assert [(d.number, d.of, d.kind) for d in made.documents] == [
        (17, 8, "invoice"),
        (19, 18, "payment"),
    ]


def test_a_part_is_told_in_each_language(desk: Desk) -> None:
    desk.record(
        ReverseFact(of="C", ground="own-means", on=day("2025-06-02"), amount=620)
    )
    undone = of(desk, "spent").parts[3]
    floor = of(desk, "own_contribution").parts[-1]
    assert [language("nl").tell(part.text) for part in (undone, floor)] == [
        "C, tegengeboekt: teruggestort uit eigen middelen",
        "kleiner dan nul, wat als nul telt",
    ]
    parts = of(desk, "refund_due").parts
    assert [language("fr").tell(part.text) for part in parts] == [
        "non utilisé",
        "report",
        "réclamé",
    ]


def test_a_formula_names_the_figures_that_it_is_made_of(desk: Desk) -> None:
    made = of(desk, "terug te betalen")
    assert (made.figure, made.cents, made.projected) == ("refund_due", 134_789, True)
    assert [(part.figure, part.cents) for part in made.parts] == [
        ("unused", 392_627),
        ("carried_over", -257_838),
        ("claimed", 0),
    ]


def test_what_a_cap_takes_off_is_a_part(desk: Desk) -> None:
    made = of(desk, "reserve_allowed")
    assert [(part.cents, part.figure) for part in made.parts] == [
        (347_007, "unspent"),
        (-89_169, "reserve_limit"),
    ]
    assert [(said.key, said.settings) for said in made.said] == [
        ("reserve-limit", {"reserve.percent": 50}),
        ("reserve-from", {"reserve.from": "unspent"}),
    ]


def test_another_rule_set_is_named_and_followed(desk: Desk) -> None:
    rules = other_reading("unused", "next-year")
    made = of(desk, "reserve_allowed", on=day("2025-01-31"), rules=rules)
    assert made.meaning == "min(unused, reserve limit)"
    assert made.rules_sha256 == rules.sha256
    assert [(part.cents, part.rule) for part in made.parts] == [
        (120_000, "reserve-from-unused"),
        (-120_000, "reserve-expires"),
        (0, "reserve-limit"),
    ]


def test_a_sum_that_would_be_below_zero_says_so(desk: Desk) -> None:
    made = of(desk, "own_contribution")
    assert [part.cents for part in made.parts] == [288_670, -635_677, 347_007]
    assert made.parts[-1].rule == "floor"


def test_a_disallowed_expense_shows_the_decision_and_what_yields(desk: Desk) -> None:
    decided = RecordDecision(
        target="expense",
        of="B",
        on=TODAY,
        amount=28_050,
        ground="not-eligible",
        ref="D1",
    )
    desk.record(decided)
    assert told(of(desk, "ineligible")) == [
        (36_000, "D, Leverancier D", [14]),
        (28_050, "D1", [17]),
    ]
    bound = (-28_050, "B, linked above what stands", [10, 17])
    assert bound in told(of(desk, "justified"))


def test_a_withdrawn_claim_comes_to_nothing(desk: Desk) -> None:
    claim = RecordDecision(
        target="tranche",
        of="tranche-2025-1",
        on=TODAY,
        amount=1_000,
        ground="other",
        ref="D1",
    )
    back = RecordDecision(
        target="tranche",
        of="tranche-2025-1",
        on=TODAY,
        ground="other",
        withdraws="D1",
        ref="D2",
    )
    desk.record(claim, back)
    made = of(desk, "claimed")
    assert made.cents == 0
    assert told(made) == [
        (1_000, "D1", [17]),
        (-1_000, "D1, withdrawn", [18, 17]),
        (0, "D2", [18]),
    ]


def test_the_close_decides_what_is_carried_over(desk: Desk) -> None:
    desk.record(CloseYear(year=2025, carry_over=100_000), day="2026-02-01")
    made = of(desk, "carried_over")
    assert (made.projected, told(made)) == (
        False,
        [
            (257_838, "allowed at the close of 2025", [17]),
            (-157_838, "not carried over, as the close decided", [17]),
        ],
    )
    assert of(desk, "carried_over", on=day("2025-06-30")).parts[0].cents == 201_736


def test_an_opening_that_is_still_to_come_is_told(desk: Desk) -> None:
    on = day("2026-01-15")
    desk.record(RecordAllocation(year=2026, on=on, amount=500_000))
    made = of(desk, "opening_reserve", year=2026)
    assert (made.cents, made.parts, made.opening_projected) == (0, [], 257_838)
    assert of(desk, "received", year=2026).opening_projected is None


def test_an_allocation_that_was_lowered_below_zero(desk: Desk) -> None:
    desk.record(RecordAdjustment(year=2025, on=day("2025-02-01"), amount=-600_000))
    for name, cents in (("reserve_limit", 0), ("tranche_1", -50_594)):
        made = of(desk, name)
        assert (made.cents, sum(part.cents for part in made.parts)) == (cents, cents)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_that_of_the_statement(desk: Desk, name: str) -> None:
    for on in (None, day("2025-06-30"), day("1999-01-01")):
        made = of(desk, name, on=on)
        with desk.view() as view:
            whole = statement(view, 2025, on=on, today=TODAY)
        first, _, rest = name.partition(".")
        found = getattr(whole, first)
        assert made.cents == (getattr(found, rest) if rest else found)
        assert {part.rule for part in made.parts} <= {said.key for said in made.said}
