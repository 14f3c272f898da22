"""Each objection to an expense is made where it holds, and only there."""

from __future__ import annotations

from ledger.commands import (
    CloseYear,
    RecordLink,
    ReverseFact,
)
from projections.rule_texts import RULE_TEXTS
from tests.projections.objecting import objections, places, spent
from tests.projections.seeing import Desk, attach


class TestAnExpense:
    def test_is_objected_to_until_it_is_linked(self, desk: Desk) -> None:
        assert places(desk, "unjustified-expense") == ["C", "E"]
        desk.record(RecordLink(expense="C", activity="a", relevance="r"))
        assert places(desk, "unjustified-expense") == ["E"]

    def test_of_a_closed_year_counts_in_its_refund(self, desk: Desk) -> None:
        desk.record(CloseYear(year=2025))
        # No link makes the grant be for what it is not for.
        for code, why in (
            ("unjustified-expense", "to undo it or link it"),
            ("ineligible-expense", "to undo it"),
        ):
            assert objections(desk, code)[0].next_step == (
                f"it counts in the refund of 2025; {why}, reopen the "
                "year: verantwoord reopen 2025 --reason WHY"
            )

    def test_is_not_seen_before_its_day(self, desk: Desk) -> None:
        assert places(desk, "unjustified-expense", on="2025-05-19") == []

    def test_of_leisure_is_ineligible_until_it_is_put_back(self, desk: Desk) -> None:
        (objection,) = objections(desk, "ineligible-expense")
        assert (objection.place, objection.amount) == ("D", 36_000)
        assert objection.rule == RULE_TEXTS["category"].text
        desk.record(ReverseFact(of="D", ground="own-means"))
        assert places(desk, "ineligible-expense") == []

    def test_for_a_volunteer_breaks_another_rule(self, desk: Desk) -> None:
        desk.record(spent("V", beneficiary="volunteer"))
        objection = objections(desk, "ineligible-expense")[0]
        assert objection.place == "V"
        assert objection.rule == RULE_TEXTS["beneficiary"].text

    def test_that_was_imposed_is_borne_by_the_school(self, desk: Desk) -> None:
        desk.record(spent("I", imposed=True, borne_by_staff=2_500))
        desk.record(spent("J", imposed=True, borne_by_staff=0))
        desk.record(spent("K", imposed=False, borne_by_staff=2_500))
        desk.record(spent("L", borne_by_staff=2_500))
        (objection,) = objections(desk, "imposed-borne-by-staff")
        assert (objection.place, objection.amount) == ("I", 2_500)

    def test_lacks_documents_until_they_are_there(self, desk: Desk) -> None:
        lacking = ("missing-invoice", "missing-payment", "missing-programme")
        assert ["A" in places(desk, code) for code in lacking] == [True] * 3
        desk.record(attach("A", "invoice"), attach("A", "payment"))
        assert ["A" in places(desk, code) for code in lacking] == [False, False, True]
        desk.record(attach("A", "programme"))
        assert "A" not in places(desk, "missing-programme")

    def test_of_travel_must_be_tied_to_an_activity(self, desk: Desk) -> None:
        assert places(desk, "travel-without-document") == ["C"]
        assert "C" not in places(desk, "missing-programme")
        desk.record(attach("C", "certificate"))
        assert places(desk, "travel-without-document") == []


class TestTwice:
    def test_an_invoice_that_was_registered_again_with_a_reason(
        self, desk: Desk
    ) -> None:
        desk.record(
            spent(
                "A2",
                amount=100,
                supplier=" leverancier  A",
                invoice="2025-a",
                duplicate_reason="tweede helft",
            )
        )
        (objection,) = objections(desk, "invoice-twice")
        assert (objection.place, objection.events) == ("A2", [8, 17])
        assert "also by A; a reason was given" in objection.message
        desk.record(ReverseFact(of="A2", ground="duplicate"))
        assert places(desk, "invoice-twice") == []

    def test_a_reason_is_enough_where_the_other_one_is_not_seen(
        self, desk: Desk
    ) -> None:
        desk.record(spent("R", duplicate_reason="stond in het oude boek"))
        (objection,) = objections(desk, "invoice-twice")
        assert objection.events == [17]

    def test_parts_of_one_invoice_are_no_duplicates(self, desk: Desk) -> None:
        for part in (1, 2):
            desk.record(spent(f"P{part}", supplier="S", invoice="9", part=part))
        assert places(desk, "invoice-twice") == []
        assert places(desk, "expense-twice") == []

    def test_the_same_supplier_amount_and_day(self, desk: Desk) -> None:
        desk.record(
            spent("X", supplier="S", invoice="1"),
            spent("Y", supplier="s ", invoice="2"),
            spent("Z", supplier="S", amount=1),
            spent("W", supplier="T"),
            spent("U"),
            spent("V"),
        )
        (objection,) = objections(desk, "expense-twice")
        assert (objection.place, objection.events) == ("Y", [17, 18])

    def test_one_invoice_is_not_objected_to_for_both_reasons(self, desk: Desk) -> None:
        for ref, reason in (("X", None), ("Y", "r")):
            desk.record(spent(ref, supplier="S", invoice="1", duplicate_reason=reason))
        assert places(desk, "invoice-twice") == ["Y"]
        assert places(desk, "expense-twice") == []
