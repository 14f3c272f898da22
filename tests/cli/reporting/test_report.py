"""`report FILE`: by ending, of the years and at the point in time that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projections.reports.files import WRITERS
from tests.cli.terminal import Terminal
from tests.conftest import ROOT

ENDINGS = list(WRITERS)


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("ending", ENDINGS)
class TestEveryEnding:
    def test_the_same_command_gives_the_same_bytes_on_another_day(
        self, school: Terminal, ending: str
    ) -> None:
        for name, clock in (("one", "2026-01-20"), ("other", "2031-06-01")):
            (school.folder / name).mkdir()
            school.sets(clock=f"{clock}T10:00:00Z")
            school.does(f"report {name}/r{ending} --year 2025")
        one, other = (files(school.folder / name) for name in ("one", "other"))
        assert one
        assert one == other

    def test_a_file_that_is_there_is_not_written_over(
        self, school: Terminal, ending: str
    ) -> None:
        made = school.does(f"report r{ending} --json").json["files"]
        (school.folder / f"r{ending}").write_text("mine", encoding="utf-8")
        before = {name: (school.folder / name).read_bytes() for name in made}
        error = school.refuses(f"report r{ending}", code=2)
        assert "--force" in error["next"]
        assert before == {name: (school.folder / name).read_bytes() for name in made}
        school.does(f"report r{ending} --force")
        assert (school.folder / f"r{ending}").read_bytes() != b"mine"

    def test_at_a_terminal_it_asks(self, school: Terminal, ending: str) -> None:
        school.does(f"report r{ending}")
        school.typing("n")
        refused = school(f"report r{ending}")
        assert refused.code == 2
        assert f"r{ending}" in refused.err
        school.typing("y")
        school.does(f"report r{ending}")

    def test_a_no_leaves_the_file_as_it_is_in_each_language(
        self, school: Terminal, ending: str
    ) -> None:
        made = school.does(f"report r{ending} --json").json["files"]
        if len(made) > 1:
            return
        says = {
            "en": ("is there already: replace it? [y/N]", "was left as it is"),
            "nl": ("bestaat al: vervangen? [j/N]", "is gelaten zoals het is"),
            "fr": ("existe déjà\xa0: le remplacer\xa0? [o/N]", "a été laissé tel quel"),
        }
        yes = {"en": "y", "nl": "j", "fr": "o"}
        for code, (asked, left) in says.items():
            school.typing("n")
            refused = school(f"report r{ending} --lang {code}")
            assert f"r{ending} {asked}" in refused.err
            assert refused.err.endswith(f"r{ending} {left}\n")
            school.typing(yes[code])
            school.does(f"report r{ending} --lang {code}")

    def test_a_place_that_cannot_be_written_is_said(
        self, school: Terminal, ending: str
    ) -> None:
        error = school.refuses(f"report nowhere/r{ending}", code=3)
        assert error["next"] == "make the folder nowhere first, or choose another one"
        assert error["place"].startswith("nowhere")
        assert not (school.folder / "nowhere").exists()


def test_another_ending_is_refused_with_those_that_there_are(school: Terminal) -> None:
    nameless = school.refuses("report ''", code=2)
    assert nameless["message"] == "the report has no name"
    assert nameless["next"] == "name it report.html"
    error = school.refuses("report r.docx", code=2)
    assert error["expected"] == "a name that ends in .html, .pdf, .xlsx, .csv, .json"
    assert error["next"] == "name it r.html"


def test_years_are_one_several_or_all(school: Terminal) -> None:
    asked = {
        "": [2025],
        "--year 2024": [2024],
        "--year 2025 --year 2024": [2024, 2025],
        "--year all": [2024, 2025],
    }
    for options, years in asked.items():
        school.does(f"report r.json --force {options}")
        made = json.loads((school.folder / "r.json").read_text("utf-8"))
        assert [year["year"] for year in made["years"]] == years


def test_the_latest_year_is_the_latest_that_had_begun_on_the_day(
    school: Terminal,
) -> None:
    school.does("report r.json --on 2024-05-01")
    made = json.loads((school.folder / "r.json").read_text("utf-8"))
    assert [year["year"] for year in made["years"]] == [2024]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--year 2031", "the book has no year 2031"),
        ("--known-at 2020-01-01", "that is before the book began"),
        ("--known-at '#100000'", "the book has fewer events"),
        ("--rules none.toml", "none.toml"),
        ("--year twenty", "twenty"),
        ("--on someday", "someday"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(
    school: Terminal, options: str, message: str
) -> None:
    answer = school(f"report r.html {options}")
    assert answer.code in {2, 3}
    assert message in answer.err
    assert not (school.folder / "r.html").exists()


def test_a_book_without_a_year_has_no_report(book: Terminal) -> None:
    assert "year" in book.refuses("report r.html", code=2)["message"]


def test_the_point_in_time_is_that_of_the_report(school: Terminal) -> None:
    point = "--year 2025 --on 2025-06-30 --known-at '#120'"
    shown = school.does(f"show balance {point} --json").json
    answer = school.does(f"report r.json {point} --json").json
    made = json.loads((school.folder / "r.json").read_text("utf-8"))
    assert made["years"][0]["statement"] == shown
    assert (answer["events"], answer["root"]) == (120, shown["root"])
    assert made["stand"]["events"] == 120


def test_the_year_does_not_hang_on_the_clock(school: Terminal) -> None:
    school.sets(clock="2031-06-01T10:00:00Z")
    assert school.does("report r.json --json").json["years"] == [2025]


def test_all_years_and_one_that_is_none_is_refused(school: Terminal) -> None:
    assert school.refuses("report r.json --year all --year abc", code=2)


def test_a_day_before_the_book_is_refused_everywhere(school: Terminal) -> None:
    for command in ("report r.html", "show balance --year 2024", "status", "check"):
        error = school.refuses(f"{command} --on 2010-01-01", code=2)
        assert error["message"] == "2010-01-01 is before the book began"
        assert error["place"] == "--on"


def test_two_reports_for_audit_programs_do_not_share_an_index(school: Terminal) -> None:
    school.does("report a.csv --year 2024")
    error = school.refuses("report b.csv --year 2025", code=2)
    assert error["place"] == "index.xml"
    assert error["expected"] == "a folder of its own for each report in .csv"
    assert not (school.folder / "b.csv").exists()


def test_another_rule_set_is_marked(school: Terminal) -> None:
    text = (ROOT / "ledger" / "rules" / "pd-grant-1.toml").read_text("utf-8")
    school.writes("other.toml", text.replace('"pd-grant-1"', '"what-if"'))
    school.does("report r.json --year 2025 --rules other.toml")
    made = json.loads((school.folder / "r.json").read_text("utf-8"))
    assert made["years"][0]["rules"]["given"] is True
    assert made["years"][0]["rules"]["id"] == "what-if"
