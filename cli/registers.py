"""The history as comma-separated values (RFC 4180), for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ledger.money import format_cents
from projections.history import HistoryLine
from projections.visible import visible

COLUMNS = (
    "number",
    "at",
    "by",
    "stream",
    "type",
    "on",
    "ref",
    "amount",
    "text",
    "imported",
    "reverses",
    "reversed_by",
)
"""The columns: amounts as `1234.50`, days as `2025-03-31`, numbers of events from 1."""


def csv_lines(lines: Iterable[HistoryLine]) -> Iterator[bytes]:
    """Yield the lines with CR LF, the names of the columns first.

    They are for other programs: they are the same in every language.
    """
    yield _line(COLUMNS)
    for line in lines:
        yield _line([visible(_cell(getattr(line, name), name)) for name in COLUMNS])


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue().encode(errors="backslashreplace")


def _cell(value: object, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return (
        format_cents(value)
        if name == "amount" and isinstance(value, int)
        else str(value)
    )
