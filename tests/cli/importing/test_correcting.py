"""What changed in a file is shown, old and new; and put right where that is asked."""

from __future__ import annotations

from typing import Any

from tests.cli.importing.sheets import GRANT, OTHER, ROW, counts, sheet, shown, week
from tests.cli.terminal import Terminal

DEARER = {**ROW, "amount": "960,00"}
PLAN: dict[str, Any] = {
    "record": "plan",
    "school_year": "2024-2025",
    "on": "2024-10-01",
    "initiatives": [{"ref": "P1", "name": "Rekenen", "planned": "1200.00"}],
}
EXPENSE = {
    "record": "expense",
    "ref": "A",
    "on": "2025-03-12",
    "amount": "950.00",
    "category": "travel",
    "beneficiary": "team",
}


def changed(terminal: Terminal, command: str = "import u.csv") -> list[Any]:
    error = terminal.refuses(command, code=1)
    assert error["kind"] == "changed"
    assert "--correct" in error["next"]
    faults: list[Any] = error["faults"]
    return [(f["place"], f["message"], f["expected"], f["found"]) for f in faults]


def amounts(line: dict[str, Any], part: str) -> list[int]:
    return [each["amount"] for each in line[part]]


def test_a_changed_row_is_shown_and_nothing_is_recorded(book: Terminal) -> None:
    week(book, ROW)
    before = book.book
    sheet(book, {**DEARER, "paid_on": "01/04/2025", "supplier": ""}, OTHER)
    assert changed(book) == [
        (
            "u.csv:2",
            "A (#5) was recorded with another amount",
            "950.00, as recorded",
            "960.00",
        ),
        (
            "u.csv:2",
            "A (#5) was recorded with another supplier",
            "Rekenrupsband bv, as recorded",
            "nothing",
        ),
        (
            "u.csv:2",
            "A.p1 (#7) was recorded with another on",
            "2025-03-28, as recorded",
            "2025-04-01",
        ),
    ]
    assert book.book == before


def test_a_correction_takes_along_all_that_hangs_on_the_expense(book: Terminal) -> None:
    week(book, ROW)
    book.writes("attest.pdf", "%PDF-1.7 attest")
    book.does("record document --of A --kind certificate --path attest.pdf")
    book.writes("storting.pdf", "%PDF-1.7 storting")
    book.does("record document --of A.p1 --kind payment --path storting.pdf")
    book.does("record recovery --of A --on 2025-06-01 --amount 5 --ground credit-note")
    book.does("record reversal --of A --on 2025-07-01 --amount 10 --ground own-means")
    answer = week(book, DEARER, correct=True)
    assert counts(answer) == (0, 0, 1)
    line = shown(book, "A")
    assert (line["recorded"], line["amount"], line["state"]) == (
        *(96_000, 95_000),
        "justified",
    )
    assert amounts(line, "links") == [95_000]
    assert amounts(line, "payments") == [96_000]
    documents = book.does("show document A --json").json["documents"]
    assert {each["kind"] for each in documents} == {"invoice", "certificate", "payment"}
    assert book.does("show balance --year 2025 --json").json["recovered"] == 500
    recovered = book.does("show event A.r1 --json").json["leaf"]["event"]["of"]
    assert recovered == book.does("show event A --json").json["leaf"]["n"]


def test_there_and_back_again(book: Terminal) -> None:
    week(book, ROW)
    for row in (DEARER, ROW, DEARER, ROW):
        assert counts(week(book, row, correct=True)) == (0, 0, 1)
        assert counts(week(book, row)) == (0, 1, 0)
    assert shown(book, "A")["amount"] == 95_000
    figures = book.does("show balance --year 2025 --json").json
    assert (figures["spent"], figures["justified"]) == (95_000, 95_000)


def test_a_changed_row_that_also_brings_something_new(book: Terminal) -> None:
    week(book, OTHER)
    filled = {**OTHER, "amount": "1.300,00", "activity": "x", "relevance": "y"}
    answer = week(book, {**filled, "paid_on": "22/04/2025"}, correct=True)
    assert counts(answer) == (0, 0, 1)
    line = shown(book, "B")
    assert (line["amount"], line["justified"]) == (130_000, 130_000)
    assert amounts(line, "payments") == [130_000]


def test_a_cheaper_expense_may_be_linked_for_less(book: Terminal) -> None:
    week(book, {**ROW, "link_amount": "900,00"})
    week(book, {**ROW, "amount": "500,00", "link_amount": "400,00"}, correct=True)
    assert shown(book, "A")["justified"] == 40_000
    sheet(book, {**ROW, "amount": "300,00", "link_amount": "400,00"})
    (fault,) = book.refuses("import u.csv --correct", code=2)["faults"]
    assert fault["message"] == "400.00 is more than is left of A"


def test_another_date_may_be_in_another_year(book: Terminal) -> None:
    week(book, ROW)
    moved = {**ROW, "on": "10/01/2026", "paid_on": "11/01/2026"}
    week(book, moved, correct=True)
    assert book.does("show balance --year 2025 --json").json["spent"] == 0
    figures = book.does("show balance --year 2026 --json").json
    assert (figures["spent"], figures["justified"]) == (95_000, 95_000)
    assert counts(week(book, moved)) == (0, 1, 0)


def test_what_a_link_says_of_its_expense_changes_with_it(book: Terminal) -> None:
    week(book, ROW)
    week(book, {**ROW, "beneficiary": "Personeel"}, correct=True)
    link = book.does("show event A.1 --json").json["leaf"]["event"]
    assert link["beneficiary"] == "staff"


