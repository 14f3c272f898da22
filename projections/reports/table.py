"""A table: what a sheet of a workbook or a file of comma-separated values holds.

The name of a table and those of its columns stay for ever, in every language: programs
rely on them. Headings are for people.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

Kind = Literal["text", "cents", "day", "moment", "number"]
"""What a column holds: words, an amount in cents, a day, a moment, a whole number."""


class Moment(str):
    """A moment as the ledger writes it; what is for people has it in their language."""

    __slots__ = ()


Value = str | int | dt.date | None
"""A value of a row: by the kind of its column, None where there is none."""


class Column(Struct, frozen=True):
    """A column; `key` says that it is a part of what tells rows apart."""

    name: str
    heading: str
    kind: Kind = "text"
    key: bool = False


class Reference(Struct, frozen=True):
    """Columns whose values stand among the keys of another table."""

    columns: tuple[str, ...]
    table: str


class Table(Struct, frozen=True, kw_only=True):
    """Rows of values, each as long as the columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Value, ...]]
    references: tuple[Reference, ...] = ()

    def place(self, name: str) -> int:
        """Give the place of a column, from 0."""
        return [column.name for column in self.columns].index(name)
