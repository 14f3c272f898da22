from __future__ import annotations

import datetime as dt
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from cli.sheets import ColumnMap, Row, Sheet, read_sheet
from cli.sheets.workbook import number_text
from ledger.errors import LedgerError, SurroundingsError, UsageError
from tests.cli.sheets.making import (
    CELLS,
    HEADINGS,
    ROW,
    cells_of,
    faults_of,
    read_bytes,
    workbook,
)

FORMATS: dict[type, str] = {dt.date: "dd/mm/yyyy", dt.datetime: "dd/mm/yyyy hh:mm"}
TABLE = [HEADINGS, ROW]
SHEET_1 = "xl/worksheets/sheet1.xml"


def read(folder: Path, data: bytes, *, columns: ColumnMap | None = None) -> Sheet:
    return read_bytes(folder, data, name="u.xlsx", columns=columns)


def rezipped(data: bytes, member: str, *, old: str, new: str) -> bytes:
    """The workbook with one member changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(written, "w") as now:
        for name in before.namelist():
            text = before.read(name).decode()
            now.writestr(name, re.sub(old, new, text) if name == member else text)
    return written.getvalue()


def test_cells_become_text(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Opgelegd", "Aantal personen", "Factuurnr", "Factuurdatum"]
    row = [
        *("A", dt.date(2025, 3, 12), "Studiedag", "Team", 1280.5),
        *(True, 24, 2025017, dt.datetime(2025, 3, 1, 10, 30)),  # noqa: DTZ001  # as a sheet has it
    ]
    data = workbook({"Uitgaven": [headings, row], "Leeg": []}, formats=FORMATS)
    cells = {
        **CELLS,
        "on": "2025-03-12",
        "amount": "1280.5",
        "imposed": "true",
        "people": "24",
        "invoice": "2025017",
        "invoiced": "2025-03-01 10:30:00",
    }
    assert cells_of(read(tmp_path, data)) == [cells]


def test_a_row_says_where_it_and_each_of_its_cells_is(tmp_path: Path) -> None:
    data = workbook({"Uitgaven": [["Uitgaven 2025"], [], *TABLE]})
    places = {
        field: f"u.xlsx!Uitgaven!{letter}4 ({heading})"
        for field, letter, heading in zip(CELLS, "ABCDE", HEADINGS, strict=True)
    }
    row = Row(4, "u.xlsx!Uitgaven!4", CELLS, places)
    assert read(tmp_path, data) == Sheet([row], [])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12.0, "12"),
        (-0.0, "0"),
        (1280.5, "1280.5"),
        (0.1 + 0.2, "0.3"),
        (95.99999999999999, "96"),
        (1.005, "1.005"),
        (12.345678, "12.345678"),
        (0.00000001, "0.00000001"),
        (123456789012345.0, "123456789012345"),
        (1e15, "1.00000E+15"),
        (float("nan"), "NAN"),
        (float("inf"), "INF"),
    ],
)
def test_numbers_lose_the_noise_and_nothing_else(number: float, text: str) -> None:
    assert number_text(number) == text


def test_an_error_and_a_formula_without_value_are_faults(tmp_path: Path) -> None:
    written = BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("Uitgaven")
    sheet.write_row(0, 0, [*HEADINGS, "Saldo", "Omschrijving"])
    sheet.write_row(1, 0, ROW)
    sheet.write_row(2, 0, ROW)
    sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 6, '=""', None, "leeg")
    sheet.write_formula(2, 4, "=B1&C1", None, 7)
    sheet.write_number(2, 0, 1234567890123456)
    book.close()
    data = rezipped(written.getvalue(), SHEET_1, old="<v>7</v>|leeg", new="")
    assert faults_of(lambda: read(tmp_path, data)) == [
        ("u.xlsx!Uitgaven!E2 (Bedrag)", "an error instead of a value"),
        ("u.xlsx!Uitgaven!A3 (Nr)", "a number that lost its last digits"),
        ("u.xlsx!Uitgaven!E3 (Bedrag)", "a formula that was not computed"),
    ]


def test_a_value_for_several_rows_is_a_fault(tmp_path: Path) -> None:
    written = BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("Uitgaven")
    sheet.merge_range("A1:E1", "Uitgaven 2025")
    sheet.write_row(1, 0, HEADINGS)
    sheet.write_row(2, 0, ROW)
    sheet.write_row(3, 0, ROW)
    sheet.merge_range("C3:C4", "Studiedag")
    book.close()
    assert faults_of(lambda: read(tmp_path, written.getvalue())) == [
        ("u.xlsx!Uitgaven!C3 (Categorie)", "cells of the rows 3 to 4 are merged"),
    ]


def test_the_sheet_is_the_one_with_headings_or_the_one_of_the_map(
    tmp_path: Path,
) -> None:
    notes = [["zomaar", "iets"]]
    one = workbook({"Nota's": notes, "Uitgaven": TABLE})
    two = workbook({"2024": [HEADINGS], "2025": TABLE})
    assert cells_of(read(tmp_path, one)) == [CELLS]
    assert cells_of(read(tmp_path, two, columns=ColumnMap(sheet="2025"))) == [CELLS]
    with pytest.raises(UsageError) as which:
        read(tmp_path, two)
    assert which.value.found == "the sheets '2024', '2025'"
    with pytest.raises(UsageError) as named:
        read(tmp_path, two, columns=ColumnMap(sheet="2023"))
    assert named.value.expected == "one of '2024', '2025'"
    with pytest.raises(UsageError, match="no sheets with the headings"):
        read(tmp_path, workbook({"a": notes, "b": notes}))


def test_the_faults_of_the_only_sheet_that_comes_near_are_named(tmp_path: Path) -> None:
    data = workbook({"a": [["x"]], "b": [["Datum", "Bedrag", "Voor wie"], ["1"]]})
    assert faults_of(lambda: read(tmp_path, data)) == [
        ("u.xlsx!b!1", "there is no column for category"),
    ]


NO_WORKBOOKS = {
    "a letter": b"x",
    "an empty ZIP member": b"PK\x03\x04" + b"\0" * 40,
    "a compound file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a truncated one": workbook({"a": TABLE})[:3000],
    "sheets without parts": rezipped(
        workbook({"a": TABLE}), "xl/workbook.xml", old='r:id="[^"]*"', new=""
    ),
    "broken XML": rezipped(workbook({"a": TABLE}), SHEET_1, old="</c>", new=""),
    "a cell nowhere": rezipped(workbook({"a": TABLE}), SHEET_1, old='r="A1"', new=""),
}


@pytest.mark.parametrize("data", list(NO_WORKBOOKS.values()), ids=list(NO_WORKBOOKS))
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SurroundingsError) as raised:
        read(tmp_path, data)
    assert raised.value.place == "u.xlsx"


def test_an_empty_file_and_a_cell_at_the_end_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is empty"):
        read(tmp_path, b"")
    far = rezipped(workbook({"a": TABLE}), SHEET_1, old='r="E2"', new='r="XFD1048576"')
    with pytest.raises(UsageError, match="too large"):
        read(tmp_path, far)


def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UsageError) as raised:
        read(tmp_path, workbook({"Uitgaven": TABLE}))
    assert raised.value.next_step == "pip install 'verantwoord[import]'"


@pytest.mark.parametrize("name", ["u.xls", "u.ods", "u.pdf", "u"])
def test_other_endings_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError) as raised:
        read_bytes(tmp_path, b"x", name=name)
    assert raised.value.next_step == "save it as .xlsx, or as .csv"


def test_a_file_that_is_not_there_is_a_matter_of_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="cannot be read"):
        read_sheet(tmp_path / "u.csv", None)
    with pytest.raises(SurroundingsError, match="cannot be read"):
        read_sheet(tmp_path / "nowhere" / "u.xlsx", None)


@pytest.mark.parametrize("said", ["799999999999", "9" * 19, "0100000", "&#55;9999"])
def test_a_list_of_more_texts_than_bytes_is_refused(tmp_path: Path, said: str) -> None:
    data = workbook({"a": TABLE})
    old, new = 'uniqueCount="', f'uniqueCount="{said}" was="'
    lying = rezipped(data, "xl/sharedStrings.xml", old=old, new=new)
    with pytest.raises(SurroundingsError, match="its list of texts") as refused:
        read(tmp_path, lying)
    assert refused.value.found == said


def test_a_long_name_is_looked_through_once(tmp_path: Path) -> None:
    long = f"<c {'A' * 1_000_000}"
    lying = rezipped(workbook({"a": TABLE}), SHEET_1, old="<c ", new=long)
    with pytest.raises(LedgerError):
        read(tmp_path, lying)
