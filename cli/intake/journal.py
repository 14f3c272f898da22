"""The journal: one JSON object a line, made into rows. A contract for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from cli.intake.documents import document_name, media_type, read_document
from cli.intake.numbers import Raw
from cli.intake.wishes import (
    KINDS,
    FaultyFieldsError,
    kind_of,
    padded,
    padding,
    parse_record,
    unknown_field,
)
from ledger import commands as c
from ledger.book.recognising import NATURAL_REFS
from ledger.book.rows import Part, Row, split_expense
from ledger.errors import LedgerError, UsageError
from ledger.messages import message
from ledger.reasons import reason_why

LINE_LENGTH_MAX = 1024 * 1024
EXAMPLE = '{"record":"expense",…}'
NESTED_MAX = 3
"""A record holds a list of initiatives, each an object."""


Read = tuple[list[Row], list[str], list[LedgerError], frozenset[str]]


def read_journal(data: bytes, path: Path) -> Read:
    """Make the rows of a journal; gives notes, faults, and the refs of faulty lines.

    Paths of documents are relative to the journal's folder, and stay inside it.
    """
    rows: list[Row] = []
    notes: list[str] = []
    faults: list[LedgerError] = []
    broken: set[str] = set()
    text = data.removeprefix(b"\xef\xbb\xbf")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            rows.append(parse_line(line, place, folder=path.parent, notes=notes))
        except FaultyFieldsError as several:
            broken |= _refs(line)
            for name, fault in several.faults.items():
                fault.place = f"{place} ({name})"
                faults.append(fault)
        except LedgerError as fault:
            broken |= _refs(line)
            fault.place = place
            faults.append(fault)
    return rows, notes, faults, frozenset(broken)


def _refs(line: bytes) -> set[str]:
    """Give the names by which other lines may name the fact of a faulty one."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {""}
    if not isinstance(record, dict):
        return {""}
    names = {str(record.get("ref") or "")}
    kind = KINDS.get(str(record.get("record")))
    natural = NATURAL_REFS.get(kind) if kind else None
    try:
        return names | {(natural or "").format(SimpleNamespace(**record))}
    except AttributeError:
        return names


def parse_line(line: bytes, place: str, *, folder: Path, notes: list[str]) -> Row:
    """Make the row of a line; raises `UsageError`, or `FaultyFieldsError`.

    What was made of it that it does not say goes to `notes`.
    """
    record = _object(line)
    kind = kind_of(record.pop("record", None))
    given = frozenset(record)
    if kind is c.AttachDocument:
        record = _with_content(record, folder)
    wish = parse_record(kind, record)
    notes.extend(padding(place, number) for number in padded(kind, record))
    if isinstance(wish, c.RecordExpense):
        return split_expense(place, wish, given=given)
    return Row(place, Part(wish, given))


def _object(line: bytes) -> dict[str, Raw]:
    if len(line) > LINE_LENGTH_MAX:
        raise UsageError(
            message("the line is too long"),
            expected=message("at most {size} MB", size=1),
        )
    try:
        found = json.loads(
            line.decode(),
            object_pairs_hook=_unrepeated,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except UnicodeDecodeError:
        raise UsageError(
            message("the line is not UTF-8"), expected=message("a journal in UTF-8")
        ) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(
            message("the line is not JSON: {why}", why=reason_why(error)),
            expected=EXAMPLE,
        ) from None
    if not isinstance(found, dict):
        raise UsageError(message("the line is no object"), expected=EXAMPLE)
    if _depth(found, NESTED_MAX) > NESTED_MAX:
        raise UsageError(
            message("the line is nested too deeply"),
            expected=message("values, and for initiatives a list of objects"),
        )
    return found


def _depth(value: Any, most: int) -> int:
    """Count how deeply a value is nested, up to one more than `most`."""
    parts = value.values() if isinstance(value, dict) else value
    if most < 0 or not isinstance(value, dict | list):
        return 0
    return 1 + max((_depth(part, most - 1) for part in parts), default=0)


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        said = message("the key {key!r} stands twice on the line", key=twice)
        raise UsageError(said, found=twice)
    return found


def _no_float(text: str) -> str:
    raise UsageError(
        message("{text} is a number with a decimal sign: amounts are text", text=text),
        expected=f'"{text}"',
        found=text,
    )


OF_THE_FILE = {"content", "media_type"}
JOURNAL_FIELDS = ("of", "kind", "path", "name")


def _with_content(record: dict[str, Raw], folder: Path) -> dict[str, Raw]:
    fields = dict(record)
    path = fields.pop("path", None)
    for field in OF_THE_FILE & set(fields):
        raise FaultyFieldsError({field: unknown_field(field, JOURNAL_FIELDS)})
    if not isinstance(path, str) or not path:
        raise UsageError(
            message("{name} is missing", name="path"),
            expected=message("the path of the document"),
        )
    file = inside(folder, path)
    content = read_document(file)
    name = fields.get("name") or document_name(file)
    guessed = media_type(content, file.name)
    return {**fields, "name": name, "media_type": guessed, "content": content}


def inside(folder: Path, path: str) -> Path:
    """Give a path below a folder; raises `UsageError` where it leads out of it."""
    base = folder.resolve()
    try:
        file = (base / path.replace("\\", "/")).resolve()
    except (OSError, RuntimeError, ValueError):
        raise UsageError(
            message("{path!r} is no path", path=path),
            expected=message("the path of a file"),
            found=path,
        ) from None
    if not file.is_relative_to(base):
        raise UsageError(
            message("{path} lies outside the folder of the file", path=path),
            expected=message("a path below that folder"),
            found=path,
        )
    return file
