"""The same file again, grown, or with a row undone by hand: nothing is doubled."""

from __future__ import annotations

from typing import Any

from tests.cli.importing.sheets import GRANT, OTHER, ROW, counts, sheet, shown, week
from tests.cli.terminal import Terminal

PLAIN: dict[str, Any] = {
    "record": "expense",
    "on": "2025-05-20",
    "amount": "46.20",
    "category": "travel",
    "beneficiary": "staff",
}
LINK = {"record": "link", "activity": "Proeftuin", "relevance": "Besproken"}


def test_the_same_file_again_records_nothing(book: Terminal) -> None:
    assert counts(week(book, ROW, OTHER)) == (2, 0, 0)
    before = book.book
    assert counts(week(book, ROW, OTHER)) == (0, 2, 0)
    assert book.book == before


def test_a_grown_file_records_what_is_new(book: Terminal) -> None:
    week(book, OTHER)
    assert counts(week(book, ROW, OTHER)) == (1, 1, 0)
    filled = {**OTHER, "activity": "Nascholing", "relevance": "Doorgegeven"}
    answer = week(book, ROW, filled)
    assert counts(answer) == (1, 1, 0)
    assert [each["type"] for each in answer.json["recorded"]] == [
        "link-recorded/1",
        "file-imported/1",
    ]
    assert counts(week(book, ROW, filled)) == (0, 2, 0)


def test_sorted_otherwise_and_under_another_name_it_is_the_same(book: Terminal) -> None:
    week(book, ROW, OTHER)
    sheet(book, OTHER, ROW, name="volgende week.csv")
    answer = book.does("import --json", "volgende week.csv")
    assert counts(answer) == (0, 2, 0)


def test_what_a_cell_leaves_to_the_book_is_no_change(book: Terminal) -> None:
    part = {**ROW, "link_amount": "200,00"}
    week(book, part)
    assert counts(week(book, part)) == (0, 1, 0)
    week(book, part, {**ROW, "ref": "C", "invoice": "x"})
    assert shown(book, "C")["unjustified"] == 0
    assert counts(week(book, part, {**ROW, "ref": "C", "invoice": "x"})) == (0, 2, 0)


def test_rows_without_a_ref_are_told_apart_by_what_they_say(book: Terminal) -> None:
    book.journal(PLAIN, PLAIN, {**PLAIN, "amount": "46.21"})
    assert counts(book.does("import j.jsonl --json")) == (3, 0, 0)
    assert counts(book.does("import j.jsonl --json")) == (0, 3, 0)
    book.journal(PLAIN, PLAIN, PLAIN, {**PLAIN, "amount": "46.21"})
    assert counts(book.does("import j.jsonl --json")) == (1, 3, 0)


def test_a_row_without_a_ref_that_opens_the_year_keeps_its_link(book: Terminal) -> None:
    row = {**ROW, "ref": ""}
    assert counts(week(book, row)) == (1, 0, 0)
    assert counts(week(book, row)) == (0, 1, 0)
    assert counts(week(book, row, {**row, "invoice": "R-18"})) == (1, 1, 0)


def test_rows_of_what_there_is_one_of_need_no_ref(book: Terminal) -> None:
    tranche = {**GRANT[1], "amount": "1000.00"}
    more = {"record": "adjustment", "year": 2025, "on": "2025-09-01", "amount": "1.00"}
    book.journal(*GRANT, tranche, more, more)
    assert counts(book.does("import j.jsonl --json")) == (5, 0, 0)
    assert counts(book.does("import j.jsonl --json")) == (0, 5, 0)
    book.journal(*GRANT, {**tranche, "amount": "1000.01"}, more, more)
    (fault,) = book.refuses("import j.jsonl", code=1)["faults"]
    assert fault["message"].startswith("tranche-2025-1.2 (#")


