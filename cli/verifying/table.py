"""Several files at once: a row for each school, and one JSON document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from cli.printing import WIDTH, wrapped
from cli.surroundings import Surroundings
from cli.tables import table, width
from cli.verifying.checking import Checked
from cli.verifying.telling import findings
from ledger.days import brussels_day
from ledger.errors import LedgerError
from ledger.findings import Finding
from ledger.messages import message
from ledger.verify import Report
from ledger.verify.report import Outcome, report
from ledger.verify.words import verdict as words
from projections.replayed import KINDS, Overview, overview

FILE_MIN = 12
NAME_MIN = 6
"""How many columns a file has at least, and a name where there is room for any."""


class Row(Struct, frozen=True, kw_only=True):
    """A file, its report, and what is seen of its latest year where it was read."""

    file: Path
    report: Report
    seen: Overview | None = None


def row_of(checked: Checked, report: Report) -> Row:
    """Look over the log of a file; a hundred schools need the least of each."""
    state = checked.told.state
    seen = None
    if state is not None and report.figures:
        seen = overview(state, today=_last_day(state.last_at))
    return Row(file=checked.file, report=report, seen=seen)


def _last_day(last_at: str) -> dt.date:
    return brussels_day(last_at)


def unreadable(file: Path, error: LedgerError) -> Row:
    """Make the row of a file that could not be read at all."""
    finding = Finding(
        code=error.code,
        place=str(file),
        message=error.message,
        expected=error.expected,
        found=error.found,
    )
    return Row(file=file, report=report(Outcome(findings=[finding])))


def code_of(rows: Iterable[Row]) -> int:
    """Give the lowest code that is not 0, and 0 where all held."""
    return lowest(*(row.report.code for row in rows))


def lowest(*codes: int) -> int:
    """Give the lowest of several codes that is not 0, and 0 where all are."""
    return min(filter(None, codes), default=0)


def document(rows: list[Row]) -> dict[str, Any]:
    """Give what `--json` prints."""
    code = code_of(rows)
    return {"ok": code == 0, "code": code, "bundles": [_bundle(row) for row in rows]}


def _bundle(row: Row) -> dict[str, Any]:
    seen = structs.asdict(row.seen) if row.seen else {}
    return {
        "file": str(row.file),
        **structs.asdict(row.report),
        **{name: seen.get(name) for name in Overview.__struct_fields__},
    }


def lines(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Tell what was found in each file, then the table, then what its columns are."""
    for row in rows:
        if row.report.findings:
            yield words.place(str(row.file))
            yield from findings(here, row.report.findings)
        if row.report.fraud_proof:
            said = words.fraud_proof(row.report.fraud_proof)
            yield from wrapped(here.tell(said))
    yield from _warnings(here, rows)
    headings = [f"{side}{here.tell(name)}" for side, name in words.HEADINGS]
    yield from _fitted(headings, [_cells(here, row) for row in rows])
    for text in words.ABOUT_THE_TABLE:
        yield from wrapped(here.tell(text))
    held = sum(row.report.ok for row in rows)
    yield words.schools(held, len(rows))


def _fitted(headings: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Give the table on a screen: what is too long of a file or a name is left out."""
    whole = [headings, *rows]
    columns = list(zip(*whole, strict=True))
    taken = sum(max(map(width, column)) + 2 for column in columns[1:-1])
    room = max(WIDTH - taken, FILE_MIN)
    files = min(max(map(width, columns[0])), room)
    names = WIDTH - taken - files - 2
    made = []
    for file, *cells, name in whole:
        ends = [_cut(name, names)] if names >= NAME_MIN else []
        made.append([_cut(file, files, end=True), *cells, *ends])
    yield from table(made[0], made[1:])


def _cut(text: str, size: int, *, end: bool = False) -> str:
    if width(text) <= size:
        return text
    return f"…{text[1 - size :]}" if end else f"{text[: size - 1]}…"


def _warnings(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Tell each warning once, with the files that it is about."""
    files: dict[str, list[str]] = {}
    for row in rows:
        for text in row.report.warnings:
            files.setdefault(text, []).append(str(row.file))
    for text, names in files.items():
        yield from wrapped(here.tell(words.warning(text, names)))


def _cells(here: Surroundings, row: Row) -> list[str]:
    made, seen, school = row.report, row.seen, row.report.school or "–"
    refused = here.tell(message("code {code}", code=made.code))
    grade = made.grade.name if made.ok else refused
    cells, name = [str(row.file), school, grade], made.name or ""
    if seen is None:
        return [*cells, *["–"] * (len(words.HEADINGS) - len(cells) - 1), name]
    year = f"{seen.year}*" if seen.projected else str(seen.year)
    sums = (seen.refund_due, seen.above_limit)
    amounts = [here.locale.amount(cents) for cents in sums]
    lacks = "/".join(str(seen.missing_documents[kind]) for kind in KINDS)
    return [*cells, year, *amounts, str(seen.open_checks), lacks, name]
