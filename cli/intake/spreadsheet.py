"""A spreadsheet of expenses with their links, made into rows."""

from __future__ import annotations

from pathlib import Path

from cli.intake.documents import document_name, media_type, read_document
from cli.intake.journal import inside
from cli.intake.wishes import FaultyFieldsError, padded, padding, parse_record
from cli.sheets import ColumnMap, FaultySheetError, read_sheet
from cli.sheets import Row as SheetRow
from ledger import commands as c
from ledger.book.rows import OWN, Part, Row, split_expense
from ledger.errors import LedgerError, UsageError
from ledger.messages import message

_BESIDE = {"paid_on", "payment_reference", "document"}


Read = tuple[list[Row], list[str], list[LedgerError], frozenset[str]]


def read_spreadsheet(path: Path, columns: ColumnMap | None) -> Read:
    """Make the rows of a spreadsheet; gives notes, faults, and refs of faulty rows."""
    reading = _Reading()
    try:
        sheet = read_sheet(path, columns)
    except FaultySheetError as error:
        sheet, reading.faults = error.sheet, list(error.faults)
    reading.unread = {fault.place or "" for fault in reading.faults}
    if sheet.rows and all("ref" not in line.cell_places for line in sheet.rows):
        sheet.skipped.append(_no_refs(path))
    for line in sheet.rows:
        if reading.take(line, path.parent):
            numbers = padded(c.RecordExpense, line.cells)
            sheet.skipped.extend(padding(line.place, number) for number in numbers)
        else:
            reading.broken.add(line.cells.get("ref", ""))
    broken = frozenset(reading.broken)
    return reading.rows, sheet.skipped, reading.faults, broken


def _no_refs(path: Path) -> str:
    return message(
        "{file}: no column names the rows (such as Nr), so they are recognised by what"
        " they say: a cell that is changed later makes a new row",
        file=path.name,
    )


class _Reading:
    """Rows of one sheet under way; `unread` has the places that could not be read."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.faults: list[LedgerError] = []
        self.broken: set[str] = set()
        self.unread: set[str] = set()

    def take(self, line: SheetRow, folder: Path) -> bool:
        """Take a line; False where it, or a cell of it, is faulty."""
        try:
            row = _row(line, folder)
        except FaultyFieldsError as several:
            for name, fault in several.faults.items():
                fault.place = line.cell_places.get(name, line.place)
                if fault.place not in self.unread:
                    self.faults.append(fault)
            return False
        except LedgerError as fault:
            fault.place = fault.place or line.place
            self.faults.append(fault)
            return False
        if self.unread & {line.place, *line.cell_places.values()}:
            return False
        self.rows.append(row)
        return True


def _row(line: SheetRow, folder: Path) -> Row:
    cells = {name: text for name, text in line.cells.items() if name not in _BESIDE}
    wish = parse_record(c.RecordExpense, cells)
    # What the column map puts in everywhere is no word of the row: it is not compared.
    told = {n for n, place in line.cell_places.items() if "(defaults." not in place}
    given = frozenset(told) - _BESIDE
    row = split_expense(line.place, wish, given=given)
    follow = [*row.follow, *_payment(line, wish), *_document(line, folder)]
    return Row(row.place, row.main, tuple(follow))


def _payment(line: SheetRow, wish: c.RecordExpense) -> list[Part]:
    paid = line.cells.get("paid_on")
    if not paid:
        return []
    given: dict[str, str | int | None] = {
        "expense": OWN,
        "on": paid,
        "bank_reference": line.cells.get("payment_reference"),
        "ref": f"{wish.ref[:29]}.p1" if wish.ref else None,
    }
    try:
        payment = parse_record(c.RecordPayment, given)
    except FaultyFieldsError as several:
        raise FaultyFieldsError({"paid_on": _first(several)}) from None
    names = frozenset(
        {"on", "bank_reference"} if "payment_reference" in line.cells else {"on"}
    )
    return [Part(payment, names)]


def _first(several: FaultyFieldsError) -> UsageError:
    return next(iter(several.faults.values()))


def _document(line: SheetRow, folder: Path) -> list[Part]:
    path = line.cells.get("document")
    if not path:
        return []
    try:
        file = inside(folder, path)
        content = read_document(file)
    except LedgerError as fault:
        fault.place = line.cell_places["document"]
        raise
    wish = c.AttachDocument(
        of=OWN,
        kind="invoice",
        name=document_name(file),
        media_type=media_type(content, file.name),
        content=content,
    )
    return [Part(wish, frozenset())]
