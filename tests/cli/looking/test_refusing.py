"""A bundle that does not hold is not shown, and its code is that of `verify`."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal

LOOKING = (
    *("show balance", "show tranches", "show expenses", "show reserve", "show refund"),
    *("show plan", "show history", "show event A", "show document A", "show rules"),
    *("status", "check", "explain spent", "diff '#3' '#9'", "user list"),
    "anchor list",
)


@pytest.fixture
def tampered(school: Terminal) -> Terminal:
    path = school.folder / "zon.zip"
    data = path.read_bytes()
    # In the log, and not in a report of it.
    path.write_bytes(
        data.replace(
            b'"amount":24000,"beneficiary"', b'"amount":25000,"beneficiary"', 1
        )
    )
    return school


@pytest.mark.parametrize("command", LOOKING)
def test_a_changed_cent_is_shown_by_nothing(tampered: Terminal, command: str) -> None:
    verified = tampered("verify zon.zip --json")
    finding = verified.json["findings"][0]
    assert (verified.code, finding["place"]) == (11, "data/events.jsonl")
    assert tampered.refuses(f"{command} --book zon.zip", code=11) == {
        "code": 11,
        "kind": "not-verified",
        "place": "zon.zip",
        "message": f"zon.zip does not hold: {finding['place']}: {finding['message']}",
        "expected": finding["expected"],
        "found": finding["found"],
        "next": "see all that was found: verantwoord verify zon.zip",
    }


def test_it_is_said_on_the_screen_and_nothing_is_shown(tampered: Terminal) -> None:
    said = tampered("show balance --book zon.zip")
    assert (said.code, said.out) == (11, "")
    assert "error: zon.zip does not hold: data/events.jsonl: " in said.err
    assert "next: see all that was found: verantwoord verify zon.zip" in said.err


def test_files_of_other_kinds(school: Terminal) -> None:
    for name, data in (
        ("leeg.zip", b""),
        ("tekst.zip", b"nr;datum;bedrag\n"),
        ("foto.zip", b"PK\x05\x06" + bytes(18)),
        ("boek.zip", school.book),
    ):
        (school.folder / name).write_bytes(data)
        error = school.refuses(f"show balance --book {name}", code=10)
        assert "this file is no proof bundle" in error["message"]
    (school.folder / "map.zip").mkdir()
    error = school.refuses("show balance --book map.zip", code=3)
    assert error["message"] == "map.zip cannot be read: is a directory"
    error = school.refuses("show balance --book weg.zip", code=3)
    assert error["message"] == "weg.zip cannot be read: no such file or directory"


def test_a_bundle_that_nobody_signed_says_so(book: Terminal) -> None:
    book.does("record allocation --year 2025 --on 2025-01-15 --amount 100")
    book.does("export zon.zip")
    said = book.does("show balance --book zon.zip").out.splitlines()
    assert said[-1] == (
        "from a bundle whose log holds, grade UNSIGNED: nobody has signed it"
    )
