"""Planned against spent and linked, for the school years that touch a budget year."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import (
    ApprovePlan,
    PlannedInitiative,
    RecordExpense,
    RecordLink,
    RecordPlan,
    ReverseFact,
    Wish,
)
from ledger.errors import RefusedError, UsageError
from projections.planning import By, PlanLine, PlanReport, plans
from projections.statement import statement
from tests.projections.seeing import TODAY, Desk, attach, day

SCHOOL_YEAR = "2024-2025"


def of(
    desk: Desk, year: int | None = None, *, by: By = "initiative", on: str | None = None
) -> list[PlanReport]:
    with desk.view() as view:
        return plans(view, year, by=by, on=day(on) if on else None)


def planned(
    on: str, *initiatives: PlannedInitiative, school_year: str = SCHOOL_YEAR
) -> RecordPlan:
    return RecordPlan(school_year=school_year, on=day(on), initiatives=initiatives)


P1 = PlannedInitiative(ref="P1", name="Hoofdrekenen", planned=100_000, area="dutch")
P2 = PlannedInitiative(ref="P2", name="Coaching", planned=50_000)
P3 = PlannedInitiative(ref="P3", name="Vakliteratuur", area="mathematics")
FIRST = planned("2024-10-01", P1, P2)
APPROVED = ApprovePlan(
    school_year=SCHOOL_YEAR,
    version=1,
    on=day("2024-10-15"),
    by="local-committee",
    school_council="heard",
)


def spent(ref: str, on: str, *, initiative: str | None = None) -> RecordExpense:
    return RecordExpense(
        ref=ref,
        on=day(on),
        amount=10_000,
        category="external-training",
        beneficiary="team",
        initiative=initiative,
    )


def link(expense: str, amount: int, *, initiative: str | None = None) -> RecordLink:
    return RecordLink(
        expense=expense,
        activity="a",
        relevance="r",
        amount=amount,
        initiative=initiative,
        area="dutch" if initiative == "P2" else None,
    )


@pytest.fixture
def school(empty: Desk) -> Desk:
    """X is linked to P1 and P2 in parts, Y names P2, Z nothing; all in one plan."""
    empty.record(
        FIRST,
        APPROVED,
        attach("approval-2024-2025", "approval"),
        spent("X", "2024-11-04", initiative="P1"),
        link("X", 4_000),
        link("X", 3_000, initiative="P2"),
        spent("Y", "2025-02-03", initiative="P2"),
        spent("Z", "2025-03-03"),
    )
    return empty


def amounts(report: PlanReport) -> list[tuple[str | None, int | None, int, int]]:
    return [(line.key, line.planned, line.spent, line.linked) for line in report.lines]


def test_what_is_linked_goes_to_the_initiative_of_the_link(school: Desk) -> None:
    (report,) = of(school)
    assert amounts(report) == [
        ("P1", 100_000, 7_000, 4_000),
        ("P2", 50_000, 13_000, 3_000),
        (None, None, 10_000, 0),
    ]
    assert (report.planned, report.spent, report.linked) == (150_000, 30_000, 7_000)
    assert report.lines[0] == PlanLine(
        key="P1",
        name="Hoofdrekenen",
        planned=100_000,
        spent=7_000,
        linked=4_000,
        expenses=[8],
    )


def test_the_versions_with_their_approval_and_documents(school: Desk) -> None:
    school.record(planned("2025-01-10", P1, P3))
    (report,) = of(school)
    first, second = report.versions
    assert (first.version, first.number, first.planned) == (1, 4, 150_000)
    assert first.approval is not None
    assert (first.approval.number, first.approval.by) == (5, "local-committee")
    assert [document.number for document in first.documents] == [6]
    assert (second.version, second.approval, second.documents) == (2, None, [])
    assert ("P2", None, 13_000, 3_000) in amounts(report)
    assert [line.name for line in report.lines if line.key == "P2"] == ["Coaching"]


def test_a_day_before_the_approval_and_before_the_plan(school: Desk) -> None:
    (report,) = of(school, on="2024-10-10")
    assert report.versions[0].approval is None
    assert (report.spent, len(report.lines)) == (0, 2)
    assert of(school, on="2024-09-30") == []


def test_an_approval_that_was_undone_is_none(school: Desk) -> None:
    undone = ReverseFact(
        of="approval-2024-2025", ground="error", on=day("2025-01-07"), reason="r"
    )
    school.record(undone)
    assert of(school)[0].versions[0].approval is None
    assert of(school, on="2025-01-06")[0].versions[0].approval is not None


def test_by_category_learning_area_and_duty(school: Desk) -> None:
    assert amounts(of(school, by="category")[0]) == [
        ("external-training", None, 30_000, 7_000)
    ]
    assert amounts(of(school, by="area")[0]) == [
        ("dutch", 100_000, 10_000, 7_000),
        (None, 50_000, 20_000, 0),
    ]
    assert amounts(of(school, by="imposed")[0]) == [(None, None, 30_000, 7_000)]


def test_an_expense_after_the_summer_may_belong_to_the_plan_before(
    school: Desk,
) -> None:
    school.record(
        planned("2025-09-15", P3, school_year="2025-2026"),
        spent("late", "2025-10-01", initiative="P1"),
        spent("new", "2025-10-02", initiative="P3"),
        spent("other", "2025-10-03", initiative="P9"),
    )
    before, after = of(school, 2025)
    assert before.lines[0].spent == 17_000
    assert amounts(after) == [("P3", None, 10_000, 0), ("P9", None, 10_000, 0)]
    assert [report.school_year for report in of(school, 2026)] == ["2025-2026"]


def test_money_that_was_spent_without_a_plan_is_shown(desk: Desk) -> None:
    first, second = of(desk, 2025)
    assert (first.school_year, first.versions) == ("2024-2025", [])
    assert (first.spent, first.linked) == (227_670, 223_050)
    assert (second.spent, second.linked) == (61_000, 20_000)


def test_a_year_without_facts_and_without_a_plan_is_refused(school: Desk) -> None:
    assert [report.school_year for report in of(school, 2024)] == [SCHOOL_YEAR]
    with pytest.raises(UsageError) as caught:
        of(school, 2031)
    assert caught.value.message == "the book has no year 2031"


def test_a_book_without_anything_has_no_plan(empty: Desk) -> None:
    assert of(empty) == []


refs = st.sampled_from(["e1", "e2", "e3"])
named = st.sampled_from([None, "P1", "P2", "P9"])
days = st.dates(day("2024-08-01"), TODAY)
lives: st.SearchStrategy[list[Wish]] = st.lists(
    st.builds(
        RecordExpense,
        ref=refs,
        on=days,
        amount=st.integers(1, 900),
        category=st.sampled_from(["travel", "leisure"]),
        beneficiary=st.just("team"),
        initiative=named,
    )
    | st.builds(
        RecordLink,
        expense=refs,
        activity=st.just("a"),
        relevance=st.just("r"),
        amount=st.none() | st.integers(1, 900),
        initiative=named,
    )
    | st.builds(
        ReverseFact,
        of=refs,
        ground=st.just("error"),
        on=days,
        amount=st.none() | st.integers(1, 500),
    ),
    max_size=12,
)


@given(life=lives, on=st.none() | days, by=st.sampled_from(["initiative", "area"]))
@settings(max_examples=40)
def test_every_cent_that_was_spent_is_in_one_line(
    life: list[Wish], on: dt.date | None, by: By
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), FIRST)
        for wish in life:
            with suppress(RefusedError):
                desk.record(wish)
        desk.book.close()
        with desk.view() as view:
            years = [statement(view, n, on=on, today=TODAY) for n in view.years]
            made = plans(view, None, by=by, on=on)
    lines = [line for report in made for line in report.lines]
    assert sum(line.spent for line in lines) == sum(year.spent for year in years)
    assert sum(line.linked for line in lines) == sum(year.justified for year in years)
