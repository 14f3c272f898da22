"""Workbooks of a spreadsheet program (.xlsx), as tables of text.

Dates become `2025-03-31`, numbers plain decimal text, booleans `true` and `false`.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cli.nearest import one_of
from cli.sheets.headings import fold
from cli.sheets.scan import damaged, scan
from cli.sheets.table import Line, Merge, Table
from cli.sheets.vocabulary import complete, heading_line
from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from cli.sheets.columns import ColumnMap
    from cli.sheets.vocabulary import Vocabulary

_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOISE: Final = Decimal("1e-9")
_CENT: Final = Decimal("0.01")
_EXACT_MAX: Final = 10**15  # from here on a spreadsheet has lost the last digits


def read_workbook_table(
    data: bytes, *, file: str, columns: ColumnMap | None, words: Vocabulary
) -> Table:
    """The sheet that the map names, else the only one with headings."""
    if not data:
        raise UsageError(
            message("{file} is empty", file=file),
            place=file,
            expected=message("a workbook (.xlsx)"),
        )
    if data.startswith(_COMPOUND_FILE):
        raise SurroundingsError(
            message("{file} has a password, or is an older .xls file", file=file),
            place=file,
            expected=message("a workbook (.xlsx) without password"),
            next_step=message("open it, take the password off, and save it as .xlsx"),
        )
    odd_cells = scan(data, file=file)
    tables = _tables(_open(data, file=file), odd_cells, file=file)
    if columns and columns.sheet is not None:
        return _named(tables, columns)
    return _only_one(tables, words, file=file)


def _open(data: bytes, *, file: str) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError as error:
        raise UsageError(
            message("workbooks cannot be read: python-calamine is not installed"),
            place=file,
            next_step="pip install 'verantwoord[import]'",
        ) from error
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.CalamineError as error:
        raise damaged(file, error) from error


def _tables(
    workbook: CalamineWorkbook,
    odd_cells: list[dict[tuple[int, int], str]],
    *,
    file: str,
) -> list[Table]:
    names = workbook.sheet_names
    if len(names) != len(odd_cells):
        said = message("{file} is damaged: its list of sheets", file=file)
        raise SurroundingsError(said, place=file)
    tables = []
    for name, odd in zip(names, odd_cells, strict=True):
        sheet = _sheet(workbook, name, file=file)
        if sheet is not None:
            tables.append(_table(sheet, odd, file=file))
    return tables


def _sheet(workbook: CalamineWorkbook, name: str, *, file: str) -> CalamineSheet | None:
    from python_calamine import CalamineError, WorksheetNotFound

    try:
        return workbook.get_sheet_by_name(name)
    except WorksheetNotFound:
        return None  # a sheet that is only a chart
    except CalamineError as error:
        raise damaged(file, error) from error


def _table(
    sheet: CalamineSheet, odd: dict[tuple[int, int], str], *, file: str
) -> Table:
    cells = [
        [_cell_text(value) for value in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    for (row, column), text in odd.items():
        _put(cells, text, row=row, column=column)
    lines = [Line(index + 1, row) for index, row in enumerate(cells)]
    return Table(file=file, sheet=sheet.name, lines=lines, merges=_merges(sheet))


def _put(cells: list[list[str]], text: str, *, row: int, column: int) -> None:
    """Odd cells may lie outside of what the reader saw."""
    cells.extend([] for _ in range(row + 1 - len(cells)))
    cells[row].extend("" for _ in range(column + 1 - len(cells[row])))
    cells[row][column] = text


def _merges(sheet: CalamineSheet) -> list[Merge]:
    return [
        Merge(first[0] + 1, last[0] + 1, first[1])
        for first, last in sheet.merged_cell_ranges or []
        if first[0] != last[0]
    ]


def _cell_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return number_text(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """Plain decimal text: `12`, `1234.5`; noise of binary arithmetic is rounded off."""
    if math.isnan(value) or abs(value) >= _EXACT_MAX:
        return f"{value:.5E}"
    exact = Decimal(str(value))
    rounded = exact.quantize(_CENT)
    kept = rounded if abs(exact - rounded) < _NOISE else exact
    text = f"{kept:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _named(tables: list[Table], columns: ColumnMap) -> Table:
    wanted = fold(columns.sheet or "")
    for table in tables:
        if table.sheet is not None and fold(table.sheet) == wanted:
            return table
    raise UsageError(
        message("there is no sheet {name!r}", name=columns.sheet),
        place=f"{columns.place} (sheet)",
        expected=one_of(_names(tables)),
        found=repr(columns.sheet),
    )


def _only_one(tables: list[Table], words: Vocabulary, *, file: str) -> Table:
    """The sheet with all headings; else one to find fault with."""
    found = [(table, heading_line(table.lines, words)) for table in tables]
    whole = [table for table, line in found if complete(line, words)]
    partly = [table for table, line in found if line is not None]
    for candidates in (whole, partly, tables):
        if len(candidates) == 1:
            return candidates[0]
    raise UsageError(
        _many_or_none(len(whole), file=file),
        place=file,
        expected=message(
            "one sheet with them, or a column map that says which: sheet = …"
        ),
        found=message("the sheets {names}", names=_names(tables)),
    )


def _many_or_none(count: int, *, file: str) -> str:
    if not count:
        return message("{file} has no sheets with the headings of expenses", file=file)
    return message(
        "{file} has {count} sheets with the headings of expenses",
        file=file,
        count=count,
    )


def _names(tables: list[Table]) -> list[str]:
    return [repr(table.sheet) for table in tables] or [message("none")]
