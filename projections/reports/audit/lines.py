"""The lines of one table as comma-separated values (RFC 4180)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from codecs import BOM_UTF8

from ledger.money import format_cents
from projections.language import Language
from projections.reports.table import Column, Table, Value
from projections.visible import visible, whole

_FORMULA_SIGNS = ("=", "+", "-", "@")
"""What a spreadsheet program takes for the start of a formula."""


def delimiter(language: Language) -> str:
    """Give the sign between columns: a semicolon where the comma is a decimal sign."""
    return ";" if language.locale.decimal == "," else ","


def csv_file(table: Table, language: Language) -> bytes:
    """Give the bytes of a table: its columns' names, then its rows."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter(language))
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        writer.writerow(
            [_cell(value, column, language=language) for value, column in cells]
        )
    return BOM_UTF8 + written.getvalue().encode()


def _cell(value: Value, column: Column, *, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = whole(visible(language.tell(value)))
        # With an apostrophe in front it is shown, and not computed.
        return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
    if isinstance(value, dt.date):
        return language.day(value)
    if column.kind == "cents":
        return format_cents(value, language.locale.decimal)
    return str(value)
