"""Other facts than expenses are corrected too, or put right by hand."""

from __future__ import annotations

from typing import Any

from tests.cli.importing.sheets import GRANT, ROW, changed, counts, sheet, shown, week
from tests.cli.terminal import Terminal

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


def test_a_changed_plan_is_its_next_version(book: Terminal) -> None:
    book.journal(PLAN)
    book.does("import j.jsonl")
    more = {**PLAN, "initiatives": [*PLAN["initiatives"], {"ref": "P2"}]}
    book.journal(more)
    assert changed(book, "import j.jsonl") == [
        (
            "j.jsonl:1",
            "plan-2024-2025 (#4) was recorded with another initiatives",
            "P1 Rekenen 1,200.00, as recorded",
            "P1 Rekenen 1,200.00 | P2",
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
    sheet(book, {**ROW, "amount": "960,00"})
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