class TestUndoneByHand:
    def test_an_expense_stays_undone(self, book: Terminal) -> None:
        week(book, ROW, OTHER)
        book.does("record reversal --of A --ground error --on 2025-03-12")
        before = book.book
        assert counts(week(book, ROW, OTHER)) == (0, 2, 0)
        assert book.book == before

    def test_and_what_its_row_brings_later_is_not_recorded(
        self, book: Terminal
    ) -> None:
        week(book, OTHER)
        book.does("record reversal --of B --ground error --on 2025-04-02")
        filled = {**OTHER, "activity": "x", "relevance": "y", "paid_on": "22/04/2025"}
        assert counts(week(book, filled)) == (0, 1, 0)

    def test_a_link_and_a_payment_stay_undone(self, book: Terminal) -> None:
        week(book, ROW)
        book.does("record unlink --link A.1 --on 2025-03-12")
        book.does("record reversal --of A.p1 --ground error --on 2025-03-28")
        assert counts(week(book, ROW)) == (0, 1, 0)
        assert shown(book, "A")["state"] == "unjustified"

    def test_also_when_the_row_is_corrected_later(self, book: Terminal) -> None:
        week(book, ROW)
        book.does("record unlink --link A.1 --on 2025-03-12")
        changed = {**ROW, "amount": "960,00"}
        week(book, changed, correct=True)
        assert shown(book, "A")["state"] == "unjustified"
        assert counts(week(book, changed)) == (0, 1, 0)
        assert shown(book, "A")["state"] == "unjustified"

    def test_a_corrected_row_stays_undone(self, book: Terminal) -> None:
        week(book, ROW)
        changed = {**ROW, "amount": "960,00"}
        week(book, changed, correct=True)
        book.does("record reversal --of A --ground error --on 2025-03-12")
        assert counts(week(book, changed)) == (0, 1, 0)

    def test_a_link_that_names_what_is_undone_has_not_changed(
        self, book: Terminal
    ) -> None:
        book.journal({**PLAIN, "ref": "C"}, {**LINK, "ref": "C1", "expense": "C"})
        book.does("import j.jsonl")
        book.does("record reversal --of C --ground error --on 2025-05-20")
        assert counts(book.does("import j.jsonl --json")) == (0, 2, 0)

    def test_and_comes_back_only_where_that_is_asked(self, book: Terminal) -> None:
        week(book, ROW)
        book.does("record reversal --of A --ground error --on 2025-03-12")
        changed = {**ROW, "amount": "960,00", "invoice": "R-18"}
        sheet(book, changed)
        refused = book("import u.csv --json")
        assert refused.code == 1
        assert "A, undone by hand," in refused.out
        assert counts(week(book, changed, correct=True)) == (1, 0, 0)
        line = shown(book, "A")
        assert (line["amount"], line["state"]) == (96_000, "justified")
        assert counts(week(book, changed)) == (0, 1, 0)

    def test_and_takes_with_it_the_rows_that_name_it(self, book: Terminal) -> None:
        paid = {"record": "payment", "expense": "C", "on": "2025-05-21"}
        book.journal({**PLAIN, "ref": "C"}, {**LINK, "expense": "C"}, paid)
        book.does("import j.jsonl")
        book.does("record reversal --of C --ground error --on 2025-05-20")
        changed = {**PLAIN, "ref": "C", "amount": "50.00"}
        book.journal(changed, {**LINK, "expense": "C"}, paid)
        assert counts(book.does("import j.jsonl --json")) == (3, 0, 0)
        assert shown(book, "C")["state"] == "justified"
        assert counts(book.does("import j.jsonl --json")) == (0, 3, 0)


class TestNamesThatMeet:
    def test_a_row_may_have_the_name_that_a_link_would_have(
        self, book: Terminal
    ) -> None:
        rows = ROW, {**OTHER, "ref": "A.1"}, {**OTHER, "ref": "A.p1", "invoice": "x"}
        assert counts(week(book, *rows)) == (3, 0, 0)
        assert counts(week(book, *rows)) == (0, 3, 0)
        assert shown(book, "A")["state"] == "justified"

    def test_a_row_whose_name_a_link_has_already_is_refused(
        self, book: Terminal
    ) -> None:
        week(book, ROW)
        sheet(book, ROW, {**OTHER, "ref": "A.1"})
        (fault,) = book.refuses("import u.csv", code=2)["faults"]
        assert fault["message"].startswith("the ref 'A.1' is taken by event #")
        assert fault["next"] == "choose another ref, or leave it out"

    def test_long_names_that_begin_alike_are_told_apart(self, book: Terminal) -> None:
        rows = [{**ROW, "ref": "A" * 31 + end, "invoice": end} for end in "123"]
        assert counts(week(book, *rows)) == (3, 0, 0)
        assert counts(week(book, *rows)) == (0, 3, 0)
        for row in rows:
            assert shown(book, row["ref"])["state"] == "justified"
