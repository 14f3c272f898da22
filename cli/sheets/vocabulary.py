"""What the headings of one file may mean: the known ones, and those of a column map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from cli.sheets.headings import FIELD_BY_FOLDED, IGNORABLE, REQUIRED, fold

if TYPE_CHECKING:
    from cli.sheets.columns import ColumnMap
    from cli.sheets.table import Line

HEADING_LINES_MAX: Final = 20
RECOGNISED_MIN: Final = 3


class Vocabulary(msgspec.Struct, frozen=True):
    """Folded headings with the fields that they feed; mapped columns come first."""

    fields: dict[str, list[str]]
    ignored: frozenset[str]
    ignorable: frozenset[str]
    required: frozenset[str]

    def meant(self, heading: str) -> list[str]:
        """The fields that a column with this heading feeds: mostly one or none."""
        folded = fold(heading)
        return [] if folded in self.ignored else self.fields.get(folded, [])

    def recognised(self, cells: list[str]) -> set[str]:
        """All fields that these cells name, as headings."""
        return {field for cell in cells for field in self.meant(cell)}


def vocabulary(columns: ColumnMap | None) -> Vocabulary:
    """The known headings, with the fields of a map read from their columns only."""
    mapped = columns.columns if columns else {}
    fields: dict[str, list[str]] = {}
    for field, heading in mapped.items():
        fields.setdefault(fold(heading), []).append(field)
    for folded, field in FIELD_BY_FOLDED.items():
        if field not in mapped and folded not in fields:
            fields[folded] = [field]
    return Vocabulary(
        fields,
        frozenset(map(fold, columns.ignore if columns else ())),
        frozenset(map(fold, IGNORABLE)),
        frozenset(REQUIRED) - frozenset(columns.defaults if columns else ()),
    )


def heading_line(lines: list[Line], words: Vocabulary) -> Line | None:
    """The first line with all that is required, else the one that comes nearest.

    None where not even two headings are recognised.
    """
    best, best_count = None, 1
    for line in lines[:HEADING_LINES_MAX]:
        found = words.recognised(line.cells)
        if len(found) >= RECOGNISED_MIN and words.required <= found:
            return line
        if len(found) > best_count:
            best, best_count = line, len(found)
    return best


def complete(line: Line | None, words: Vocabulary) -> bool:
    """Whether this line names at least three fields and all that are required."""
    found = words.recognised(line.cells) if line else set()
    return len(found) >= RECOGNISED_MIN and words.required <= found
