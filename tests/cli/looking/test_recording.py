"""Commands that need a book say of a bundle that it is none, each in one sentence."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal

RECORDING = (
    "record school --name x",
    "record expense --on 2025-03-12 --amount 1 --category travel --beneficiary team",
    "record link --expense C --activity x --relevance y",
    "record link --where initiative=P24-1 --activity x --relevance y",
    "record document --of A --kind invoice --path scan.pdf",
    "record document --folder bewijsstukken",
    "import 2025.jsonl",
    "import uitgaven-2025.csv",
    "close 2025",
    "close 2025 --dry-run",
    "reopen 2024 --reason x",
    "user add x",
    "user leave u1",
    "erase A --all --ground request --yes",
    "erase A --all --ground request --dry-run",
    "key show",
    "key rotate",
    "key replace --lost",
    "checkpoint",
    "anchor print",
    "anchor request r.tsq",
    "anchor request r.note --witness",
    "anchor add --kind mail --on 2026-01-01 --size 3",
    "export other.zip",
    "export other.zip --redact names",
    "export other.tlog-proof --event A",
    "backup other.book",
    "upgrade other.book",
)


@pytest.mark.parametrize("command", RECORDING)
def test_a_bundle_is_no_book(school: Terminal, command: str) -> None:
    school.writes("scan.pdf", "%PDF-1.7\n")
    school.sets(book="zon.zip")
    before = {path: path.stat().st_mtime_ns for path in school.folder.rglob("*")}
    assert school.refuses(command, code=2) == {
        "code": 2,
        "kind": "bundle-given",
        "place": "zon.zip",
        "message": "zon.zip is a proof bundle, not a book:"
        " it is there to be looked at and verified",
        "expected": "a book",
        "found": None,
        "next": "verantwoord verify zon.zip,"
        " or: verantwoord show balance --book zon.zip",
    }
    after = {path: path.stat().st_mtime_ns for path in school.folder.rglob("*")}
    assert after == before


def test_a_bundle_that_lies_alone_is_not_recorded_in(school: Terminal) -> None:
    (school.folder / "zon.book").unlink()
    error = school.refuses("close 2025", code=2)
    assert error["message"] == "no book is named, and there is none in this folder"


def test_another_zip_is_no_book_as_before(school: Terminal) -> None:
    (school.folder / "fotos.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    error = school.refuses("close 2025 --book fotos.zip", code=3)
    assert error["message"] == "fotos.zip is not a book of verantwoord"
