"""Whatever lies in a file, reading it in ends in rows or in faults, never in a bug."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.intake.files import read_files
from cli.sheets import parse_column_map
from fixtures.books import build, worked_example
from ledger.book import Book, Writer
from ledger.book.importing import import_files
from ledger.errors import FaultyLinesError, LedgerError
from tests.cli.importing.sheets import HEADINGS, OTHER, ROW, text_of
from tests.cli.intake.test_faulty_lines import LINES
from tests.cli.intake.test_journal import LINES as YEAR

SAME_BOOK = settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Book]:
    """The worked example; nothing that is tried here is kept."""
    with build(tmp_path / "zon.book", worked_example()) as book:
        yield book


def tries(book: Book, name: str, *, data: bytes) -> None:
    """Read a file in; what is wrong with it is a `LedgerError`."""
    file = book.path.parent / name
    file.write_bytes(data)
    try:
        columns = parse_column_map(b'[defaults]\nbeneficiary = "team"', place="k")
        intake = read_files([file], columns if name.endswith(".csv") else None)
        book.carry_out(
            lambda writer: import_files(writer, intake.files, correcting=True),
            by="u1",
            keep=False,
        )
    except LedgerError as fault:
        fault.add_note(name)


RECORDS = st.sampled_from([json.loads(line) for line in YEAR])
CHANGES = st.dictionaries(
    st.sampled_from(["ref", "of", "expense", "on", "year", "amount", "version"]),
    st.sampled_from(["A", "B", "#5", "2025", "2024-02-29", "1.00", None, 2026, "E.1"]),
    max_size=2,
)
CHANGED = st.builds(lambda record, fields: {**record, **fields}, RECORDS, CHANGES)


@SAME_BOOK
@given(st.lists(LINES | CHANGED.map(lambda r: json.dumps(r).encode()), max_size=6))
def test_any_journal(desk: Book, lines: list[bytes]) -> None:
    tries(desk, "j.jsonl", data=b"\n".join(lines))


CELLS = st.sampled_from(
    ["", "A", "B", "A.1", "2025-03-12", "1,00", "travel", "team", "x", *ROW.values()]
)
ROWS = st.builds(
    lambda row, cells: {**row, **cells},
    st.sampled_from([ROW, OTHER]),
    st.dictionaries(st.sampled_from(list(HEADINGS)), CELLS, max_size=4),
)


@SAME_BOOK
@given(st.lists(ROWS, max_size=5))
def test_any_sheet(desk: Book, rows: list[dict[str, str]]) -> None:
    tries(desk, "u.csv", data=text_of(*rows).encode())


@settings(SAME_BOOK, max_examples=30)
@given(
    st.binary(max_size=300), st.sampled_from(["u.csv", "u.xlsx", "j.jsonl", "u.txt"])
)
def test_any_bytes(desk: Book, data: bytes, name: str) -> None:
    tries(desk, name, data=data)


@settings(SAME_BOOK, max_examples=80)
@given(st.lists(ROWS, max_size=4, unique_by=lambda row: row["ref"] or object()))
def test_what_was_read_in_once_is_the_same_again(
    desk: Book, rows: list[dict[str, str]]
) -> None:
    file = desk.path.parent / "u.csv"
    file.write_text(text_of(*rows), encoding="utf-8")
    intake = read_files([file], None)

    def twice(writer: Writer) -> tuple[int, int, int]:
        import_files(writer, intake.files, correcting=True)
        events = len(writer.leaves)
        again = import_files(writer, intake.files, correcting=True)
        return again.new, len(again.changes), len(writer.leaves) - events

    try:
        said = desk.carry_out(twice, by="u1", keep=False)
    except FaultyLinesError as refused:
        refused.add_note("a row that the rules refuse")
        return
    assert said == (0, 0, 0)
