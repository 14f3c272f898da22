"""The worked examples come out to the cent through `import` and `show balance`."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from tests.cli.importing.sheets import counts
from tests.cli.terminal import Terminal
from tests.conftest import ROOT

SCHOOL = ROOT / "fixtures" / "school"
EXPECTED = json.loads((SCHOOL / "expected.json").read_text(encoding="utf-8"))
JUNE = {
    "received": 309_406,
    "funds": 429_406,
    "spent": 227_670,
    "justified": 223_050,
    "unjustified": 4_620,
    "unused": 206_356,
    "unspent": 201_736,
    "reserve_limit": 257_838,
    "reserve_allowed": 201_736,
    "refund_due": 4_620,
}
DECEMBER = {
    "received": 515_677,
    "funds": 635_677,
    "spent": 288_670,
    "ineligible": 36_000,
    "justified": 243_050,
    "unjustified": 9_620,
    "unused": 392_627,
    "unspent": 347_007,
    "reserve_limit": 257_838,
    "reserve_allowed": 257_838,
    "refund_due": 134_789,
    "available": 347_007,
}
SHEETS = {
    "csv": "uitgaven-2025.csv",
    "xlsx": "uitgaven-2025.xlsx",
    "another program": "uitgaven-anders.csv --columns kolommen.toml",
}


@pytest.fixture
def school(book: Terminal) -> Terminal:
    """The files of the sample school, of which 2024 is read in already."""
    shutil.copytree(SCHOOL, book.folder, dirs_exist_ok=True)
    book.does("import 2024.jsonl")
    return book


def balance(terminal: Terminal, rest: str = "", *, year: int = 2025) -> dict[str, Any]:
    found: dict[str, Any] = terminal.does(
        f"show balance --year {year} {rest} --json"
    ).json
    return found


def figures(statement: dict[str, Any], names: object) -> dict[str, Any]:
    wanted = set(names) if isinstance(names, dict) else set()
    return {name: value for name, value in statement.items() if name in wanted}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_the_school_year_comes_out_to_the_cent(school: Terminal, sheet: str) -> None:
    school.does(f"import {sheet}")
    school.does("import 2025.jsonl")
    for year, expected in EXPECTED.items():
        shown = balance(school, year=int(year))
        tranches = {
            name: shown[name]["expected"] for name in ("tranche_1", "tranche_2")
        }
        assert {**figures(shown, expected), **tranches} == expected
    june = balance(school, "--on 2025-06-30")
    assert figures(june, JUNE) == JUNE
    assert june["tranche_2"]["status"] == "expected"
    assert balance(school, "--on 2025-07-01")["tranche_2"]["status"] == "late"
    assert figures(balance(school, "--on 2025-12-31"), DECEMBER) == DECEMBER


def test_the_workbook_after_the_text_is_the_same_again(school: Terminal) -> None:
    school.does("import uitgaven-2025.csv")
    before = school.book
    assert counts(school.does("import uitgaven-2025.xlsx --json")) == (0, 5, 0)
    assert school.book == before


def test_what_was_known_stays_to_be_seen(school: Terminal) -> None:
    school.does("import uitgaven-2025.csv 2025.jsonl")
    known = school.events()
    day = {on: balance(school, f"--on {on}") for on in ("2025-06-30", "2025-12-31")}
    school.sets(clock="2027-06-01T10:00:00Z")
    why = "--activity 'Bezoek' --relevance 'Besproken'"
    for ref in ("C", "E"):
        school.does(f"record link --expense {ref} {why}")
    linked = balance(school, "--on 2025-12-31")
    assert (linked["unused"], linked["refund_due"]) == (383_007, 125_169)
    school.does("close 2025 --carry-over 2578.38")
    school.does(
        "record decision --target expense --of B --on 2027-05-04 --amount 1280.50"
        " --ground not-justified"
    )
    decided = balance(school)
    assert (decided["unused"], decided["refund_due"]) == (511_057, 253_219)
    assert decided["carried_over"] == 257_838
    for known_at in (f"#{known}", str(known), "2026-01-20", "2026-01-20T10:00:00Z"):
        for on, before in day.items():
            again = balance(school, f"--on {on} --known-at {known_at}")
            assert {**again, "known_at": None} == before


def test_the_second_example_for_the_reserve(book: Terminal) -> None:
    spent = {"record": "expense", "on": "2025-03-01", "amount": "2500.00"}
    received = {"record": "tranche", "year": 2025, "on": "2025-03-01"}
    book.journal(
        {"record": "allocation", "year": 2025, "on": "2025-03-01", "amount": "5000.00"},
        {**received, "tranche": 1, "amount": "3000.00"},
        {**received, "tranche": 2, "amount": "2000.00"},
        {
            **spent,
            "category": "external-training",
            "beneficiary": "team",
            "activity": "x",
            "relevance": "y",
        },
        {**spent, "category": "leisure", "beneficiary": "team"},
    )
    book.does("import j.jsonl")
    expected = {
        "unused": 250_000,
        "unspent": 0,
        "reserve_allowed": 0,
        "refund_due": 250_000,
    }
    assert figures(balance(book), expected) == expected
