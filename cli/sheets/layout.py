"""Which column of a file feeds which field, and what is wrong with the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cli.nearest import one_of
from cli.sheets.cells import shown
from cli.sheets.headings import PROPOSED, fold, nearest_heading
from ledger.errors import UsageError
from ledger.messages import message

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
            message("the file has no column {name!r}", name=mapped[field]),
            place=f"{columns.place if columns else ''} (columns.{field})",
            expected=one_of(repr(name) for name in made.headings if name),
            found=repr(mapped[field]),
        )
    missing = [field for field in words.required if field not in made.fields]
    for field in sorted(set(missing) - set(mapped)):
        yield UsageError(
            message("there is no column for {field}", field=field),
            place=table.place(made.number),
            expected=message("a heading such as {name!r}", name=PROPOSED[field]),
            found=", ".join(repr(name) for name in made.headings if name),
        )


def _twice(made: Layout, table: Table, *, words: Vocabulary) -> Iterator[UsageError]:
    for index, heading in enumerate(made.headings):
        for field in words.meant(heading):
            first = made.fields[field]
            if first != index:
                yield UsageError(
                    message("two columns mean {field}", field=field),
                    place=table.cell_place(made.number, index, heading=heading),
                    expected=message("one column for {field}", field=field),
                    found=message(
                        "{one!r} and {other!r}", one=made.heading(first), other=heading
                    ),
                    next_step=message("put one of them under `ignore` in a column map"),
                )


def unknown_fault(made: Layout, table: Table, *, index: int, found: str) -> UsageError:
    """What to say of a column that nothing is known about and that holds something."""
    heading = made.heading(index)
    place = table.cell_place(made.number, index, heading=heading)
    if not heading:
        return UsageError(
            message("a column has no heading"),
            place=place,
            expected=message("a known heading"),
            found=shown(found),
            next_step=message("give it a heading, or empty it"),
        )
    near = nearest_heading(heading)
    perhaps = message("a known heading, perhaps {name!r}", name=near)
    return UsageError(
        message("the column {name!r} is not known", name=heading),
        place=place,
        expected=perhaps if near else message("a known heading"),
        found=shown(found),
        next_step=message(
            "ignore = [{name!r}] in a column map leaves it out", name=heading
        ),
    )
