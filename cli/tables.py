"""Tables: columns by spaces, numbers to the right, readable at 80 columns.

On a terminal they are drawn for its width, with a bold heading; what is too long is
broken inside its column. Into a file or a pipe they are plain lines. This file decides.
"""

from __future__ import annotations

import io
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from cli.printing import WIDTH, Drawn, columns, on_screen
from projections.visible import visible, whole

WIDTH_MAX = 32
_GAP = "  "
_LEAST = 20
"""The columns for which it is worth to break the last cell of a line."""
FIRST_MIN, LAST_MIN, SHOWN_MIN = 12, 24, 6
"""Columns of a fitted table: what the first has at least; what the last has before the
first is cut for it; and where there is not even room for so many, it is left out."""
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""White space, but for what holds the digits of an amount together."""

Row = Sequence[str]
Group = tuple[Sequence[str], Sequence[Row]]
"""Lines that stand above some rows, and the rows."""


def table(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table; a heading that begins with `>` is aligned right.

    The last column may be long: nothing stands behind it.
    """
    if on_screen():
        return _drawn(headings, rows)
    return chain.from_iterable(_plain(headings, rows, room=columns()))


def fitted_table(headings: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Give a table on a screen: what is too long of its first and last is left out."""
    every = [headings, *rows]
    columns = [list(map(_shown, column)) for column in zip(*every, strict=True)]
    taken = sum(max(map(width, column)) + 2 for column in columns[1:-1])
    longest, last = (max(map(width, columns[place])) for place in (0, -1))
    room = max(WIDTH - taken - min(last, LAST_MIN) - 2, FIRST_MIN)
    files = min(longest, room)
    names = WIDTH - taken - files - 2
    made = []
    for file, *cells, name in zip(*columns, strict=True):
        ends = [cut(name, names)] if names >= SHOWN_MIN else []
        made.append([cut(file, files, end=True), *cells, *ends])
    yield from table(made[0], made[1:])


def _shown(text: str) -> str:
    return whole(visible(one_line(text)))


def cut(text: str, size: int, *, end: bool = False) -> str:
    """Cut a text to so many columns: its end off, or with `end` all but its end."""
    if width(text) <= size:
        return text
    return f"…{text[1 - size :]}" if end else f"{text[: size - 1]}…"


def grouped(headings: Sequence[str], groups: Sequence[Group]) -> Iterator[str]:
    """Yield one table in groups, each under its lines; rows are indented by a space.

    The heading stands above the first of them; on a terminal above the rows of each.
    """
    if on_screen():
        for above, rows in groups:
            yield from above
            yield from table(headings, rows) if rows else ()
        return
    every = chain.from_iterable(rows for _, rows in groups)
    heading, *told = _plain(headings, every, room=columns() - 1)
    lines = iter(told)
    if told:
        yield from _indented(heading)
    for above, rows in groups:
        yield from above
        for _ in rows:
            yield from _indented(next(lines))


def _indented(lines: list[str]) -> Iterator[str]:
    return (f" {line}" for line in lines)


def _plain(
    headings: Sequence[str], rows: Iterable[Row], *, room: int
) -> Iterator[list[str]]:
    """Yield the lines of each row: several where its last cell is long."""
    right = [heading.startswith(">") for heading in headings]
    shown = [[heading.removeprefix(">") for heading in headings]]
    shown += [[*map(shorten, row[:-1]), one_line(row[-1])] for row in rows]
    *widths, last = [max(map(width, column)) for column in zip(*shown, strict=True)]
    left = room - sum(widths) - len(_GAP) * len(widths)
    if not right[-1] and left >= _LEAST:
        last = min(last, left)
    for row in shown:
        parts = [row] if right[-1] else _parted(row, last)
        yield [_joined(part, [*widths, last], right=right) for part in parts]


def _parted(row: list[str], room: int) -> Iterator[list[str]]:
    *cells, last = row
    first, *more = _words(last, max(room, 1))
    yield [*cells, first]
    yield from ([*[""] * len(cells), part] for part in more)


def _words(text: str, room: int) -> list[str]:
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return lines or [""]


def _joined(cells: list[str], sizes: list[int], *, right: list[bool]) -> str:
    padded = [
        pad(cell, size, right=flush)
        for cell, size, flush in zip(cells, sizes, right, strict=True)
    ]
    return _GAP.join(padded).rstrip()


def _drawn(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[Drawn]:
    # Rich takes a while to import: only where somebody looks at what it draws.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    signs = (
        box.SIMPLE_HEAD if _knows(box.SIMPLE_HEAD.head_row_horizontal) else box.ASCII2
    )
    made = Table(
        box=signs,
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
        header_style="bold",
    )
    for heading in headings:
        flush, text = heading.startswith(">"), Text(_cell(heading.removeprefix(">")))
        made.add_column(
            text,
            justify="right" if flush else "left",
            no_wrap=flush,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(Text(_cell(cell)) for cell in row))
    paper = io.StringIO()
    Console(file=paper, force_terminal=True, width=columns()).print(made)
    yield from (Drawn(line.rstrip()) for line in paper.getvalue().splitlines())


def _knows(sign: str) -> bool:
    """Whether the terminal can show a sign."""
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _cell(text: str) -> str:
    return visible(one_line(text))


def one_line(text: str) -> str:
    """Keep a text on one line."""
    return _BREAKS.sub(" ", text).strip(" ")


def shorten(text: str) -> str:
    """Keep a cell on one line, and within a bound."""
    text = one_line(text)
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
