"""Cells: a value of a table as a spreadsheet has it, and how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ledger.days import parse_moment, timed
from projections.reports.table import Kind, Moment, Value
from projections.visible import visible, whole

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEXT_LENGTH_MAX: Final = 32_767
"""How many characters a cell can hold."""

WIDTH_MAX: Final = 60
_LINES_MAX: Final = 25
_LINE_POINTS: Final = 15
_WORD_MAX: Final = 40
"""How long a word may be, such as a key, that does not ask for a line of its own."""

_WIDTHS: Final[dict[Kind, int]] = {
    "cents": 14,
    "day": 11,
    "moment": 19,
    "number": 8,
    "text": 8,
}

MONEY: Final = "#,##0.00"
DAY: Final = "dd/mm/yyyy"
MOMENT: Final = "dd/mm/yyyy hh:mm:ss"


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        """Make them once for the whole book."""
        top = {"valign": "top"}
        self.heading: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E7EEF5"}
        )
        self.total: Format = book.add_format({"num_format": MONEY, "bold": True, **top})
        self.kinds: dict[Kind, Format] = {
            "cents": book.add_format({"num_format": MONEY, **top}),
            "day": book.add_format({"num_format": DAY, "align": "left", **top}),
            "moment": book.add_format({"num_format": MOMENT, "align": "left", **top}),
            "number": book.add_format({"num_format": "0", **top}),
            "text": book.add_format({"text_wrap": True, **top}),
        }


def euros(cents: int) -> Decimal:
    """Give an amount of cents in euros, to the cent."""
    return Decimal(cents).scaleb(-2)


def _room(text: str) -> int:
    """Give how many characters a text needs; a line more where a long word breaks."""
    is_broken = (
        len(text) > WIDTH_MAX and max(map(len, text.split()), default=0) > _WORD_MAX
    )
    return len(text) + (WIDTH_MAX if is_broken else 0)


class Cells:
    """Writes the cells of one sheet; `tell` says messages in the reader's language."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, *, tell: Callable[[str], str]
    ) -> None:
        """Write to `sheet`."""
        self.sheet = sheet
        self.looks = looks
        self.tell = tell

    def write(self, row: int, column: int, *, value: Value, kind: Kind) -> int:
        """Write a value of a kind in a column; give the width that it asks for."""
        look = self.looks.kinds[kind]
        if value is None:
            return 0
        if isinstance(value, str) and kind != "moment":
            said = timed(value) if isinstance(value, Moment) else value
            text = whole(visible(self.tell(said)))[:TEXT_LENGTH_MAX]
            # As text whatever it begins with: a supplier's name is no formula.
            self.sheet.write_string(row, column, text, look)
            return _room(text)
        if isinstance(value, str):
            at = parse_moment(value).replace(microsecond=0, tzinfo=None)
            self.sheet.write_datetime(row, column, at, look)
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, value, look)
        elif kind == "cents":
            self.sheet.write_number(row, column, euros(value), look)
        else:
            self.sheet.write_number(row, column, value, look)
        return _WIDTHS[kind]

    def set_widths(self, wanted: list[int]) -> int:
        """Make columns as wide as what stands in them, within bounds; give the sum."""
        widths = [min(max(width, 6), WIDTH_MAX) + 2 for width in wanted]
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        return sum(widths)

    def set_heights(self, wanted: list[list[int]]) -> None:
        """Make rows as high as their longest text needs where it is wrapped."""
        # Not every spreadsheet program does that by itself when it opens a file.
        for row, widths in enumerate(wanted):
            lines = 1 + max(0, max(widths, default=0) - 1) // WIDTH_MAX
            if lines > 1:
                self.sheet.set_row(row, min(lines, _LINES_MAX) * _LINE_POINTS)
