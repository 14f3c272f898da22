"""Objections to purpose, time and pattern are made where they hold, and only there."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fixtures.books import build
from ledger.book.importing import import_files
from ledger.book.rows import File, Part, Row
from ledger.commands import (
    ChangeSchool,
    RecordAdjustment,
    RecordLink,
    RecordOpening,
    ReverseFact,
    WithdrawLink,
)
from projections.checks import Objection, check
from projections.view import BookView
from tests.projections.objecting import objections, places, spent
from tests.projections.objectionable import (
    APPROVED,
    EXAMPLES,
    Example,
    allocated,
    came,
    link,
    linked,
    objections_to,
    plan,
)
from tests.projections.seeing import TODAY, Desk, day


def found(example: Example, code: str, *, folder: Path) -> list[Objection]:
    return [o for o in objections_to(example, folder) if o.code == code]


class TestAPurpose:
    def test_is_named_by_the_expense_or_by_one_of_its_links(self, desk: Desk) -> None:
        desk.record(plan(), linked("X", initiative="P1"), spent("Y"), linked("Z"))
        desk.record(spent("L", category="leisure"))
        code = "expense-without-initiative"
        assert places(desk, code) == ["A", "Y", "Z", "B", "C"]
        by_link = objections(desk, code)[2].next_step
        assert by_link
        assert by_link.endswith("verantwoord record unlink --link Z.1")
        desk.record(WithdrawLink(link="Z.1"))
        desk.record(named("Z", "P1"), named("Y", "P2"))
        assert places(desk, code) == ["A", "B", "C"]
        assert places(desk, "initiative-not-in-plan") == ["Y"]

    def test_may_be_in_the_plan_of_another_school_year(self, desk: Desk) -> None:
        other = msgspec.structs.replace(
            plan(day("2025-09-01")), school_year="2025-2026"
        )
        desk.record(plan(), spent("X", initiative="P2"), spent("Y", initiative="P1"))
        assert places(desk, "initiative-not-in-plan") == ["X"]
        second = msgspec.structs.replace(other.initiatives[0], ref="P2")
        desk.record(msgspec.structs.replace(other, initiatives=(second,)))
        assert places(desk, "initiative-not-in-plan") == []

    def test_is_not_asked_for_where_there_is_no_plan(self, desk: Desk) -> None:
        assert places(desk, "expense-without-initiative") == []
        desk.record(spent("X", initiative="P7"))
        assert places(desk, "initiative-not-in-plan") == []

    def test_fits_the_level_that_the_school_has_at_the_time(self, desk: Desk) -> None:
        desk.record(spent("N", category="primary-bachelor-track"))
        assert places(desk, "category-not-for-level") == []
        desk.record(ChangeSchool(level="adult", valid_from=day("2025-06-01")))
        assert places(desk, "category-not-for-level") == ["N"]
        assert places(desk, "category-not-for-level", on="2025-05-31") == []


def named(ref: str, initiative: str) -> RecordLink:
    return RecordLink(expense=ref, activity="a", relevance="r", initiative=initiative)


class TestALinkInTime:
    @pytest.mark.parametrize(
        ("on", "codes"),
        [
            ("2025-09-21", ["expense-before-link"]),
            ("2025-09-20", []),
            ("2025-06-22", []),
            ("2025-06-21", ["expense-long-after-link"]),
        ],
    )
    def test_is_of_the_day_of_its_expense_or_shortly_before(
        self, tmp_path: Path, *, on: str, codes: list[str]
    ) -> None:
        made = Example([spent("A", on=day("2025-09-20")), link(day(on))])
        seen = [o.code for o in objections_to(made, tmp_path)]
        assert [code for code in seen if code.startswith("expense-")] == codes


class TestALateEntry:
    @pytest.mark.parametrize(("begun", "late"), [("2025-10-22", 0), ("2025-10-21", 1)])
    def test_is_counted_from_the_day_on_which_the_book_began(
        self, tmp_path: Path, *, begun: str, late: int
    ) -> None:
        # To 20 January 2026 there are 90 days from the first, and 91 from the other.
        made = Example([allocated()], begun=begun, later=(spent("A"),))
        assert len(found(made, "late-entries", folder=tmp_path)) == late

    def test_is_none_that_came_from_a_file(self, tmp_path: Path) -> None:
        desk = Desk(tmp_path)
        desk.book.close()
        desk.path.unlink()
        desk.clock.day("2025-01-20")
        desk.book = build(desk.path, [allocated()], clock=desk.clock)
        desk.clock.day("2026-01-20")
        rows = [Row(ref, Part(spent(ref), frozenset())) for ref in ("F", "G")]
        file = File("uitgaven.csv", "csv", "0" * 64, rows)
        desk.book.carry_out(
            lambda writer: import_files(writer, [file], correcting=False), by="u1"
        )
        assert places(desk, "late-entries") == []
        desk.record(spent("H"))
        assert [o.events for o in objections(desk, "late-entries")] == [[9]]

    def test_is_no_correction(self, tmp_path: Path) -> None:
        undo = ReverseFact(of="A", ground="error", on=day("2025-03-21"))
        made = Example([spent("A")], begun="2025-03-20", later=(undo,))
        assert found(made, "late-entries", folder=tmp_path) == []

    def test_is_told_once_with_all_facts(self, tmp_path: Path) -> None:
        facts = (came(1, 600_000, on="2025-02-26"), spent("A"), spent("B"))
        made = Example([allocated()], begun="2025-01-20", later=facts)
        (objection,) = found(made, "late-entries", folder=tmp_path)
        assert (objection.events, objection.amount) == ([6, 7, 8], 15_000)

    def test_has_the_amount_of_its_kind_and_none_of_several(
        self, tmp_path: Path
    ) -> None:
        first = came(1, 600_000, on="2025-02-26")
        second = came(2, 400_000, on="2025-06-26")
        more = RecordAdjustment(year=2025, on=day("2025-02-20"), amount=100)
        for number, (facts, amount) in enumerate(
            [((first, second), 1_000_000), ((first, more), None)]
        ):
            folder = tmp_path / str(number)
            folder.mkdir()
            made = Example([allocated()], begun="2025-01-20", later=facts)
            (objection,) = found(made, "late-entries", folder=folder)
            assert objection.amount == amount

    def test_is_not_seen_before_its_day(self, tmp_path: Path) -> None:
        path = tmp_path / "school.book"
        objections_to(EXAMPLES["late-entries"], tmp_path)
        with BookView(path) as view:
            early = check(view, on=day("2025-03-19"), today=TODAY)
            then = check(view, on=day("2025-03-20"), today=TODAY)
        assert "late-entries" not in [objection.code for objection in early]
        assert "late-entries" in [objection.code for objection in then]


class TestAPattern:
    def test_of_round_amounts_is_most_of_the_year(self, tmp_path: Path) -> None:
        rounds = EXAMPLES["round-amounts"].wishes
        few = Example(rounds[:4])
        odd = Example([*rounds, *(spent(f"B{n}", amount=10_001) for n in range(5))])
        assert found(few, "round-amounts", folder=made(tmp_path / "1")) == []
        assert found(odd, "round-amounts", folder=made(tmp_path / "2")) == []

    @pytest.mark.parametrize(("other", "told"), [(45_000, 1), (45_001, 0)])
    def test_of_a_rush_is_a_third_of_the_money(
        self, tmp_path: Path, *, other: int, told: int
    ) -> None:
        rush = EXAMPLES["spent-before-close"].wishes
        example = Example([*rush, spent("B", amount=other)])
        assert len(found(example, "spent-before-close", folder=tmp_path)) == told

    def test_of_areas_is_for_primary_schools_from_2023_on(self, tmp_path: Path) -> None:
        secondary = Example([linked("A", area="dutch")], level="secondary")
        early = Example([linked("A", area="dutch", on=day("2022-03-20"))])
        assert found(secondary, "preferred-areas", folder=made(tmp_path / "1")) == []
        assert found(early, "preferred-areas", folder=made(tmp_path / "2")) == []

    def test_of_areas_says_how_to_name_one(self, desk: Desk) -> None:
        (objection,) = objections(desk, "preferred-areas")
        assert (objection.amount, objection.events) == (0, [])
        assert objection.message == "0.00 of 2430.50 linked is for Dutch or mathematics"
        assert objection.next_step
        assert "--area dutch" in objection.next_step


class TestTheGrantOfAYear:
    def test_has_an_allocation_once_money_came_or_went(self, empty: Desk) -> None:
        opening = RecordOpening(year=2025, on=day("2025-01-10"), amount=1)
        empty.record(opening, came(2, 1, on="2025-06-26"))
        assert places(empty, "tranche-differs") == []
        assert [o.amount for o in objections(empty, "allocation-missing")] == [1]
        empty.record(ReverseFact(of="tranche-2025-2", ground="error"))
        assert places(empty, "allocation-missing") == []
        empty.record(spent("A"))
        assert [o.amount for o in objections(empty, "allocation-missing")] == [7_500]
        empty.record(allocated())
        assert places(empty, "allocation-missing") == []

    def test_uses_its_old_reserve_before_it_ends(self, desk: Desk) -> None:
        assert places(desk, "reserve-not-used-first") == []
        assert places(desk, "reserve-not-used-first", on="2025-03-01") == []

    def test_of_the_old_reserve_is_not_told_before_the_year_is_over(
        self, tmp_path: Path
    ) -> None:
        wishes = EXAMPLES["reserve-not-used-first"].wishes
        desk = Desk(tmp_path, *wishes)
        assert places(desk, "reserve-not-used-first", on="2025-12-31") == []
        assert places(desk, "reserve-not-used-first", on="2026-01-01") == ["year 2025"]
        desk.record(spent("B", amount=112_500))
        assert places(desk, "reserve-not-used-first") == []

    def test_has_a_share_of_each_tranche_that_may_be_less(self, desk: Desk) -> None:
        assert places(desk, "tranche-differs") == []
        desk.record(came(2, 1, on="2025-09-01"))
        (objection,) = objections(desk, "tranche-differs")
        assert (objection.place, objection.amount) == ("tranche 2", 1)
        assert "its 40 % is 2062.71" in objection.message


def test_a_council_that_was_heard_or_is_not_known_is_no_matter(desk: Desk) -> None:
    desk.record(plan(), APPROVED)
    assert places(desk, "council-not-heard") == ["plan 2024-2025"]
    assert places(desk, "council-not-heard", on="2024-12-31") == []


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
