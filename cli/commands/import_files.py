"""Read files in: journals and spreadsheets, all of them or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from cli.field_words import field_word
from cli.intake.files import by_place, faulty, read_files
from cli.options import common_options, pass_surroundings
from cli.progress import busy
from cli.recording import Told, carry_out, line, tell
from cli.sheets.columns import ColumnMap
from cli.surroundings import Surroundings
from ledger.book import Writer
from ledger.book.importing import import_files
from ledger.book.rows import Change, Difference, File, Outcome
from ledger.errors import FaultyLinesError, LedgerError, RefusedError
from ledger.messages import clauses, joined, message, plural
from ledger.money import Amount

SHOWN_MAX = 20
ANSWERS = {None: message("nothing"), True: message("yes"), False: message("no")}
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
    with busy(here, message("reading in")):
        intake = read_files(list(files), _column_map(columns))
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
            message(
                "{ref} (#{number}) was recorded with another {field}",
                ref=change.ref,
                number=change.number,
                field=field_word(difference.field),
            ),
            place=change.place,
            expected=message(
                "{value}, as recorded", value=shown(difference, difference.recorded)
            ),
            found=shown(difference, difference.given),
        )
        for change in changes
        for difference in change.differences
    ]
    error = ChangedRowsError(
        plural(
            "{count} row has changed since; nothing was recorded",
            "{count} rows have changed since; nothing was recorded",
            count=len(changes),
        ),
        faults,
    )
    error.next_step = message(
        "to reverse and record anew what changed: the same with --correct"
    )
    return error


class ChangedRowsError(FaultyLinesError):
    """Rows that were recorded before say something else now."""

    code = 1
    kind = "changed"


def shown(difference: Difference, value: object) -> str:
    """Write a value of a field for people: amounts in euros."""
    if value is None or isinstance(value, bool):
        return ANSWERS[value]
    if isinstance(value, int) and difference.field not in COUNTS:
        return message("{amount}", amount=Amount(value))
    if isinstance(value, dt.date):
        return message("{day}", day=value)
    if isinstance(value, tuple):
        return joined(" | ", [shown(difference, part) for part in value])
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value)
        parts = [part for part in fields.values() if part is not None]
        return joined(" ", [shown(difference, part) for part in parts])
    return str(value)


def _lines(here: Surroundings, imported: Imported) -> Iterator[str]:
    yield from map(_corrected, imported.changes)
    yield from imported.notes
    for told_event in imported.recorded[:SHOWN_MAX] if imported.dry_run else ():
        yield line(here, told_event)
    more = len(imported.recorded) - SHOWN_MAX
    if imported.dry_run and more > 0:
        yield plural(
            "… and {count} more event", "… and {count} more events", count=more
        )
    yield _counts(imported)


def _corrected(change: Change) -> str:
    told = [
        message(
            "{field} {recorded} -> {given}",
            field=field_word(each.field),
            recorded=shown(each, each.recorded),
            given=shown(each, each.given),
        )
        for each in change.differences
    ]
    return message(
        "{place}: {ref} corrected: {differences}",
        place=change.place,
        ref=change.ref,
        differences=clauses(told),
    )


def _counts(imported: Imported) -> str:
    counts = message(
        "{new} new, {same} the same, {changed} changed",
        new=imported.new,
        same=imported.same,
        changed=imported.changed,
    )
    if imported.dry_run:
        return plural(
            "dry run: {counts}; {count} event would be recorded",
            "dry run: {counts}; {count} events would be recorded",
            count=imported.events,
            counts=counts,
        )
    return plural(
        "{counts}; {count} event recorded",
        "{counts}; {count} events recorded",
        count=imported.events,
        counts=counts,
    )
