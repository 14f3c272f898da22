from __future__ import annotations

from pathlib import Path

import pytest

from cli.sheets import FIELDS, HEADINGS, VALUES
from cli.sheets.headings import FIELD_BY_FOLDED, IGNORABLE, fold
from cli.sheets.values import journal_value
from tests.cli.sheets.making import CELLS, ROW, cells_of, faults_of, read_rows
from tests.cli.sheets.making import HEADINGS as HEAD


@pytest.mark.parametrize("field", FIELDS)
def test_every_heading_means_one_field(field: str) -> None:
    assert {FIELD_BY_FOLDED[fold(name)] for name in HEADINGS[field]} == {field}


def test_no_heading_is_both_read_and_ignorable() -> None:
    assert not {fold(name) for name in IGNORABLE} & set(FIELD_BY_FOLDED)


@pytest.mark.parametrize(
    "heading", ["KBO-nummer", "kbo  nummer", "KBO nummer:", "KBÓ–NUMMER", "kbonummer"]
)
def test_case_accents_spaces_and_punctuation_do_not_count(heading: str) -> None:
    assert FIELD_BY_FOLDED[fold(heading)] == "supplier_number"


@pytest.mark.parametrize("field", VALUES)
def test_every_code_of_a_closed_list_stands_for_itself(field: str) -> None:
    for code, words in VALUES[field].items():
        assert {journal_value(field, word) for word in (code, *words)} == {code}


def test_a_word_that_is_not_known_passes_through() -> None:
    assert journal_value("category", "Studiedagg") == "Studiedagg"
    assert journal_value("description", "Team") == "Team"


def test_english_headings_in_another_order(tmp_path: Path) -> None:
    rows = [
        ["Amount", "Beneficiary", "Category", "Date", "Ref"],
        ["950,00", "team", "study-day-expert", "12/03/2025", "A"],
    ]
    assert cells_of(read_rows(tmp_path, rows)) == [CELLS]


def test_a_total_is_left_out_and_said(tmp_path: Path) -> None:
    total = ["", "TOTAAL", "", "", "950,00"]
    sheet = read_rows(tmp_path, [HEAD, ROW, ["Totaal:", "", "", "", "1"], total])
    assert cells_of(sheet) == [CELLS]
    assert sheet.skipped == [
        "u.csv:3: the row 'Totaal:' is a sum, not read",
        "u.csv:4: the row 'TOTAAL' is a sum, not read",
    ]


def test_an_expense_of_a_firm_called_total_is_no_total(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [[*HEAD, "Firma"], [*ROW, "Total"]])
    assert cells_of(sheet) == [{**CELLS, "supplier": "Total"}]


def test_columns_that_are_not_read_are_said(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [[*HEAD, "Saldo", "Paraaf", ""], [*ROW, "12", "", ""]])
    assert cells_of(sheet) == [CELLS]
    assert sheet.skipped == [
        "u.csv:1 (Saldo): this column is not read",
        "u.csv:1 (Paraaf): this column is not read",
    ]


def test_a_row_with_nothing_but_a_running_balance_is_blank(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [[*HEAD, "Saldo"], [*ROW, "12"], [*[""] * 5, "12"]])
    assert cells_of(sheet) == [CELLS]


def test_all_faults_of_the_headings_are_named_at_once(tmp_path: Path) -> None:
    rows = [
        ["Datum", "Bedrag", "Bedrag incl. btw", "Categorei", "Voor wie", ""],
        ["12/03/2025", "950", "", "Studiedag", "Team", "wat is dit"],
    ]
    assert faults_of(lambda: read_rows(tmp_path, rows)) == [
        ("u.csv:1 (Bedrag incl. btw)", "two columns mean amount"),
        ("u.csv:1", "there is no column for category"),
        ("u.csv:1 (Categorei)", "the column 'Categorei' is not known"),
        ("u.csv:1 (column F)", "a column has no heading"),
    ]


def test_no_headings_at_all(tmp_path: Path) -> None:
    assert faults_of(lambda: read_rows(tmp_path, [["", ""], ["1", "2"]])) == [
        ("u.csv:2", "no line with headings"),
    ]


def test_all_faults_of_the_cells_are_named_at_once(tmp_path: Path) -> None:
    rows = [
        HEAD,
        [*ROW, "te veel"],
        ["A\x1b[2J", "12/03/2025", "#WAARDE!", "", "=B2*C2"],
        ["1,23457E+11", "########", "\u202eTeam", "x", "1"],
        [*ROW, "", ""],
    ]
    assert faults_of(lambda: read_rows(tmp_path, rows)) == [
        ("u.csv:2", "the row has more cells than there are headings"),
        ("u.csv:3 (Nr)", "a control character"),
        ("u.csv:3 (Categorie)", "an error instead of a value"),
        ("u.csv:3 (Bedrag)", "a formula that was not computed"),
        ("u.csv:4 (Nr)", "a number that lost its last digits"),
        ("u.csv:4 (Datum)", "an error instead of a value"),
        ("u.csv:4 (Categorie)", "a control character"),
    ]
