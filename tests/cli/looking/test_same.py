"""Every command that shows gives of a bundle what it gives of the book."""

from __future__ import annotations

import pytest

from ledger.rules import shipped
from tests.cli.terminal import Terminal

SHA256 = "3a53efe904f58cac0e5fa5a84f776395707eeb1a8d771b6068b4250c72efbf9a"
OF_A_YEAR = tuple(
    f"{command} --year {year}"
    for year in (2024, 2025)
    for command in (
        *("show balance", "show tranches", "show expenses", "show reserve"),
        *("show refund", "show plan", "check", "explain refund-due", "explain unused"),
    )
)
OF_A_POINT = (
    *("show balance", "show plan --by area", "show history", "status", "check"),
    *("show history --kind expense --amount 100..500", "show history --text lezen"),
    *("show history --from 2024-03-01 --until 2024-06-30", "show event '#9'"),
    *("show event 24-06", "show event plan-2023-2024", "show document 24-04"),
    "explain justified --year 2024",
)
OF_ITS_OWN = (
    *("show event A", f"show document {SHA256}", "show document '#122'"),
    *("diff '#60' '#137'", "diff '#137' '#60' --year 2024", "diff on:2024-06-30 '#90'"),
    *("diff on:2025-06-30 on:2025-12-31", "diff '#9' '#10' --on 2024-12-31"),
    *("user list", "anchor list", "show balance --rules rules.toml"),
    *("show event nobody", "show balance --year 2031", "diff '#9' '#9999'"),
    *("show history --known-at 2001-01-01", "explain nothing"),
)
POINTS = ("", "--on 2024-06-30", "--known-at '#60'", "--known-at 60 --on 2024-05-01")
COMMANDS = [
    *OF_A_YEAR,
    *(f"{command} {point}".strip() for command in OF_A_POINT for point in POINTS),
    *OF_ITS_OWN,
]
SOURCE = (
    "from a bundle whose log holds, grade CONSISTENT; whether it is the school's:\n"
    "  verantwoord verify zon.zip --key KEY\n"
)


@pytest.fixture
def folder(school: Terminal) -> Terminal:
    """The sample school, and a rule set under which less is carried over."""
    rules = shipped("pd-grant-1")
    assert rules
    school.writes("rules.toml", rules.source.decode().replace("= 50", "= 25"))
    return school


@pytest.mark.parametrize("command", COMMANDS)
def test_the_document_is_that_of_the_book(folder: Terminal, command: str) -> None:
    of_book = folder(f"{command} --json --book zon.book")
    of_bundle = folder(f"{command} --json --book zon.zip")
    said = of_bundle.out.replace('"zon.zip"', '"zon.book"')
    assert (of_bundle.code, said) == (of_book.code, of_book.out)
    assert of_book.out


WORDS = [each for each in (*OF_A_YEAR, *OF_A_POINT, *OF_ITS_OWN) if each != "status"]


def test_the_status_of_a_bundle_names_no_commands(folder: Terminal) -> None:
    of_book = folder.does("status --book zon.book").out.splitlines()
    of_bundle = folder.does("status --book zon.zip").out.splitlines()
    assert any("verantwoord …" in line for line in of_book)
    assert not any("verantwoord …" in line for line in of_bundle)
    shown = of_bundle[: -len(SOURCE.splitlines())]
    assert len(shown) == len(of_book)
    assert not any(" record " in line or " close " in line for line in shown)
    for mine, theirs in zip(of_book, shown, strict=True):
        assert mine.startswith(theirs)


@pytest.mark.parametrize("command", WORDS)
def test_the_words_are_those_of_the_book_and_say_that_it_is_a_bundle(
    folder: Terminal, command: str
) -> None:
    of_book = folder(f"{command} --book zon.book")
    of_bundle = folder(f"{command} --book zon.zip")
    assert of_bundle.code == of_book.code
    assert of_bundle.err == of_book.err.replace("zon.book", "zon.zip")
    # What is to be typed next names what was looked at.
    said = of_book.out.replace("--book zon.book", "--book zon.zip")
    assert of_bundle.out == said + (SOURCE if of_book.out else "")


def test_the_values_for_a_spreadsheet_are_those_of_the_book(school: Terminal) -> None:
    of_book = school.does("show history --csv --book zon.book").out
    assert school.does("show history --csv --book zon.zip").out == of_book


def test_a_document_is_written_out_of_the_file(school: Terminal) -> None:
    school.does("show document '#122' --save factuur.pdf --book zon.zip")
    original = school.folder / "bewijsstukken" / "2025-A-factuur.pdf"
    assert (school.folder / "factuur.pdf").read_bytes() == original.read_bytes()
