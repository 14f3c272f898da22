"""What changed in a file is shown, old and new; and put right where that is asked."""

from __future__ import annotations

from typing import Any

from tests.cli.importing.sheets import (
    GRANT,
    OTHER,
    ROW,
    changed,
    counts,
    sheet,
    shown,
    week,
)
from tests.cli.terminal import Terminal

DEARER = {**ROW, "amount": "960,00"}


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
