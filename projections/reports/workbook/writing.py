"""Write the sheets of a workbook, and the formulas of its figures."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from ledger.messages import message
from projections.language import Language
from projections.reports.gathering import Report
from projections.reports.standing import Stand
from projections.reports.table import Table
from projections.reports.tables import tables
from projections.reports.workbook.cells import Cells, Looks, euros
from projections.reports.workbook.container import stored
from projections.reports.workbook.figures import cell, figure_formulas, fixed

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FOOTER_LENGTH_MAX: Final = 220
"""How long what a footer says may be; a workbook holds 255 characters of it."""

PAGE_WIDTH_MAX: Final = 250
"""How many characters wide a page is that can still be read: A4 across, at 55 %."""

NAME_LENGTH_MAX: Final = 31
"""How long the name of a sheet may be."""

_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def workbook(report: Report, language: Language) -> bytes:
    """Give the bytes of the workbook; the same for the same report and language."""
    from xlsxwriter.workbook import Workbook  # only who wants one waits for it

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_urls": False})
    _describe(book, report.stand, tell=language.tell)
    sheets = _Sheets(book, report, tell=language.tell)
    for table in sheets.tables.values():
        sheets.write(table)
    book.close()
    return stored(written.getvalue())


def _describe(book: Workbook, stand: Stand, *, tell: Callable[[str], str]) -> None:
    title = message(
        "professional-development grant, school {school}", school=stand.school
    )
    # No clock: a workbook is of the moment of the last event that it knows.
    made = dt.datetime.fromisoformat(stand.last_at).replace(microsecond=0, tzinfo=None)
    book.set_properties(
        {"title": tell(title), "author": stand.program, "created": made}
    )
    book.set_calc_mode("auto")


class _Sheets:
    def __init__(
        self, book: Workbook, report: Report, *, tell: Callable[[str], str]
    ) -> None:
        self._book, self._report, self._tell = book, report, tell
        self._looks = Looks(book)
        self.tables = {table.name: table for table in tables(report)}
        self._names = {
            name: _sheet_name(tell(table.title)) for name, table in self.tables.items()
        }

    def write(self, table: Table) -> None:
        sheet = self._book.add_worksheet(self._names[table.name])
        cells = Cells(sheet, self._looks, tell=self._tell)
        headings = [self._tell(column.heading) for column in table.columns]
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, self._looks.heading)
        wanted = [[min(len(heading), 16) for heading in headings]]
        for number, row in enumerate(table.rows, start=1):
            wanted.append(
                [
                    cells.write(number, place, value=value, kind=column.kind)
                    for place, (value, column) in enumerate(
                        zip(row, table.columns, strict=True)
                    )
                ]
            )
        widths = [max(column) for column in zip(*wanted, strict=True)]
        cells.set_heights(wanted)
        if table.name == "figures":
            widths += self._write_formulas(sheet, table)
        self._lay_out(sheet, table, width=cells.set_widths(widths))
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(widths) - 1)

    def _lay_out(self, sheet: Worksheet, table: Table, *, width: int) -> None:
        """Lay a sheet out for print: as many pages wide as it takes to be read."""
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        pages = -(-width // PAGE_WIDTH_MAX)
        keys = list(takewhile(lambda column: column.key, table.columns))
        if pages > 1 and keys:
            sheet.repeat_columns(0, len(keys) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(pages, 0)
        # The font after the size, the one that it has: digits would go on with the 8.
        sheet.set_footer(f'&L&8&"-,Regular"{self._footer()}&R&8&P/&N')

    def _footer(self) -> str:
        stand = self._report.stand
        rules = ", ".join(dict.fromkeys(y.rules.id for y in self._report.years))
        said = message(
            "{school}, seen as of {day}: {events} events, root {root}, "
            "rule set {rules}",
            school=stand.school,
            day=stand.day,
            events=stand.events,
            root=stand.root,
            rules=rules,
        )
        return self._tell(said).replace("&", "&&")[:FOOTER_LENGTH_MAX]

    def _write_formulas(self, sheet: Worksheet, table: Table) -> list[int]:
        """Put a formula in place of each amount, and what the ledger says beside it."""
        headings = message("by the ledger"), message("difference")
        first, amount = len(table.columns), table.place("amount")
        for place, heading in enumerate(headings, start=first):
            sheet.write_string(0, place, self._tell(heading), self._looks.heading)
        look = self._looks.kinds["cents"]
        columns = {name: self._columns(name) for name in self.tables}
        formulas = figure_formulas(self._report, table, columns=columns)
        for number, (formula, cents) in enumerate(formulas, start=1):
            sheet.write_formula(number, amount, formula, look, euros(cents))
            sheet.write_number(number, first, euros(cents), look)
            check = f"=ROUND({cell(number, amount)}-{cell(number, first)},2)"
            sheet.write_formula(number, first + 1, check, look, euros(0))
        return [14, 12]

    def _columns(self, name: str) -> dict[str, str]:
        """Give the cells of each column of a sheet, as other sheets name them."""
        table, quoted = self.tables[name], self._names[name].replace("'", "''")
        last = max(1, len(table.rows))
        return {
            column.name: f"'{quoted}'!{fixed(1, place)}:{fixed(last, place)}"
            for place, column in enumerate(table.columns)
        }


def _sheet_name(title: str) -> str:
    name = _NO_NAME.sub(" ", title)[:NAME_LENGTH_MAX].strip()
    return f"{name[:1].upper()}{name[1:]}"