def test_a_dry_run_of_a_correction_keeps_nothing(book: Terminal) -> None:
    week(book, ROW)
    before = book.book
    sheet(book, DEARER)
    answer = book.does("import u.csv --correct --dry-run --json")
    (change,) = answer.json["changes"]
    assert (change["ref"], change["number"]) == ("A", 5)
    assert change["differences"] == [
        {"field": "amount", "recorded": 95_000, "given": 96_000},
    ]
    assert book.book == before


def test_a_closed_year_is_reopened_first(book: Terminal) -> None:
    book.journal(*GRANT)
    book.does("import j.jsonl")
    week(book, ROW)
    book.does("close 2025")
    before = book.book
    sheet(book, DEARER)
    (fault,) = book.refuses("import u.csv --correct", code=2)["faults"]
    assert fault["place"] == "u.csv:2"
    assert fault["message"] == "2025 is closed"
    assert fault["next"].startswith("reopen the year first: verantwoord reopen 2025")
    assert book.book == before
    book.does("reopen 2025 --reason x")
    assert counts(week(book, DEARER, correct=True)) == (0, 0, 1)


def test_a_changed_plan_is_its_next_version(book: Terminal) -> None:
    book.journal(PLAN)
    book.does("import j.jsonl")
    more = {**PLAN, "initiatives": [*PLAN["initiatives"], {"ref": "P2"}]}
    book.journal(more)
    assert changed(book, "import j.jsonl") == [
        (
            "j.jsonl:1",
            "plan-2024-2025 (#4) was recorded with another initiatives",
            "P1 Rekenen 1200.00, as recorded",
            "P1 Rekenen 1200.00 | P2",
        )
    ]
    book.does("import j.jsonl --correct")
    event = book.does("show event plan-2024-2025 --json").json["leaf"]["event"]
    assert (event["version"], len(event["initiatives"])) == (2, 2)
    assert counts(book.does("import j.jsonl --json")) == (0, 1, 0)
    book.journal({**PLAN, "version": 1}, {**more, "version": 2})
    assert counts(book.does("import j.jsonl --json")) == (0, 2, 0)


def test_an_approval_that_was_undone_by_hand_stays_undone(book: Terminal) -> None:
    approval = {
        "record": "approval",
        "school_year": "2024-2025",
        "on": "2024-10-15",
        "by": "local-committee",
    }
    book.journal(PLAN, approval)
    book.does("import j.jsonl")
    book.does("record reversal --of approval-2024-2025 --ground error")
    assert counts(book.does("import j.jsonl --json")) == (0, 2, 0)
    book.journal(PLAN, {**approval, "on": "2024-10-16"})
    assert counts(book.does("import j.jsonl --json")) == (1, 1, 0)
    book.journal(PLAN, {**approval, "by": "staff-meeting"})
    (fault,) = book.refuses("import j.jsonl --correct", code=2)["faults"]
    assert "cannot be corrected from a file" in fault["message"]
    assert "reverse it by hand" in fault["next"]


def test_a_withheld_tranche_is_put_right_by_hand(book: Terminal) -> None:
    book.journal(
        {**GRANT[0], "year": 2024, "on": "2024-01-15"},
        {**GRANT[1], "withheld": "100.00", "withheld_for": 2024},
        {"record": "refund", "year": 2024, "on": "2025-02-26", "amount": "100.00"},
    )
    answer = book.does("import j.jsonl --json")
    # The refund came with the tranche, and its own row says the same.
    assert counts(answer) == (2, 1, 0)
    assert counts(book.does("import j.jsonl --json")) == (0, 3, 0)
    book.journal({**GRANT[1], "withheld": "90.00", "withheld_for": 2024})
    (fault,) = book.refuses("import j.jsonl --correct", code=2)["faults"]
    assert "cannot be corrected from a file" in fault["message"]


def test_an_expense_that_was_decided_on_is_put_right_by_hand(book: Terminal) -> None:
    week(book, ROW)
    book.does(
        "record decision --target expense --of A --on 2026-01-15 --amount 1"
        " --ground not-justified"
    )
    sheet(book, DEARER)
    (fault,) = book.refuses("import u.csv --correct", code=2)["faults"]
    assert fault["message"] == "a decision was taken on A: it cannot be corrected"


def test_other_facts_keep_their_documents(book: Terminal) -> None:
    letter = {
        "record": "document",
        "of": "allocation-2025",
        "kind": "allocation-letter",
        "path": "brief.pdf",
    }
    book.writes("brief.pdf", "%PDF-1.7 brief")
    book.journal(*GRANT, letter)
    book.does("import j.jsonl")
    book.journal({**GRANT[0], "amount": "5000.00"}, GRANT[1], letter)
    assert counts(book.does("import j.jsonl --correct --json")) == (0, 2, 1)
    (found,) = book.does("show document allocation-2025 --json").json["documents"]
    assert found["kind"] == "allocation-letter"
    assert book.does("show balance --json --year 2025").json["allocated"] == 500_000


def test_a_link_of_its_own_row_is_corrected(book: Terminal) -> None:
    link = {"record": "link", "ref": "A1", "expense": "A", "relevance": "y"}
    book.journal(EXPENSE, {**link, "activity": "x", "amount": "100.00"})
    book.does("import j.jsonl")
    book.journal(EXPENSE, {**link, "activity": "z", "amount": None})
    assert [fault[1] for fault in changed(book, "import j.jsonl")] == [
        "A1 (#6) was recorded with another activity",
        "A1 (#6) was recorded with another amount",
    ]
    book.does("import j.jsonl --correct")
    assert shown(book, "A")["justified"] == 95_000
    assert counts(book.does("import j.jsonl --json")) == (0, 2, 0)
