"""A file to read in, by the ending of its name."""

from __future__ import annotations

import stat
from hashlib import sha256
from itertools import takewhile
from pathlib import Path

from msgspec import Struct, field

from cli.intake.documents import document_name
from cli.intake.journal import read_journal
from cli.sheets import ColumnMap
from cli.unreadable import unreadable
from ledger.book.rows import File
from ledger.errors import FaultyLinesError, LedgerError, UsageError
from ledger.messages import message, plural
from ledger.values import FileFormat

FILE_SIZE_MAX = 512 * 1024 * 1024


class Intake(Struct):
    """Files that were read, what was noted on the way, and what is wrong in them."""

    files: list[File] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[LedgerError] = field(default_factory=list)


def read_files(paths: list[Path], columns: ColumnMap | None) -> Intake:
    """Read journals and spreadsheets; faulty lines are gathered, not raised."""
    intake = Intake()
    for path in paths:
        _read(intake, path, columns=columns)
    return intake


def _read(intake: Intake, path: Path, *, columns: ColumnMap | None) -> None:
    data = _bytes(path)
    digest = sha256(data).hexdigest()
    ending = path.suffix.lower()
    if ending == ".jsonl":
        rows, notes, faults, broken = read_journal(data, path)
        intake.files.append(File(document_name(path), "jsonl", digest, rows, broken))
    elif ending in (".csv", ".tsv", ".txt", ".xlsx", ".xlsm"):
        from cli.intake.spreadsheet import read_spreadsheet

        rows, notes, faults, broken = read_spreadsheet(path, columns)
        form: FileFormat = "xlsx" if ending.startswith(".xls") else "csv"
        intake.files.append(File(document_name(path), form, digest, rows, broken))
    else:
        raise UsageError(
            message("{file} is no kind of file that can be read in", file=path.name),
            place=str(path),
            expected=message("a name that ends in .jsonl, .csv or .xlsx"),
            found=ending or message("no ending"),
            next_step=message("save the spreadsheet as .xlsx or .csv"),
        )
    intake.notes.extend(notes)
    intake.faults.extend(faults)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UsageError(
                message("{path} is not a file", path=path),
                place=str(path),
                expected=message("a file"),
            )
        if status.st_size > FILE_SIZE_MAX:
            raise UsageError(
                message("{path} is too large", path=path),
                place=str(path),
                expected=message("at most {size} MB", size=512),
            )
        return path.read_bytes()
    except OSError as error:
        expected = message("a journal (.jsonl) or a spreadsheet (.csv, .xlsx)")
        raise unreadable(path, error, expected=expected) from None


def by_place(fault: LedgerError) -> tuple[str, int]:
    """Order faults by file and line."""
    file, _, rest = (fault.place or "").partition(":")
    digits = "".join(takewhile(str.isdigit, rest))
    return file.partition("!")[0], int(digits or 0)


def faulty(faults: list[LedgerError]) -> FaultyLinesError:
    """Give the error that names every faulty line at once."""
    said = plural(
        "{count} fault in what was to be read in; nothing was recorded",
        "{count} faults in what was to be read in; nothing was recorded",
        count=len(faults),
    )
    return FaultyLinesError(said, faults)
