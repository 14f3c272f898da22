from __future__ import annotations

from pathlib import Path

import pytest

from cli.sheets import ColumnMap, parse_column_map, read_column_map
from ledger.errors import FaultyLinesError, SurroundingsError, UsageError
from tests.cli.sheets.making import CELLS, HEADINGS, ROW, cells_of, faults_of, read_rows

WHOLE = """
sheet = "Uitgaven 2025"
delimiter = "tab"
encoding = "windows-1252"
ignore = ["Opmerking intern"]
[columns]
ref = "Boeking"
[defaults]
beneficiary = "team"
people = 3
imposed = false
"""


def test_a_whole_map() -> None:
    assert parse_column_map(WHOLE.encode(), place="k.toml") == ColumnMap(
        place="k.toml",
        columns={"ref": "Boeking"},
        ignore=["Opmerking intern"],
        defaults={"beneficiary": "team", "people": "3", "imposed": "false"},
        sheet="Uitgaven 2025",
        delimiter="\t",
        encoding="cp1252",
    )


@pytest.mark.parametrize(
    ("text", "place", "found", "hint"),
    [
        ("sheat = 'x'", "k.toml (sheat)", "'sheat'", "did you mean 'sheet'?"),
        ("[columns]\nrfe='x'", "k.toml (columns.rfe)", "'rfe'", "did you mean 'ref'?"),
        ("[columns]\nref=1", "k.toml (columns.ref)", "1", None),
        ("[defaults]\npeople=1.5", "k.toml (defaults.people)", "1.5", None),
        ("columns = 3", "k.toml (columns)", "3", None),
        ("ignore = 'x'", "k.toml (ignore)", "'x'", None),
        ("ignore = ['']", "k.toml (ignore)", "''", None),
        ("delimiter = '|'", "k.toml (delimiter)", "'|'", None),
        ("encoding = 8", "k.toml (encoding)", "8", None),
        ("sheet = 1", "k.toml (sheet)", "1", None),
        ("ignore=['A']\n[columns]\nref='a'", "k.toml (columns.ref)", "'a'", None),
    ],
)
def test_a_fault_says_where_and_what_was_found(
    text: str, place: str, found: str, hint: str | None
) -> None:
    with pytest.raises(FaultyLinesError) as raised:
        parse_column_map(text.encode(), place="k.toml")
    [fault] = raised.value.faults
    assert (fault.place, fault.found, fault.next_step) == (place, found, hint)


@pytest.mark.parametrize("data", [b"= 3", b"\xff", b"a = " + b"[" * 9_000])
def test_what_is_no_toml_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="not valid TOML"):
        parse_column_map(data, place="k.toml")


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="cannot be read"):
        read_column_map(tmp_path / "k.toml")


def test_a_mapped_field_is_read_from_its_column_only(tmp_path: Path) -> None:
    columns = ColumnMap(columns={"amount": "Netto"}, ignore=["Bedrag"])
    rows = [[*HEADINGS[:4], "Bedrag", "netto"], [*ROW[:4], "1", "950,00"]]
    assert cells_of(read_rows(tmp_path, rows, columns=columns)) == [CELLS]


def test_one_column_may_serve_two_fields(tmp_path: Path) -> None:
    columns = ColumnMap(columns={"description": "Wat", "activity": "Wat"})
    [row] = read_rows(
        tmp_path, [[*HEADINGS, "Wat"], [*ROW, "Studiedag"]], columns=columns
    ).rows
    assert row.cells == {**CELLS, "description": "Studiedag", "activity": "Studiedag"}


def test_a_default_fills_empty_cells_and_says_where_it_came_from(
    tmp_path: Path,
) -> None:
    columns = ColumnMap(place="k.toml", defaults={"beneficiary": "Directeur"})
    rows = [HEADINGS, ROW, [*ROW[:3], "", "1"]]
    whole, filled = read_rows(tmp_path, rows, columns=columns).rows
    assert (whole.cells["beneficiary"], filled.cells["beneficiary"]) == ("team", "head")
    assert filled.cell_places["beneficiary"] == "k.toml (defaults.beneficiary)"


def test_a_default_may_stand_for_a_required_column(tmp_path: Path) -> None:
    columns = ColumnMap(defaults={"beneficiary": "team"})
    rows = [[*HEADINGS[:3], "Bedrag"], [*ROW[:3], "950,00"]]
    assert cells_of(read_rows(tmp_path, rows, columns=columns)) == [CELLS]


def test_a_mapped_column_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    columns = ColumnMap(place="k.toml", columns={"amount": "Netto"})
    assert faults_of(
        lambda: read_rows(tmp_path, [HEADINGS[:4], ROW[:4]], columns=columns)
    ) == [("k.toml (columns.amount)", "the file has no column 'Netto'")]


def test_a_number_that_no_program_counts_is_no_column_map() -> None:
    with pytest.raises(UsageError, match="the column map is not valid TOML"):
        parse_column_map(b"ignore = " + b"9" * 5_000, place="k.toml")
