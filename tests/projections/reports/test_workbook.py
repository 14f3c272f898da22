from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ledger.days import timed
from projections.language import LOCALES, language
from projections.reports import Report
from projections.reports.table import Column, Moment, Table
from projections.reports.tables import tables
from projections.reports.workbook import workbook
from tests.projections.reports.gathered import HOSTILE, hostile, lively

Sheets = dict[str, list[list[Any]]]
CACHED = re.compile(r"(<f>[^<]*</f>)<v>[^<]*</v>")


def sheets_of(data: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def expected(table: Table, row: tuple[Any, ...], *, code: str) -> list[Any]:
    tell = language(code).tell
    written = [timed(value) if isinstance(value, Moment) else value for value in row]
    return [
        shown(tell(value) if isinstance(value, str) else value, column)
        for value, column in zip(written, table.columns, strict=True)
    ]


def shown(value: Any, column: Column) -> Any:  # noqa: ANN401  # any cell
    if value is None:
        return ""
    if column.kind == "moment":
        return dt.datetime.fromisoformat(value).replace(microsecond=0, tzinfo=None)
    return Decimal(value).scaleb(-2) if column.kind == "cents" else value


def exact(cell: Any) -> Any:  # noqa: ANN401  # any cell
    return Decimal(str(cell)) if isinstance(cell, int | float) else cell


@pytest.mark.parametrize("code", LOCALES)
def test_every_value_of_every_table_is_a_typed_cell(code: str) -> None:
    report = lively()
    sheets = list(sheets_of(workbook(report, language(code))).values())
    for table, (headings, *rows) in zip(tables(report), sheets, strict=True):
        width = len(table.columns)
        told = [language(code).tell(column.heading) for column in table.columns]
        assert headings[:width] == told
        for row, cells in zip(table.rows, rows, strict=True):
            right = expected(table, row, code=code)
            assert [exact(cell) for cell in cells[:width]] == right


def test_the_same_report_gives_the_same_bytes() -> None:
    one, other = (workbook(lively(), language("nl")) for _ in range(2))
    assert one == other


def test_no_byte_hangs_on_how_a_machine_compresses() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(lively(), language("nl")))) as book:
        entries = book.infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_headings_stay_in_sight() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(lively(), language("nl")))) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(tables(lively()))
        for name in sheets:
            assert b'state="frozen"' in book.read(name)


def test_the_book_is_dated_by_its_last_event_and_not_by_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(lively(), language("nl")))) as book:
        core = book.read("docProps/core.xml").decode()
    last = dt.datetime.fromisoformat(lively().stand.last_at)
    assert f"{last:%Y-%m-%dT%H:%M:%SZ}" in core


def test_the_point_in_time_stands_in_the_footer_of_every_sheet() -> None:
    stand = lively().stand
    with zipfile.ZipFile(io.BytesIO(workbook(lively(), language("en")))) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                footer = book.read(name).decode().partition("<oddFooter>")[2]
                assert f"seen as of {stand.day}: {stand.events} events" in footer
                assert f"root {stand.root}, rule set pd-grant-1" in footer


def test_no_digit_of_a_footer_is_read_as_its_size() -> None:
    report = lively()
    with zipfile.ZipFile(io.BytesIO(workbook(report, language("en")))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert f'&amp;8&amp;"-,Regular"{report.stand.school}, ' in sheet


def test_hostile_texts_are_texts() -> None:
    data = workbook(hostile(), language("en"))
    rows = sheets_of(data)["Expenses"][1:]
    assert [row[4] for row in rows[:3]] == list(HOSTILE[:3])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        formulas = [f for n in sheets for f in re.findall(rb"<f>([^<]*)", book.read(n))]
    assert formulas
    assert all(formula.startswith(b"ROUND(") for formula in formulas)


def without_answers(data: bytes) -> bytes:
    """Give a workbook whose formulas were never computed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = CACHED.sub(r"\1", text.decode()).encode()
            new.writestr(name, text)
    return made.getvalue()


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """The workbook as LibreOffice computes it, which has no answers to begin with."""
    folder: Path = tmp_path_factory.mktemp("office")
    (folder / "in.xlsx").write_bytes(
        without_answers(workbook(lively(), language("nl")))
    )
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(folder / "out"), str(folder / "in.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return sheets_of((folder / "out" / "in.xlsx").read_bytes())


@pytest.mark.needs("soffice")
class TestInLibreOffice:
    def test_the_formulas_come_to_the_figures_of_the_ledger(
        self, computed: Sheets
    ) -> None:
        report = lively()
        rows = next(rows for rows in computed.values() if len(rows[0]) == 9)[1:]
        right = [cents for year in report.years for cents in figures(report, year.year)]
        assert [Decimal(str(row[3])) for row in rows] == right
        assert [Decimal(str(row[7])) for row in rows] == right
        assert {row[8] for row in rows} == {0}

    def test_nothing_is_lost(self, computed: Sheets) -> None:
        before = sheets_of(workbook(lively(), language("nl")))
        assert computed.keys() == before.keys()
        for name, rows in before.items():
            assert [list(map(exact, row)) for row in computed[name]] == [
                list(map(exact, row)) for row in rows
            ]


def figures(report: Report, year: int) -> list[Decimal]:
    (found,) = (each for each in report.years if each.year == year)
    return [Decimal(each.cents).scaleb(-2) for each in found.explanations]
