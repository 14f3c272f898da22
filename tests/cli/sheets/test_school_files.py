"""The sample school's spreadsheets read alike, whatever program they came from."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path

from stdnum.be import iban, vat

from cli.sheets import ColumnMap, Row, read_column_map, read_sheet
from fixtures.make_documents import documents
from fixtures.school_records import school_records

SCHOOL = Path(__file__).parents[3] / "fixtures" / "school"
TODAY = dt.date(2026, 1, 20)
AMOUNTS = {"amount", "link_amount"}
DAYS = {"on", "invoiced", "paid_on"}


def comparable(row: Row) -> dict[str, str]:
    """The cells with amounts and days in one form, as a person reads them."""
    cells = dict(row.cells)
    for field in AMOUNTS & set(cells):
        text = cells[field]
        plain = text.replace(".", "").replace(",", ".") if "," in text else text
        cells[field] = f"{Decimal(plain):.2f}"
    for field in DAYS & set(cells):
        cells[field] = "-".join(reversed(re.split(r"/", cells[field])))
    return cells


def rows(name: str, columns: ColumnMap | None = None) -> list[dict[str, str]]:
    return [comparable(row) for row in read_sheet(SCHOOL / name, columns).rows]


def test_the_workbook_says_what_the_text_says() -> None:
    text = rows("uitgaven-2025.csv")
    assert [row["ref"] for row in text] == list("ABCDE")
    assert [row["amount"] for row in text] == [
        *("950.00", "1280.50", "46.20", "360.00", "250.00"),
    ]
    assert rows("uitgaven-2025.xlsx") == text


def test_the_other_program_says_as_much_through_its_map() -> None:
    other = rows("uitgaven-anders.csv", read_column_map(SCHOOL / "kolommen.toml"))
    for row, same in zip(other, rows("uitgaven-2025.csv"), strict=True):
        beneficiary = {"beneficiary": "team"}
        assert row == {field: same[field] for field in row} | beneficiary


def test_what_is_left_out_is_said() -> None:
    assert read_sheet(SCHOOL / "uitgaven-2025.csv", None).skipped == [
        "uitgaven-2025.csv:11: the row 'Totaal' is a sum, not read",
        "uitgaven-2025.csv:4 (Opmerking): this column is not read",
    ]


def test_the_documents_are_those_that_the_files_give() -> None:
    made = documents(SCHOOL)
    assert {path: (SCHOOL / path).read_bytes() for path in made} == made
    lying = {
        f"bewijsstukken/{path.name}" for path in (SCHOOL / "bewijsstukken").iterdir()
    }
    assert lying == set(made)


def test_no_day_lies_after_the_clock_of_the_demo() -> None:
    days = [record["on"] for record in school_records(SCHOOL) if "on" in record]
    assert max(map(dt.date.fromisoformat, days)) <= TODAY


def test_numbers_of_firms_and_banks_have_their_check_digits() -> None:
    for record in school_records(SCHOOL):
        if "supplier_number" in record:
            assert vat.is_valid(record["supplier_number"])
            assert iban.is_valid(record["supplier_iban"])


def test_the_reserve_of_2025_is_what_2024_carries_over() -> None:
    expected = json.loads((SCHOOL / "expected.json").read_text())
    assert expected["2025"]["opening_reserve"] == expected["2024"]["carried_over"]
