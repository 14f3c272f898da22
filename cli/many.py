"""Record many at once: link the expenses of an initiative, match a folder of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli.intake.documents import document_name, media_type, read_document
from cli.intake.numbers import Raw
from cli.intake.wishes import (
    FaultyFieldsError,
    W,
    fields_of,
    parse_field,
    parse_record,
)
from cli.recording import Answer, carry_out, lines, tell
from cli.surroundings import Surroundings
from cli.wording import first_fault
from ledger import commands as c
from ledger.book import Writer
from ledger.book.recognising import is_attached
from ledger.book.rows import LINK_FIELDS
from ledger.errors import SurroundingsError, UsageError
from ledger.events import Leaf
from ledger.messages import message
from ledger.state.entries import Expense
from ledger.system import reason_of


def link_many(
    here: Surroundings, where: tuple[str, ...], *, record: dict[str, Raw], dry_run: bool
) -> None:
    """Link in full every expense that fits all of `where` and has something left."""
    wanted = dict(map(_condition, where))
    if "expense" in record:
        raise UsageError(
            message("--expense and --where exclude each other"), place="--where"
        )

    def work(writer: Writer) -> list[Leaf]:
        found = [
            e
            for e in _expenses(writer)
            if e.unlinked and _fits(writer, e, wanted=wanted)
        ]
        for expense in found:
            writer.record(
                _wish(c.RecordLink, {**record, "expense": f"#{expense.n + 1}"})
            )
        return list(writer.leaves)

    _answer(here, carry_out(here, work, keep=not dry_run), dry_run=dry_run)


def _condition(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    known = {
        field.name: field
        for field in fields_of(c.RecordExpense).values()
        if field.name not in LINK_FIELDS
    }
    if not sign or name.strip() not in known:
        raise UsageError(
            message("{text!r} is no condition", text=text),
            place="--where",
            expected=message("FIELD=VALUE, such as initiative=P1 or category=travel"),
            found=text,
        )
    try:
        return name.strip(), parse_field(known[name.strip()], value)
    except UsageError as fault:
        fault.place = "--where"
        raise


def _fits(writer: Writer, expense: Expense, *, wanted: dict[str, Any]) -> bool:
    event, sealed = expense.event, writer.values(expense.n)
    recorded = {name: getattr(event, name) for name in event.__struct_fields__}
    known = {**recorded, **sealed, "year": event.on.year}
    return all(known[name] == value for name, value in wanted.items())


def _expenses(writer: Writer) -> Iterator[Expense]:
    for year in sorted(writer.state.years_opened - writer.state.years_closed):
        writer.load(year)
        yield from (e for e in writer.state.years[year].expenses if e.left)


def _wish(kind: type[W], record: dict[str, Raw]) -> W:
    try:
        return parse_record(kind, record)
    except FaultyFieldsError as faults:
        raise first_fault(faults) from None


def attach_folder(
    here: Surroundings, folder: Path, *, record: dict[str, Raw], dry_run: bool
) -> None:
    """Attach files to the expenses whose invoice number is in their name."""
    files = _files(folder)

    def work(writer: Writer) -> list[Leaf]:
        invoices = _invoices(writer)
        for file in files:
            found = _match(file, invoices)
            if len(found) == 1:
                _attach(writer, file, expense=found[0], record=record)
            else:
                here.say(_left_out(file, found))
        return list(writer.leaves)

    _answer(here, carry_out(here, work, keep=not dry_run), dry_run=dry_run)


def _left_out(file: Path, found: list[Expense]) -> str:
    if found:
        return message(
            "{file}: several expenses have its invoice number; left out", file=file.name
        )
    return message(
        "{file}: no expense has its invoice number; left out", file=file.name
    )


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(
            path
            for path in folder.iterdir()
            if path.is_file() and not path.name.startswith(".")
        )
    except OSError as error:
        raise SurroundingsError(
            message("{folder}: {reason}", folder=folder, reason=reason_of(error)),
            place=str(folder),
            expected=message("a folder"),
        ) from None
    if not files:
        raise UsageError(
            message("{folder} holds no files", folder=folder),
            place=str(folder),
            expected=message("documents"),
        )
    return files


def _folded(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def _invoices(writer: Writer) -> dict[str, list[Expense]]:
    found: dict[str, list[Expense]] = {}
    for expense in _expenses(writer):
        number = _folded(writer.values(expense.n).get("invoice") or "")
        found.setdefault(number, []).append(expense)
    found.pop("", None)
    return found


def _match(file: Path, invoices: dict[str, list[Expense]]) -> list[Expense]:
    name = _folded(file.stem)
    fitting = [number for number in invoices if number in name]
    # The longest number wins: `2025-17` is also in the name of `2025-171.pdf`.
    return invoices[max(fitting, key=len)] if fitting else []


def _attach(
    writer: Writer, file: Path, *, expense: Expense, record: dict[str, Raw]
) -> None:
    content = read_document(file)
    fields: dict[str, Raw] = {
        "kind": "invoice",
        **record,
        "of": f"#{expense.n + 1}",
        "name": document_name(file),
        "media_type": media_type(content, file.name),
        "content": content,
    }
    wish = _wish(c.AttachDocument, fields)
    if not is_attached(writer, wish):
        writer.record(wish)


def _answer(here: Surroundings, leaves: list[Leaf], *, dry_run: bool) -> None:
    answer = Answer([tell(leaf) for leaf in leaves], repeated=False, dry_run=dry_run)
    here.answer(answer, lambda: lines(here, answer))
    if not leaves:
        here.say(message("nothing fits; nothing was recorded"))
