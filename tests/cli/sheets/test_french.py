"""A spreadsheet with French headings and words reads as one with Dutch ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.sheets import FIELDS, VALUES, french
from cli.sheets.headings import FIELD_BY_FOLDED, PROPOSED, REQUIRED, fold
from cli.sheets.values import journal_value
from projections.language import LOCALES, language
from tests.cli.sheets.making import CELLS, cells_of, faults_of, read_rows

HEAD = ["N°", "Date", "Catégorie", "Bénéficiaire", "Montant"]
ROW = ["A", "12/03/2025", "Journée pédagogique", "Équipe", "950,00"]


def test_headings_and_words_are_read_and_a_total_is_left_out(tmp_path: Path) -> None:
    total = ["", "Total général", "", "", "950,00"]
    sheet = read_rows(tmp_path, [[*HEAD, "Remarque"], [*ROW, "x"], [*total, ""]])
    assert cells_of(sheet) == [CELLS]
    assert sheet.skipped == [
        "u.csv:3: the row 'Total général' is a sum, not read",
        "u.csv:1 (Remarque): this column is not read",
    ]


def test_every_column_has_a_heading() -> None:
    assert tuple(french.HEADINGS) == FIELDS
    for field, headings in french.HEADINGS.items():
        assert {FIELD_BY_FOLDED[fold(heading)] for heading in headings} == {field}


def test_every_column_is_read_under_its_first_heading(tmp_path: Path) -> None:
    rows = [[names[0] for names in french.HEADINGS.values()], list(FIELDS)]
    (cells,) = cells_of(read_rows(tmp_path, rows))
    assert cells == {field: journal_value(field, field) for field in FIELDS}


def test_every_code_of_a_closed_list_has_a_word() -> None:
    assert {field: set(codes) for field, codes in french.VALUES.items()} == {
        field: set(codes) for field, codes in VALUES.items()
    }
    for field, codes in french.VALUES.items():
        for code, words in codes.items():
            assert {journal_value(field, word) for word in words} == {code}


@pytest.mark.parametrize("error", ["#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#REF !"])
def test_an_error_of_a_french_spreadsheet_program_is_no_value(
    tmp_path: Path, error: str
) -> None:
    rows = [HEAD, [*ROW[:-1], error]]
    assert faults_of(lambda: read_rows(tmp_path, rows)) == [
        ("u.csv:2 (Montant)", "an error instead of a value"),
    ]


@pytest.mark.parametrize("code", LOCALES)
def test_the_headings_that_are_proposed_are_read_in_each_language(code: str) -> None:
    assert tuple(PROPOSED) == REQUIRED
    told = {field: language(code).tell(name) for field, name in PROPOSED.items()}
    assert {field: FIELD_BY_FOLDED[fold(name)] for field, name in told.items()} == {
        field: field for field in REQUIRED
    }
