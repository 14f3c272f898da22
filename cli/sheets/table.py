"""A table of text as it stands in a file, and what is read from it.

Words: a *line* is one row of the file, blank or not, with the number under which its
reader finds it (a CSV row with line breaks in it has the number of its first line);
a *place* is how a fault points at a line or a cell: `uitgaven.csv:7`,
`uitgaven.csv:7 (Bedrag)`, `uitgaven.xlsx!Uitgaven!C7 (Bedrag)`.
"""

from __future__ import annotations

import msgspec

from ledger.errors import UsageError


class Line(msgspec.Struct, frozen=True):
    """One row of the file: its number, from 1, and the text of its cells."""

    number: int
    cells: list[str]

    @property
    def blank(self) -> bool:
        """Whether no cell has anything but white space."""
        return not any(cell.strip() for cell in self.cells)


class Merge(msgspec.Struct, frozen=True):
    """Cells of one column merged over several lines; `index` is the column's."""

    first: int
    last: int
    index: int


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """All lines of a text file, or of one sheet of a workbook.

    `faults` are what kept its reader from reading on.
    """

    file: str
    lines: list[Line]
    sheet: str | None = None
    merges: list[Merge] = []
    faults: list[UsageError] = []

    def place(self, number: int) -> str:
        """Where a line is."""
        if self.sheet is None:
            return f"{self.file}:{number}"
        return f"{self.file}!{self.sheet}!{number}"

    def cell_place(self, number: int, index: int, *, heading: str) -> str:
        """Where a cell is, with its column as the file names it."""
        if self.sheet is None:
            return f"{self.file}:{number} ({heading or column_name(index)})"
        cell = f"{self.file}!{self.sheet}!{letters(index)}{number}"
        return f"{cell} ({heading})" if heading else cell


class Row(msgspec.Struct, frozen=True):
    """One row of facts: cells by journal field, only those that hold something.

    `cell_places` names every field that the file has a column for, and the defaults.
    """

    line: int
    place: str
    cells: dict[str, str]
    cell_places: dict[str, str]


class Sheet(msgspec.Struct, frozen=True):
    """The rows of a file, and in sentences what was left out of them."""

    rows: list[Row]
    skipped: list[str]


def letters(index: int) -> str:
    """The name of a spreadsheet column: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_name(index: int) -> str:
    """What to call a column that has no heading."""
    return f"column {letters(index)}"
