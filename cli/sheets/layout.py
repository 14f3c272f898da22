"""Which column of a file feeds which field, and what is wrong with the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cli.sheets.cells import shown
from cli.sheets.headings import fold, nearest_heading, proposed
from ledger.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.sheets.columns import ColumnMap
    from cli.sheets.table import Line, Table
    from cli.sheets.vocabulary import Vocabulary


class Layout(msgspec.Struct, frozen=True):
    """The columns of a file by what they are for; an index counts from 0.

    `unknown` are those that nothing is known about: content in them is a fault.
    """

    number: int
    headings: list[str]
    fields: dict[str, int]
    unread: list[int]
    unknown: list[int]

    def heading(self, index: int) -> str:
        """What the file calls this column."""
        return self.headings[index] if index < len(self.headings) else ""


def layout(line: Line, words: Vocabulary) -> Layout:
    """The first column that means a field feeds it."""
    made = Layout(line.number, [shown(each) for each in line.cells], {}, [], [])
    for index, heading in enumerate(made.headings):
        meant = words.meant(heading)
        for field in meant:
            made.fields.setdefault(field, index)
        if meant or fold(heading) in words.ignored:
            continue
        known = fold(heading) in words.ignorable
        (made.unread if known else made.unknown).append(index)
    return made


def heading_faults(
    made: Layout, table: Table, *, words: Vocabulary, columns: ColumnMap | None
) -> Iterator[UsageError]:
    """Fields that are named twice, or not at all; mapped columns that are not there."""
    yield from _twice(made, table, words=words)
    mapped = columns.columns if columns else {}
    for field in sorted(set(mapped) - set(made.fields)):
        yield UsageError(
            f"the file has no column {mapped[field]!r}",
            place=f"{columns.place if columns else ''} (columns.{field})",
            expected="one of "
            + ", ".join(repr(name) for name in made.headings if name),
            found=repr(mapped[field]),
        )
    missing = [field for field in words.required if field not in made.fields]
    for field in sorted(set(missing) - set(mapped)):
        yield UsageError(
            f"there is no column for {field}",
            place=table.place(made.number),
            expected=f"a heading such as {proposed(field)!r}",
            found=", ".join(repr(name) for name in made.headings if name),
        )


def _twice(made: Layout, table: Table, *, words: Vocabulary) -> Iterator[UsageError]:
    for index, heading in enumerate(made.headings):
        for field in words.meant(heading):
            first = made.fields[field]
            if first != index:
                yield UsageError(
                    f"two columns mean {field}",
                    place=table.cell_place(made.number, index, heading=heading),
                    expected=f"one column for {field}",
                    found=f"{made.heading(first)!r} and {heading!r}",
                    next_step="put one of them under `ignore` in a column map",
                )


def unknown_fault(made: Layout, table: Table, *, index: int, found: str) -> UsageError:
    """What to say of a column that nothing is known about and that holds something."""
    heading = made.heading(index)
    near = nearest_heading(heading) if heading else None
    ignoring = f"ignore = [{heading!r}] in a column map leaves it out"
    return UsageError(
        f"the column {heading!r} is not known"
        if heading
        else "a column has no heading",
        place=table.cell_place(made.number, index, heading=heading),
        expected=f"a known heading, perhaps {near!r}" if near else "a known heading",
        found=shown(found),
        next_step=ignoring if heading else "give it a heading, or empty it",
    )
