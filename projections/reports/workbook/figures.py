"""The formulas of the sheet of figures, with the cells that they mean filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from projections.reports.gathering import Report, YearReport
from projections.reports.table import Table
from projections.reports.workbook.formulas import formula_of

_NAME = re.compile(r"\{([a-z0-9_.]+)\}")


def figure_formulas(
    report: Report, table: Table, *, columns: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, int]]:
    """Yield the formula and the cents of each row of the table of figures.

    `columns` has the cells of every column of every sheet, by their names.
    """
    first = 1
    for year in report.years:
        rows = {each.figure: first + n for n, each in enumerate(year.explanations)}
        for each in year.explanations:
            cells = _cells(table, rows, row=rows[each.figure])
            yield _formula(year, each.figure, cells=cells, columns=columns), each.cents
        first += len(rows)


def _cells(table: Table, rows: Mapping[str, int], *, row: int) -> dict[str, str]:
    """Give the cells that the names in a formula of one row mean on its own sheet."""
    amount = table.place("amount")
    own = {figure: cell(place, amount) for figure, place in rows.items()}
    names = {name: cell(row, table.place(name)) for name in ("year", "figure")}
    return own | names


def _formula(
    year: YearReport,
    figure: str,
    *,
    cells: Mapping[str, str],
    columns: Mapping[str, Mapping[str, str]],
) -> str:
    projected = not year.statement.closed
    template = formula_of(figure, year.rules.settings, projected=projected)

    def place_of(found: re.Match[str]) -> str:
        name = found[1]
        if name in cells:
            return cells[name]
        table, _, column = name.partition(".")
        return columns[table][column]

    return f"=ROUND({_NAME.sub(place_of, template)},2)"


def cell(row: int, column: int) -> str:
    """Name a cell by its place, counted from 0: `cell(0, 1) == "B1"`."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # only who writes one needs it

    made: str = xl_rowcol_to_cell(row, column)
    return made


def fixed(row: int, column: int) -> str:
    """Name a cell that stays where it is: `fixed(0, 1) == "$B$1"`."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # as above

    made: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return made
