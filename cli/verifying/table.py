"""Several files at once: a row for each school, and one JSON document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from cli.errors import Failure
from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.tables import fitted_table
from cli.verifying.checking import Checked
from cli.verifying.telling import findings
from ledger.days import brussels_day
from ledger.findings import Code, Finding, lowest
from ledger.messages import joined, message
from ledger.verify import Report
from ledger.verify.report import Outcome, report
from ledger.verify.words import verdict as words
from projections.replayed import KINDS, Overview, overview


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


def unreadable(file: Path, failure: Failure) -> Row:
    """Make the row of a file that could not be checked to its end."""
    said = failure.message
    if failure.code == Code.PROGRAM and failure.next:
        said = joined("; ", [said, failure.next])
    finding = Finding(
        code=failure.code,
        place=str(file),
        message=said,
        expected=failure.expected,
        found=failure.found,
    )
    return Row(file=file, report=report(Outcome(findings=[finding])))


def code_of(rows: Iterable[Row]) -> int:
    """Give the lowest code that is not 0, and 0 where all held."""
    return lowest(row.report.code for row in rows)


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


def findings_and_warnings(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Tell what was found in each file, then every warning once."""
    for row in rows:
        if row.report.findings:
            yield words.place(str(row.file))
            yield from findings(here, row.report.findings)
        if row.report.fraud_proof:
            said = words.fraud_proof(row.report.fraud_proof)
            yield from wrapped(here.tell(said))
    yield from _warnings(here, rows)


def glance(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Show the latest year of each school that could be read, and what is meant."""
    cells = [_cells(here, row, seen=row.seen) for row in rows if row.seen]
    if cells:
        yield from fitted_table(_told(here, words.HEADINGS), cells)
        for text in words.ABOUT_THE_TABLE:
            yield from wrapped(here.tell(text))


def results(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Show what came of each file, a row for each, and count those that held."""
    cells = [_result(here, row) for row in rows]
    yield from fitted_table(_told(here, words.RESULTS), cells)
    held = sum(row.report.ok for row in rows)
    yield words.schools(held, len(rows))


def _told(here: Surroundings, headings: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{side}{here.tell(name)}" for side, name in headings]


def _warnings(here: Surroundings, rows: list[Row]) -> Iterator[str]:
    """Tell each warning once, with the files that it is about."""
    files: dict[str, list[str]] = {}
    for row in rows:
        for text in row.report.warnings:
            files.setdefault(text, []).append(str(row.file))
    for text, names in files.items():
        said = words.warning(text, list(dict.fromkeys(names)))
        yield from wrapped(here.tell(said))


def _cells(here: Surroundings, row: Row, *, seen: Overview) -> list[str]:
    year = f"{seen.year}*" if seen.projected else str(seen.year)
    sums = (seen.refund_due, seen.above_limit)
    amounts = [here.locale.amount(cents) for cents in sums]
    lacks = "/".join(str(seen.missing_documents[kind]) for kind in KINDS)
    cells = [str(row.file), row.report.school or "–", year, *amounts]
    return [*cells, str(seen.open_checks), lacks, row.report.name or ""]


def _result(here: Surroundings, row: Row) -> list[str]:
    made = row.report
    cells = [str(row.file), made.school or "–", str(made.events) if made.root else "–"]
    if made.ok:
        return [*cells, made.grade.name, here.tell(words.OK), ""]
    worst = min(made.findings, key=lambda finding: finding.code)
    refused = here.tell(message("code {code}", code=made.code))
    return [*cells, "–", refused, here.tell(worst.message)]
