"""What is said of a file that has faults, and of one without headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.sheets.cells import shown
from cli.sheets.headings import PROPOSED
from cli.sheets.table import Sheet
from ledger.errors import FaultyLinesError, UsageError
from ledger.messages import message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.sheets.table import Table
    from ledger.errors import LedgerError


class FaultySheetError(FaultyLinesError):
    """Lines or cells that cannot be read; `sheet` has what could be read all the same.

    It has no rows where the headings are at fault.
    """

    sheet: Sheet = Sheet([], [])


def faulty(table: Table, faults: list[LedgerError]) -> FaultySheetError:
    """Give the error that names every fault of a file at once."""
    return FaultySheetError(how_many(table.file, faults), faults)


def how_many(file: str, faults: Sequence[LedgerError]) -> str:
    """Say how many faults a file has."""
    return plural(
        "{file} has {count} fault",
        "{file} has {count} faults",
        file=file,
        count=len(faults),
    )


def no_headings(table: Table) -> UsageError:
    """Give the fault of a file that nothing can be read of."""
    first = next((line for line in table.lines if not line.blank), None)
    cells = [repr(shown(cell)) for cell in first.cells if cell.strip()] if first else []
    return UsageError(
        message("no line with headings"),
        place=table.place(first.number if first else 1),
        expected=message(
            "headings such as {headings} in one of the first lines",
            headings=list(PROPOSED.values()),
        ),
        found=", ".join(cells[:10]) or message("nothing"),
        next_step=message(
            "name the file's own headings in a column map: --columns FILE"
        ),
    )
