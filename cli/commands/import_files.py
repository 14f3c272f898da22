"""Read files in: journals and spreadsheets, all of them or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from cli.intake.files import by_place, faulty, read_files
from cli.options import common_options, pass_surroundings
from cli.recording import Told, carry_out, line, tell
from cli.sheets.columns import ColumnMap
from cli.surroundings import Surroundings
from ledger.book import Writer
from ledger.book.importing import import_files
from ledger.book.rows import Change, Difference, File, Outcome
from ledger.errors import FaultyLinesError, LedgerError, RefusedError
from ledger.money import format_cents

SHOWN_MAX = 20
COUNTS = {"year", "tranche", "people", "part", "version", "withheld_for"}
"""The numbers that are no amounts: all others have two decimals."""


class Imported(msgspec.Struct, frozen=True):
    """What reading files in came to."""

    new: int
    same: int
    changed: int
    corrected: bool
    dry_run: bool
    events: int
    changes: list[Change]
    recorded: list[Told]
    notes: list[str]


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--columns",
    type=click.Path(path_type=Path, readable=False),
    help="A TOML file that names the columns of the spreadsheet.",
)
@click.option("--correct", is_flag=True, help="Reverse and record anew what changed.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded.")
@common_options
@pass_surroundings
def import_command(
    here: Surroundings,
    /,
    files: tuple[Path, ...],
    columns: Path | None,
    correct: bool,
    dry_run: bool,
) -> None:
    """Read in journals (.jsonl) and spreadsheets of expenses (.csv, .xlsx).

    All rows are recorded, or none. The same file again, grown, is the daily way: rows
    that are there already are skipped, and what changed is shown, old and new.
    """
    column_map = _column_map(columns)
    intake = read_files(list(files), column_map)
    if intake.faults:
        refused = _also_refused(here, intake.files, correct=correct)
        raise faulty(sorted(intake.faults + refused, key=by_place))
    outcome, told = carry_out(
        here,
        lambda writer: _take(writer, intake.files, correct=correct),
        keep=not dry_run,
    )
    imported = Imported(
        new=outcome.new,
        same=outcome.same,
        changed=len(outcome.changes),
        corrected=correct,
        dry_run=dry_run,
        events=outcome.events,
        changes=outcome.changes,
        recorded=told,
        notes=intake.notes,
    )
    here.answer(imported, lambda: _lines(here, imported))


def _column_map(path: Path | None) -> ColumnMap | None:
    if path is None:
        return None
    from cli.sheets import read_column_map

    return read_column_map(path)


def _take(
    writer: Writer, files: list[File], *, correct: bool
) -> tuple[Outcome, list[Told]]:
    outcome = import_files(writer, files, correcting=correct)
    if outcome.changes and not correct:
        raise _changed(outcome.changes)
    return outcome, [tell(leaf) for leaf in writer.leaves]


def _also_refused(
    here: Surroundings, files: list[File], *, correct: bool
) -> list[LedgerError]:
    """Give what the rules refuse of the rows that could be read."""
    try:
        carry_out(
            here, lambda writer: _take(writer, files, correct=correct), keep=False
        )
    except FaultyLinesError as error:
        return error.faults
    except LedgerError:
        return []
    return []


def _changed(changes: list[Change]) -> FaultyLinesError:
    faults: list[LedgerError] = [
        RefusedError(
            f"{change.ref} (#{change.number}) was recorded with another "
            f"{difference.field}",
            place=change.place,
            expected=f"{shown(difference, difference.recorded)}, as recorded",
            found=shown(difference, difference.given),
        )
        for change in changes
        for difference in change.differences
    ]
    rows = "1 row has" if len(changes) == 1 else f"{len(changes)} rows have"
    error = ChangedRowsError(f"{rows} changed since; nothing was recorded", faults)
    error.next_step = "to reverse and record anew what changed: the same with --correct"
    return error


class ChangedRowsError(FaultyLinesError):
    """Rows that were recorded before say something else now."""

    code = 1
    kind = "changed"


def shown(difference: Difference, value: object) -> str:
    """Write a value of a field for people: amounts in euros."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and difference.field not in COUNTS:
        return format_cents(value)
    if isinstance(value, tuple):
        return " | ".join(shown(difference, part) for part in value)
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value)
        told = (shown(difference, part) for part in fields.values() if part is not None)
        return " ".join(told)
    return str(value)


def _lines(here: Surroundings, imported: Imported) -> Iterator[str]:
    for change in imported.changes:
        told = "; ".join(
            f"{d.field} {shown(d, d.recorded)} -> {shown(d, d.given)}"
            for d in change.differences
        )
        yield f"{change.place}: {change.ref} corrected: {told}"
    yield from imported.notes
    for told_event in imported.recorded[:SHOWN_MAX] if imported.dry_run else ():
        yield line(here, told_event)
    if imported.dry_run and len(imported.recorded) > SHOWN_MAX:
        yield f"… and {len(imported.recorded) - SHOWN_MAX} more events"
    counts = f"{imported.new} new, {imported.same} the same, {imported.changed} changed"
    if imported.dry_run:
        yield f"dry run: {counts}; {imported.events} events would be recorded"
    else:
        yield f"{counts}; {imported.events} events recorded"
