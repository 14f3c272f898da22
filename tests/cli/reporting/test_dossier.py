"""`export` encloses the dossier, and `verify` makes it again from the log."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.repacking import packed, unpacked
from ledger.bundle.payload import DERIVED
from projections.reports import enclosing
from projections.reports.enclosing import MADE
from tests.cli.terminal import Terminal

BUNDLE = "zon.zip"
OPENED = ("report.html", "report.pdf", "report.xlsx", "report.csv", "report.json")


def enclosed(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        names = [name for name in archive.namelist() if name.startswith(DERIVED)]
        return {name.removeprefix(DERIVED): archive.read(name) for name in names}


def change(bundle: Path, name: str, *, to: Callable[[bytes], bytes | None]) -> None:
    """Change one file of a bundle as its maker could: all digests fit again."""
    files = unpacked(bundle.read_bytes())
    made = to(files.pop(f"{DERIVED}{name}", b""))
    if made is not None:
        files[f"{DERIVED}{name}"] = made
    bundle.write_bytes(packed(files))


def warnings(school: Terminal) -> list[str]:
    found: list[str] = school.does(f"verify {BUNDLE} --no-memory --json").json[
        "warnings"
    ]
    return [each for each in found if "data/derived" in each]


def test_every_report_lies_in_the_bundle(school: Terminal) -> None:
    files = enclosed(school.folder / BUNDLE)
    assert {*OPENED, "index.xml", MADE, "figures.json"} <= files.keys()
    assert warnings(school) == []


def test_it_is_what_report_makes_of_the_bundle(school: Terminal) -> None:
    files = enclosed(school.folder / BUNDLE)
    made = school.folder / "made"
    made.mkdir()
    for ending in ("pdf", "xlsx", "csv", "json"):
        school.does(f"report made/report.{ending} -b {BUNDLE} --year all --lang nl")
    for file in made.iterdir():
        assert file.read_bytes() == files[file.name], file.name


def test_its_language_is_dutch_or_the_one_that_is_asked_for(school: Terminal) -> None:
    school.patch.setenv("LANG", "fr_BE.UTF-8")
    school.does("export dutch.zip")
    school.does("export french.zip --lang fr")
    told = {
        name: json.loads(enclosed(school.folder / f"{name}.zip")[MADE])["language"]
        for name in ("dutch", "french")
    }
    assert told == {"dutch": "nl", "french": "fr"}
    assert (school.folder / "dutch.zip").read_bytes() == (
        school.folder / BUNDLE
    ).read_bytes()


def test_what_a_verifier_will_miss_is_said_by_kind(school: Terminal) -> None:
    answer = school.does("export again.zip --json").json
    missing = {
        (year["year"], each["piece"]): (each["asked"], each["missing"])
        for year in answer["missing"]
        for each in year["pieces"]
    }
    assert missing[2024, "refund"] == (1, ["refund-2024"])
    assert set(missing[2025, "payment"][1]) >= {"D"}
    said = school.does("export more.zip --lang en").out
    assert "2024: a verifier will miss\n  proof of the refund: 1 of 1" in said


def test_reports_can_be_left_out(school: Terminal) -> None:
    answer = school.does("export bare.zip --no-reports --json").json
    assert answer["reports"] == []
    assert enclosed(school.folder / "bare.zip").keys() == {"figures.json"}


def test_a_book_that_is_too_long_has_none_and_says_so(
    school: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "EVENTS_MAX", 100)
    monkeypatch.setattr("cli.enclosing.EVENTS_MAX", 100)
    said = school.does("export long.zip --lang en").out
    assert "without reports, as the book has more than 100 events" in said
    assert enclosed(school.folder / "long.zip").keys() == {"figures.json"}


@pytest.mark.parametrize("redact", ["names", "all", "documents", "supplier"])
def test_a_redacted_bundle_tells_no_more_in_its_reports(
    school: Terminal, redact: str
) -> None:
    shown = school.does("show expenses --year 2025 --json").json["expenses"]
    school.does(f"export red.zip --redact {redact}")
    report = json.loads(enclosed(school.folder / "red.zip")["report.json"])
    told = [line["supplier"] for line in report["years"][1]["expenses"]]
    is_told = redact == "documents"
    assert told == [line["supplier"] if is_told else None for line in shown]
    if redact in {"names", "all"}:
        text = b"".join(enclosed(school.folder / "red.zip").values())
        assert not [line for line in shown if line["supplier"].encode() in text]
    answer = school.does("verify red.zip --allow-redacted --no-memory --json").json
    assert not [each for each in answer["warnings"] if "data/derived" in each]


@pytest.mark.parametrize("name", OPENED)
def test_a_changed_report_is_found(school: Terminal, name: str) -> None:
    change(school.folder / BUNDLE, name, to=lambda data: data + b" ")
    answer = school(f"verify {BUNDLE} --no-memory --json")
    assert answer.code == 17
    (found,) = answer.json["findings"]
    assert found["place"] == f"{DERIVED}{name}"


def test_a_report_that_was_taken_out_or_put_in_is_found(school: Terminal) -> None:
    change(school.folder / BUNDLE, "report.pdf", to=lambda _: None)
    change(school.folder / BUNDLE, "report-more.csv", to=lambda _: b"a;b\r\n")
    answer = school(f"verify {BUNDLE} --no-memory --json")
    assert answer.code == 17
    places = [each["place"] for each in answer.json["findings"]]
    assert places == [f"{DERIVED}report-more.csv", f"{DERIVED}report.pdf"]


def test_another_version_of_a_library_is_told_and_not_accused(school: Terminal) -> None:
    def older(data: bytes) -> bytes:
        made = json.loads(data)
        made["typst"] = "0.1.0"
        return json.dumps(made, separators=(",", ":"), sort_keys=True).encode()

    change(school.folder / BUNDLE, MADE, to=older)
    change(school.folder / BUNDLE, "report.pdf", to=lambda data: data + b" ")
    (said,) = warnings(school)
    assert said.startswith("data/derived/report.pdf was written with another version")


@pytest.mark.parametrize(
    "made", [b"", b"{}", b'{"language":"xx","program":"p","typst":"","xlsxwriter":""}']
)
def test_who_does_not_say_how_is_not_compared(school: Terminal, made: bytes) -> None:
    change(school.folder / BUNDLE, MADE, to=lambda _: made)
    (said,) = warnings(school)
    assert "were not checked, but for being whole" in said
