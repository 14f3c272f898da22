"""From a file to rows of text by journal field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.sheets import french
from cli.sheets.cells import cell_fault, clean, shown
from cli.sheets.faults import faulty, no_headings
from cli.sheets.headings import fold
from cli.sheets.layout import heading_faults, layout, unknown_fault
from cli.sheets.table import Row, Sheet
from cli.sheets.text import read_text_table
from cli.sheets.values import journal_value
from cli.sheets.vocabulary import heading_line, vocabulary
from cli.sheets.workbook import read_workbook_table
from cli.unreadable import unreadable
from ledger.errors import UsageError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.sheets.columns import ColumnMap
    from cli.sheets.layout import Layout
    from cli.sheets.table import Line, Table
    from ledger.errors import LedgerError

SIZE_MAX: Final = 50_000_000
_TEXT: Final = (".csv", ".tsv", ".txt")
_WORKBOOK: Final = (".xlsx", ".xlsm")
_TOTALS: Final = frozenset(
    {
        *("totaal", "totalen", "eindtotaal", "algemeentotaal", "subtotaal", "som"),
        *("total", "totals", "grandtotal", "subtotal", "sum"),
        *map(fold, french.TOTALS),
    }
)
_TOTALS_LENGTH_MAX: Final = 20


def read_sheet(path: Path, columns: ColumnMap | None) -> Sheet:
    """The rows of a spreadsheet; all faults of the file are named at once."""
    words = vocabulary(columns)
    ending = path.suffix.lower()
    if ending not in (*_TEXT, *_WORKBOOK):
        raise UsageError(
            message(
                "{file} is no kind of spreadsheet that can be read", file=path.name
            ),
            place=path.name,
            expected=message(
                "a file that ends in {endings}",
                endings=" ".join((*_TEXT, *_WORKBOOK)),
            ),
            found=ending or message("no ending"),
            next_step=message("save it as .xlsx, or as .csv"),
        )
    read = read_text_table if ending in _TEXT else read_workbook_table
    table = read(_bytes(path), file=path.name, columns=columns, words=words)
    headings = heading_line(table.lines, words)
    if headings is None:
        raise faulty(table, [*table.faults, no_headings(table)])
    made = layout(headings, words)
    reading = _Reading(table, made, columns=columns)
    faults = list(heading_faults(made, table, words=words, columns=columns))
    reading.faults.extend(faults)
    reading.has_headings = not faults
    return reading.sheet()


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_MAX:
            raise UsageError(
                message(
                    "{file} is too large: {size:,} bytes", file=path.name, size=size
                ),
                place=path.name,
                expected=message("at most {size:,} bytes", size=SIZE_MAX),
            )
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


class _Reading:
    """One file under way: the faults that were found so far."""

    def __init__(
        self, table: Table, made: Layout, *, columns: ColumnMap | None
    ) -> None:
        self.faults: list[LedgerError] = [*table.faults]
        self.has_headings = True
        self._table = table
        self._layout = made
        self._columns = columns
        self._skipped: list[str] = []

    def sheet(self) -> Sheet:
        lines = list(self._lines_of_facts())
        self._unknown_columns(lines)
        self._merges()
        rows = [row for line in lines if (row := self._row(line)) is not None]
        sheet = Sheet(rows, self._skipped)
        if self.faults:
            error = faulty(self._table, self.faults)
            error.sheet = sheet if self.has_headings else Sheet([], self._skipped)
            raise error
        return sheet

    def _lines_of_facts(self) -> Iterator[Line]:
        for line in self._table.lines:
            if line.number <= self._layout.number or line.blank:
                continue
            word = self._totals(line)
            if word is None:
                yield line
            else:
                self._skipped.append(
                    message(
                        "{place}: the row {word!r} is a sum, not read",
                        place=self._table.place(line.number),
                        word=word,
                    )
                )

    def _totals(self, line: Line) -> str | None:
        """The word that makes this a row of totals, which has no date and category."""
        short = [cell for cell in line.cells if 0 < len(cell) <= _TOTALS_LENGTH_MAX]
        words = [clean(cell) for cell in short if fold(cell) in _TOTALS]
        dated = self._cell(line, "on") not in ("", *words)
        sorted_out = self._cell(line, "category") not in ("", *words)
        return words[0] if words and not dated and not sorted_out else None

    def _cell(self, line: Line, field: str) -> str:
        index = self._layout.fields.get(field)
        if index is None or index >= len(line.cells):
            return ""
        return clean(line.cells[index])

    def _unknown_columns(self, lines: list[Line]) -> None:
        made, table = self._layout, self._table
        for index in made.unknown:
            found = next((cell for line in lines if (cell := _at(line, index))), None)
            if found is not None:
                fault = unknown_fault(made, table, index=index, found=found)
                self.faults.append(fault)
        empty = [index for index in made.unknown if made.heading(index)]
        for index in sorted((*made.unread, *empty)):
            place = table.cell_place(made.number, index, heading=made.heading(index))
            self._skipped.append(
                message("{place}: this column is not read", place=place)
            )

    def _merges(self) -> None:
        read = set(self._layout.fields.values())
        for merge in self._table.merges:
            if merge.first <= self._layout.number or merge.index not in read:
                continue
            heading = self._layout.heading(merge.index)
            fault = UsageError(
                message(
                    "cells of the rows {first} to {last} are merged",
                    first=merge.first,
                    last=merge.last,
                ),
                place=self._table.cell_place(merge.first, merge.index, heading=heading),
                expected=message("a value of its own in every row"),
                found=message("one value for several rows"),
                next_step=message("take the cells apart and fill in each"),
            )
            self.faults.append(fault)

    def _row(self, line: Line) -> Row | None:
        self._beyond(line)
        cells, places = {}, {}
        for field, index in self._layout.fields.items():
            heading = self._layout.heading(index)
            place = self._table.cell_place(line.number, index, heading=heading)
            places[field] = place
            text = _at(line, index)
            if text:
                cells[field] = journal_value(field, text)
                self._check(text, place=place)
        if not cells:
            return None
        self._fill_in(cells, places)
        return Row(line.number, self._table.place(line.number), cells, places)

    def _check(self, text: str, *, place: str) -> None:
        fault = cell_fault(text, place=place)
        if fault and all(fault.place != known.place for known in self.faults[-1:]):
            self.faults.append(fault)

    def _beyond(self, line: Line) -> None:
        """Cells to the right of the last heading: a delimiter too many, mostly."""
        width = len(self._layout.headings)
        beyond = [clean(cell) for cell in line.cells[width:] if cell.strip()]
        if beyond:
            fault = UsageError(
                message("the row has more cells than there are headings"),
                place=self._table.place(line.number),
                expected=message("{count} cells", count=width),
                found=message(
                    "{count}, the last of them {cell!r}",
                    count=len(line.cells),
                    cell=shown(beyond[-1]),
                ),
                next_step=message("put quotes around a cell with the delimiter in it"),
            )
            self.faults.append(fault)

    def _fill_in(self, cells: dict[str, str], places: dict[str, str]) -> None:
        if self._columns is None:
            return
        for field, text in self._columns.defaults.items():
            if field not in cells:
                cells[field] = journal_value(field, text)
                places[field] = f"{self._columns.place} (defaults.{field})"


def _at(line: Line, index: int) -> str:
    return clean(line.cells[index]) if index < len(line.cells) else ""
