"""Every expense has its state, and together they are the statement."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import structs

from ledger.book.importing import import_files
from ledger.book.rows import File, Part, Row
from ledger.commands import (
    RecordDecision,
    RecordExpense,
    RecordLink,
    RecordPayment,
    ReverseFact,
    WithdrawLink,
)
from ledger.values import DocumentKind
from projections.expenses import ExpenseLine, LinkLine, PaymentLine, expenses
from projections.history import history
from tests.projections.objecting import spent
from tests.projections.seeing import TODAY, Desk, attach, day

STATES = {
    "A": "justified",
    "B": "justified",
    "C": "unjustified",
    "D": "ineligible",
    "E": "partly",
}


def of(desk: Desk, on: dt.date | None = None) -> dict[str, ExpenseLine]:
    with desk.view() as view:
        return {line.ref: line for line in expenses(view, 2025, on=on)}


def parts(line: ExpenseLine) -> tuple[int, int, int, int]:
    return line.amount, line.ineligible, line.justified, line.unjustified


def test_the_states_of_the_worked_example(desk: Desk) -> None:
    assert {ref: line.state for ref, line in of(desk).items()} == STATES


def test_only_what_took_effect_is_there(desk: Desk) -> None:
    assert list(of(desk, day("2025-05-20"))) == ["A", "B", "C"]


def test_an_expense_says_all_that_is_known_of_it(desk: Desk) -> None:
    assert of(desk)["E"] == E


LINK = LinkLine(
    ref="E.1",
    number=16,
    on=day("2025-11-19"),
    amount=20_000,
    justifies=20_000,
    initiative=None,
    area=None,
    activity="Activiteit van E",
    relevance="Waarom E ertoe doet",
)
E = ExpenseLine(
    ref="E",
    number=15,
    on=day("2025-11-19"),
    amount=25_000,
    recorded=25_000,
    state="partly",
    ineligible=0,
    justified=20_000,
    unjustified=5_000,
    category="internal-material",
    beneficiary="team",
    initiative=None,
    imposed=None,
    borne_by_staff=None,
    supplier="Leverancier E",
    supplier_number=None,
    invoice="2025-E",
    part=None,
    description=None,
    duplicate_reason=None,
    imported=False,
    missing=["invoice", "payment"],
    links=[LINK],
    payments=[],
    documents=[],
)


def test_an_expense_that_was_undone_is_reversed(desk: Desk) -> None:
    undo = ReverseFact(of="A", ground="error", on=day("2025-04-01"))
    desk.record(undo)
    line = of(desk)["A"]
    assert (line.state, line.recorded, line.missing) == ("reversed", 95_000, [])
    assert parts(line) == (0, 0, 0, 0)
    assert of(desk, day("2025-03-31"))["A"].state == "justified"


def test_the_latest_link_yields_first(desk: Desk) -> None:
    more = RecordLink(expense="E", activity="a", relevance="r", ref="E2")
    desk.record(more, ReverseFact(of="E", ground="error", amount=2_000))
    line = of(desk)["E"]
    assert [(link.amount, link.justifies) for link in line.links] == [
        (20_000, 20_000),
        (5_000, 3_000),
    ]
    assert parts(line) == (23_000, 0, 23_000, 0)


def test_a_decision_disallows(desk: Desk) -> None:
    decision = RecordDecision(
        target="expense", of="B", on=TODAY, amount=28_050, ground="other", ref="V1"
    )
    desk.record(decision)
    line = of(desk)["B"]
    assert (line.state, parts(line)) == ("disallowed", (128_050, 28_050, 100_000, 0))
    withdrawn = RecordDecision(
        target="expense", of="B", on=TODAY, ground="other", withdraws="V1"
    )
    desk.record(withdrawn)
    assert of(desk)["B"].state == "justified"


def test_a_withdrawn_link_is_gone_from_its_day_on(desk: Desk) -> None:
    desk.record(WithdrawLink(link="A.1", on=day("2025-06-01")))
    assert of(desk)["A"].links == []
    assert of(desk)["A"].state == "unjustified"
    assert len(of(desk, day("2025-05-31"))["A"].links) == 1


def test_payments_are_shown_for_what_stands_of_them(desk: Desk) -> None:
    desk.record(
        RecordPayment(expense="A", on=day("2025-03-28"), by="school", ref="P"),
        ReverseFact(of="P", ground="error", amount=5_000, on=day("2025-04-01")),
    )
    paid = PaymentLine(
        ref="P", number=17, on=day("2025-03-28"), amount=90_000, by="school"
    )
    assert of(desk)["A"].payments == [paid]
    assert of(desk, day("2025-03-27"))["A"].payments == []


class TestDocuments:
    @pytest.mark.parametrize(
        ("ref", "missing"),
        [
            ("A", ["invoice", "payment", "programme-or-certificate"]),
            ("C", ["invoice", "payment", "programme-or-certificate"]),
            ("D", ["invoice", "payment"]),
            ("E", ["invoice", "payment"]),
            ("licence", ["invoice", "payment"]),
        ],
    )
    def test_what_is_asked_for_depends_on_the_purpose(
        self, desk: Desk, ref: str, missing: list[str]
    ) -> None:
        desk.record(structs.replace(spent("licence"), category="other"))
        assert of(desk)[ref].missing == missing

    @pytest.mark.parametrize(
        ("kind", "left"),
        [
            ("invoice", ["payment", "programme-or-certificate"]),
            ("payment", ["invoice", "programme-or-certificate"]),
            ("bank-statement", ["invoice", "programme-or-certificate"]),
            ("programme", ["invoice", "payment"]),
            ("certificate", ["invoice", "payment"]),
            ("other", ["invoice", "payment", "programme-or-certificate"]),
        ],
    )
    def test_each_kind_answers_one_question(
        self, desk: Desk, kind: DocumentKind, left: list[str]
    ) -> None:
        desk.record(attach("A", kind))
        assert of(desk)["A"].missing == left

    def test_those_of_payments_and_links_are_the_expenses_own(self, desk: Desk) -> None:
        desk.record(RecordPayment(expense="A", on=day("2025-03-28"), ref="P"))
        desk.record(attach("P", "payment"), attach("A.1", "certificate"))
        desk.record(attach("tranche-2025-1", "bank-statement"), attach("A", "invoice"))
        line = of(desk)["A"]
        assert line.missing == []
        assert [(d.of, d.kind, d.name) for d in line.documents] == [
            (17, "payment", "P-payment.pdf"),
            (9, "certificate", "A.1-certificate.pdf"),
            (8, "invoice", "A-invoice.pdf"),
        ]


def test_lines_stand_by_date_not_as_recorded(desk: Desk) -> None:
    early = RecordExpense(
        ref="Z",
        on=day("2025-01-02"),
        amount=1,
        category="other",
        beneficiary="staff",
    )
    desk.record(early)
    assert list(of(desk)) == ["Z", "A", "B", "C", "D", "E"]


def test_what_came_from_a_file_is_marked_so(desk: Desk) -> None:
    desk.record(spent("before"))
    rows = [Row(ref, Part(spent(ref), frozenset())) for ref in ("F", "G")]
    file = File("uitgaven.csv", "csv", "0" * 64, rows)
    desk.book.carry_out(
        lambda writer: import_files(writer, [file], correcting=False), by="u1"
    )
    desk.record(spent("after"))
    marked = [ref for ref, line in of(desk).items() if line.imported]
    assert marked == ["F", "G"]
    with desk.view() as view:
        numbers = [line.number for line in history(view) if line.imported]
        text = list(history(view))[-2].text
    assert numbers == [18, 19]
    assert text == "2 rows of a file (CSV): 2 events; uitgaven.csv"
