"""Spreadsheets saved as text: which encoding, which delimiter, which lines.

Encodings: UTF-8 with or without a byte order mark, UTF-16 with one (what a
spreadsheet program calls Unicode text), else cp1252. Delimiters: `;`, `,` or tab, the
one under which most headings are recognised, or what a first line `sep=;` says.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
import re
from typing import TYPE_CHECKING, Final

from cli.sheets.table import Line, Table
from cli.sheets.vocabulary import HEADING_LINES_MAX, complete, heading_line
from ledger.errors import UsageError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.sheets.columns import ColumnMap
    from cli.sheets.vocabulary import Vocabulary

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATOR_LINE: Final = re.compile(
    r'"?sep=(.)"?[ \t;,]*(?:\r\n|\r|\n|$)', re.IGNORECASE
)
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')
SAVE_AGAIN: Final = message("save the file again as CSV UTF-8")
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_text_table(
    data: bytes, *, file: str, columns: ColumnMap | None, words: Vocabulary
) -> Table:
    """All rows of a text file, blank ones too."""
    if data.startswith(_WORKBOOKS):
        said = message(
            "{file} is a workbook and no text, whatever its name ends in", file=file
        )
        raise UsageError(said, place=file, next_step=message("name it .xlsx"))
    text = decode(data, file=file, encoding=columns.encoding if columns else None)
    if not text.strip():
        raise UsageError(
            message("{file} is empty", file=file),
            place=file,
            expected=message("headings and rows"),
        )
    separator = _SEPARATOR_LINE.match(text)
    given = columns.delimiter if columns else None
    delimiter = given or (separator and _separator(separator[1], file=file))
    delimiter = delimiter or find_delimiter(text, words)
    table = Table(file=file, lines=[])
    _fill(table, text, delimiter=delimiter)
    if separator:
        del table.lines[:1]
    return table


def decode(data: bytes, *, file: str, encoding: str | None) -> str:
    """The text in these bytes, without byte order mark and NUL."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    try:
        marked_or_not = data.removeprefix(codecs.BOM_UTF8)
        text = marked_or_not.decode(marked or encoding or _guess(data))
    except UnicodeDecodeError as error:
        raise _no_text(error, file=file) from error
    if "\0" in text:
        raise UsageError(
            message(
                "a NUL character: this is no text file, or UTF-16 without its mark"
            ),
            place=f"{file}:{_line_at(text[: text.index(chr(0))])}",
            expected=message("text"),
            found="NUL",
            next_step=SAVE_AGAIN,
        )
    return text


def _no_text(error: UnicodeDecodeError, *, file: str) -> UsageError:
    found = message("byte 0x{code:02x}", code=error.object[error.start])
    before = error.object[: error.start].decode(error.encoding, "replace")
    return UsageError(
        message("{byte} is no text in {encoding}", byte=found, encoding=error.encoding),
        place=f"{file}:{_line_at(before)}",
        expected=message("UTF-8, UTF-16 with a byte order mark, or cp1252"),
        found=found,
        next_step=SAVE_AGAIN,
    )


def _guess(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _line_at(before: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", before)) + 1


def _separator(found: str, *, file: str) -> str:
    if found in ";,\t":
        return found
    said = message("the first line asks for {sign!r} between the cells", sign=found)
    expected = message("; , or tab")
    raise UsageError(said, place=f"{file}:1", expected=expected, found=found)


def find_delimiter(text: str, words: Vocabulary) -> str:
    """The delimiter that makes sense of the headings; `;` where none does."""
    return max(";,\t", key=lambda delimiter: _sense(text, delimiter, words=words))


def _sense(text: str, delimiter: str, *, words: Vocabulary) -> tuple[bool, int, int]:
    lines: list[Line] = []
    with contextlib.suppress(csv.Error):  # what was read until then may be enough
        lines.extend(itertools.islice(_rows(text, delimiter), HEADING_LINES_MAX))
    headings = heading_line(lines, words)
    recognised = len(words.recognised(headings.cells)) if headings else 0
    cells = max((len(line.cells) for line in lines), default=0)
    return complete(headings, words), recognised, cells


def _rows(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        yield Line(before + 1, cells)
        before = reader.line_num


def _fill(table: Table, text: str, *, delimiter: str) -> None:
    """All lines up to the first that cannot be read."""
    try:
        for line in _rows(text, delimiter):
            table.lines.append(Line(line.number, list(map(_plain, line.cells))))
    except csv.Error:
        fault = UsageError(
            message("the row cannot be read, nor those after it"),
            place=table.place(_line_after(table.lines)),
            expected=message(
                'quotes that are closed, and "" for a quote in a quoted cell'
            ),
            found=message("a quote in the wrong place, or a cell without end"),
        )
        table.faults.append(fault)


def _line_after(lines: list[Line]) -> int:
    if not lines:
        return 1
    breaks = sum(_line_at(cell) - 1 for cell in lines[-1].cells)
    return lines[-1].number + breaks + 1


def _plain(cell: str) -> str:
    """The cell without the trick `="0123"` that keeps a leading zero."""
    if '="' not in cell:
        return cell
    text_formula = _TEXT_FORMULA.fullmatch(cell.strip())
    return text_formula[1] if text_formula else cell
