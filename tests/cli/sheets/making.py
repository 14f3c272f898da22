"""Tables for the tests, written as spreadsheet programs write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from cli.sheets import ColumnMap, Sheet, read_sheet
from ledger.errors import FaultyLinesError

HEADINGS = ["Nr", "Datum", "Categorie", "Voor wie", "Bedrag"]
ROW = ["A", "12/03/2025", "Studiedag", "Team", "950,00"]
CELLS = {
    "ref": "A",
    "on": "12/03/2025",
    "category": "study-day-expert",
    "beneficiary": "team",
    "amount": "950,00",
}


def text_of(
    rows: list[list[str]], *, delimiter: str = ";", line_end: str = "\r\n"
) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return written.getvalue()


def read_bytes(
    folder: Path, data: bytes, *, name: str = "u.csv", columns: ColumnMap | None = None
) -> Sheet:
    path = folder / name
    path.write_bytes(data)
    return read_sheet(path, columns)


def read_rows(
    folder: Path, rows: list[list[str]], *, columns: ColumnMap | None = None
) -> Sheet:
    return read_bytes(folder, text_of(rows).encode(), columns=columns)


def cells_of(sheet: Sheet) -> list[dict[str, str]]:
    return [row.cells for row in sheet.rows]


Fault = tuple[str | None, str]


def faults_of(read: Callable[[], Sheet]) -> list[Fault]:
    """Where and what, of every fault."""
    with pytest.raises(FaultyLinesError) as raised:
        read()
    return [(fault.place, fault.message) for fault in raised.value.faults]


def workbook(
    sheets: dict[str, list[list[Any]]], *, formats: dict[type, str] | None = None
) -> bytes:
    """A workbook with these cells; dates get a date format."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"strings_to_formulas": False})
    styles = {
        kind: book.add_format({"num_format": style})
        for kind, style in (formats or {}).items()
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value, styles.get(type(value)))
    book.close()
    return written.getvalue()
