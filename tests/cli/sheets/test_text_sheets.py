from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from cli.sheets import ColumnMap, Row
from ledger.errors import UsageError
from tests.cli.sheets.making import (
    CELLS,
    HEADINGS,
    ROW,
    cells_of,
    faults_of,
    read_bytes,
    read_rows,
    text_of,
)

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
TABLE = [
    ["Gemeenteschool «De Zonnewijzer»", "", "", "", "", ""],
    ["", "", "", "", "", ""],
    [*HEADINGS, "Omschrijving"],
    [*ROW, "Spreker; ½ dag, café „Au Père”"],
    ["", "", "", "", "", ""],
    ["B", "02/04/2025", "externe opleiding", "directeur", "1.280,50", 'Zaal "5"\nén 6'],
]


@pytest.mark.parametrize(
    ("delimiter", "encoding", "line_end"),
    list(itertools.product(";,\t", ENCODINGS, ["\r\n", "\n", "\r"])),
)
def test_every_way_of_saving_reads_the_same(
    tmp_path: Path, delimiter: str, encoding: str, line_end: str
) -> None:
    text = text_of(TABLE, delimiter=delimiter, line_end=line_end)
    sheet = read_bytes(tmp_path, text.encode(encoding))
    second = {
        "ref": "B",
        "on": "02/04/2025",
        "category": "external-training",
        "beneficiary": "head",
        "amount": "1.280,50",
        "description": 'Zaal "5"\nén 6',
    }
    description = "Spreker; ½ dag, café „Au Père”"
    assert cells_of(sheet) == [{**CELLS, "description": description}, second]
    assert [row.line for row in sheet.rows] == [4, 6]
    assert sheet.skipped == []


def test_a_row_says_where_it_and_each_of_its_cells_is(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [HEADINGS, ROW])
    places = {
        "ref": "u.csv:2 (Nr)",
        "on": "u.csv:2 (Datum)",
        "category": "u.csv:2 (Categorie)",
        "beneficiary": "u.csv:2 (Voor wie)",
        "amount": "u.csv:2 (Bedrag)",
    }
    assert sheet.rows == [Row(2, "u.csv:2", CELLS, places)]


def test_line_breaks_in_cells_do_not_shift_the_lines_after_them(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "Omschrijving"], [*ROW, "een\ntwee\ndrie"], [*ROW, "x"]]
    assert [row.line for row in read_rows(tmp_path, rows).rows] == [2, 5]


@pytest.mark.parametrize("first", ["sep=,", '"sep=,"', "SEP=,"])
def test_a_first_line_may_say_the_delimiter(tmp_path: Path, first: str) -> None:
    text = first + "\r\n" + text_of([HEADINGS, ROW], delimiter=",")
    sheet = read_bytes(tmp_path, text.encode())
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, CELLS)]


def test_a_text_formula_keeps_its_leading_zero(tmp_path: Path) -> None:
    data = b'Datum;Bedrag;Categorie;Begunstigde;KBO-nummer\n1;2;3;4;="0999999902"\n'
    assert read_bytes(tmp_path, data).rows[0].cells["supplier_number"] == "0999999902"


def test_the_map_may_say_delimiter_and_encoding(tmp_path: Path) -> None:
    columns = ColumnMap(delimiter="\t", encoding="cp850")
    rows = [[*HEADINGS, "Omschrijving"], [*ROW, "één; twee, drie"]]
    data = text_of(rows, delimiter="\t").encode("cp850")
    sheet = read_bytes(tmp_path, data, columns=columns)
    assert sheet.rows[0].cells["description"] == "één; twee, drie"


@pytest.mark.parametrize(
    ("data", "place", "sentence"),
    [
        (b"", "u.csv", "u.csv is empty"),
        (b"\xef\xbb\xbf \r\n", "u.csv", "u.csv is empty"),
        (b"Datum\n\0", "u.csv:2", "a NUL character: this is no text file"),
        ("Datum".encode("utf-16-le"), "u.csv:1", "a NUL character: this is no"),
        (b"\xef\xbb\xbfa\nb\xff", "u.csv:2", "byte 0xff is no text in utf-8"),
        (b"\xe9\r\n\x81", "u.csv:2", "byte 0x81 is no text in"),
        (b"\xff\xfea\0\n\0\0\xd8b\0", "u.csv:2", "byte 0x00 is no text in utf-16"),
        (b"PK\x03\x04....", "u.csv", "u.csv is a workbook and no text"),
        (b"sep=|\na|b", "u.csv:1", "the first line asks for '|' between"),
    ],
)
def test_what_is_no_table_of_text_is_refused(
    tmp_path: Path, data: bytes, place: str, sentence: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read_bytes(tmp_path, data)
    assert raised.value.place == place
    assert raised.value.message.startswith(sentence)


def test_a_quote_without_end_is_one_fault_among_the_others(tmp_path: Path) -> None:
    data = b'Datum;Bedrag;Categorie;Begunstigde\r\n1;#REF!;3;4\r\n1;2;3;"4\r\n5;6\r\n'
    assert faults_of(lambda: read_bytes(tmp_path, data)) == [
        ("u.csv:3", "the row cannot be read, nor those after it"),
        ("u.csv:2 (Bedrag)", "an error instead of a value"),
    ]
