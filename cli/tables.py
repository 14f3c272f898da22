"""Plain tables: columns by spaces, numbers to the right, readable at 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

WIDTH_MAX = 32


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a heading that begins with `>` is aligned right.

    The last column may be long: nothing stands behind it.
    """
    right = [heading.startswith(">") for heading in headings]
    shown = [[heading.removeprefix(">") for heading in headings]]
    shown += [[*map(shorten, row[:-1]), " ".join(row[-1].split())] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = [
            pad(cell, size, right=flush)
            for cell, size, flush in zip(row, widths, right, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def shorten(text: str) -> str:
    """Keep a cell on one line, and within a bound."""
    text = " ".join(text.split())
    return text if len(text) <= WIDTH_MAX else text[: WIDTH_MAX - 1] + "…"


def width(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def pad(text: str, size: int, *, right: bool) -> str:
    """Fill a cell up to a width."""
    space = " " * (size - width(text))
    return space + text if right else text + space


def pairs(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield lines of a name and a value, the values aligned right."""
    names = max((width(name) for name, _ in rows), default=0)
    values = max((width(value) for _, value in rows), default=0)
    for name, value in rows:
        cells = pad(name, names, right=False), pad(value, values, right=True)
        yield "  ".join(cells).rstrip()
