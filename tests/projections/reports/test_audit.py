from __future__ import annotations

import csv
import datetime as dt
import io
import xml.etree.ElementTree as ET
from codecs import BOM_UTF8
from typing import Any

import pytest

from projections.language import LOCALES, language
from projections.reports.audit import audit_files
from projections.reports.table import Table
from projections.reports.tables import tables
from tests.projections.reports.gathered import HOSTILE, hostile, lively

FORMATS = {"YYYY-MM-DD": "%Y-%m-%d", "DD/MM/YYYY": "%d/%m/%Y"}


def import_as_audit_programs_do(files: dict[str, bytes]) -> dict[str, list[list[Any]]]:
    """Read every table with nothing but what `index.xml` says of it."""
    found = {}
    for table in ET.fromstring(files["index.xml"]).iter("Table"):  # noqa: S314  # our own
        lines = table.find("VariableLength")
        assert lines is not None
        assert table.find("UTF8") is not None
        data = files[said(table, "URL")]
        assert data.startswith(BOM_UTF8)
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        rows = list(csv.reader(text, delimiter=said(lines, "ColumnDelimiter")))
        columns = [each for each in lines if each.tag.startswith("Variable")]
        first = int(said(table, "Range/From")) - 1
        assert rows[0] == [said(column, "Name") for column in columns]
        decimal = said(table, "DecimalSymbol")
        found[said(table, "Name")] = [
            [
                read(cell, column, decimal=decimal)
                for cell, column in zip(row, columns, strict=True)
            ]
            for row in rows[first:]
        ]
    return found


def said(parent: ET.Element, path: str) -> str:
    text = parent.findtext(path)
    assert text is not None
    return text


def read(cell: str, column: ET.Element, *, decimal: str) -> Any:  # noqa: ANN401  # any cell
    if not cell:
        return None
    if column.find("Numeric") is not None:
        accuracy = int(said(column, "Numeric/Accuracy"))
        whole, _, part = cell.partition(decimal)
        assert len(part) == accuracy
        return int(whole + part)
    if column.find("Date") is not None:
        form = FORMATS[said(column, "Date/Format")]
        return dt.datetime.strptime(cell, form).replace(tzinfo=dt.UTC).date()
    return cell


def rows_of(table: Table, code: str) -> list[list[Any]]:
    tell = language(code).tell
    return [[tell(v) if isinstance(v, str) else v for v in row] for row in table.rows]


@pytest.mark.parametrize("code", LOCALES)
def test_an_audit_program_reads_every_value_of_every_table(code: str) -> None:
    report = lively()
    files = dict(audit_files(report, language(code), stem="2025"))
    assert import_as_audit_programs_do(files) == {
        table.name: rows_of(table, code) for table in tables(report)
    }


def test_each_file_is_named_by_its_table() -> None:
    report = lively()
    names = [table.name for table in tables(report) if table.name != "figures"]
    expected = {"2025.csv", "index.xml", *(f"2025-{name}.csv" for name in names)}
    assert audit_files(report, language("nl"), stem="2025").keys() == expected


def test_a_language_with_a_decimal_comma_has_semicolons() -> None:
    lines = audit_files(lively(), language("nl"), stem="x")["x.csv"].splitlines()
    assert lines[0] == BOM_UTF8 + b"year;figure;label;amount;projected;meaning;rules"
    assert lines[1].startswith(b"2024;allocated;")


@pytest.mark.parametrize("table", tables(lively()), ids=lambda table: table.name)
class TestKeys:
    def test_they_come_first_as_the_form_puts_them(self, table: Table) -> None:
        keys = [column.key for column in table.columns]
        assert keys == sorted(keys, reverse=True)
        assert any(keys)

    def test_they_tell_rows_apart(self, table: Table) -> None:
        count = sum(column.key for column in table.columns)
        keys = [row[:count] for row in table.rows]
        assert len(set(keys)) == len(keys)
        assert not [key for key in keys if None in key]

    def test_what_refers_to_another_table_is_there(self, table: Table) -> None:
        others = {other.name: other for other in tables(lively())}
        for reference in table.references:
            other = others[reference.table]
            count = sum(column.key for column in other.columns)
            known = {row[:count] for row in other.rows}
            places = [table.place(name) for name in reference.columns]
            assert {tuple(row[p] for p in places) for row in table.rows} <= known


def test_no_text_of_a_school_is_taken_for_a_formula() -> None:
    for data in audit_files(hostile(), language("en"), stem="x").values():
        text = data.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


def test_hostile_texts_stay_within_their_cells() -> None:
    files = dict(audit_files(hostile(), language("fr"), stem="x"))
    rows = import_as_audit_programs_do(files)["expenses"]
    assert len(rows) == len(HOSTILE)
    assert [row[4].removeprefix("'") for row in rows[:3]] == list(HOSTILE[:3])
    assert "\\u202e" in rows[3][4]
