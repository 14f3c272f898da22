"""Every view of the sample school, checked, closed and verified, in text and JSON."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cli.terminal import Terminal

VIEWS = {
    "balance --year 2024": ("school 030569, 2024 (closed)", "refund due"),
    "balance": ("refund due (projected)          1,347.89", "tranche 2025", "late"),
    "balance --year 2025 --on 2025-06-30 --lang nl": ("2.017,36", "30/06/2025"),
    "tranches": ("tranche 2: late; 2,062.71 of 2,062.71", "after the due day"),
    "expenses": ("5 expenses, 2,886.70; 96.20 still to be linked", "ineligible"),
    "reserve": ("<= reserve limit", "at most half of a year's allocation"),
    "refund": ("=  refund due", "1,347.89"),
    "history": ("5,156.77 allocation-2025 allocation of 2025", "imported"),
    "event D": ("expense: 360.00", "leaf hash", "description (sealed): "),
    "event '#1'": ("book of school 030569",),
    "document A": ("invoice", "programme", "application/pdf"),
}


@pytest.mark.parametrize(("view", "words"), VIEWS.items(), ids=list(VIEWS))
def test_a_view_is_readable_and_is_a_document_too(
    school: Terminal, view: str, words: tuple[str, ...]
) -> None:
    answer = school.does(f"show {view}")
    said = " ".join(answer.out.split())
    for word in words:
        assert " ".join(word.split()).replace("tranche 2025", "tranche") in said
    assert answer.err == ""
    assert school.does(f"show {view} --json").json


def test_a_year_that_is_not_there_is_refused_on_every_view(school: Terminal) -> None:
    for view in ("balance", "tranches", "expenses", "reserve", "refund"):
        error = school.refuses(f"show {view} --year 2031", code=2)
        assert "2024, 2025" in error["expected"]
    assert school.refuses("check --year 2031", code=2)


def test_a_book_without_a_year_says_so(book: Terminal) -> None:
    for view in ("balance", "tranches", "expenses", "reserve", "refund"):
        assert "year" in book.refuses(f"show {view}", code=2)["message"]
    assert book.does("show history --json").json["events"] == 3


def test_the_same_moment_is_shown_the_same_later(school: Terminal) -> None:
    views = ("balance --year 2025", "expenses --year 2025", "history", "event A")
    point = "--known-at '#120' --json"
    before = [school.does(f"show {view} {point}").out for view in views]
    school.does("record link --expense C --activity x --relevance y")
    assert before == [school.does(f"show {view} {point}").out for view in views]


def test_a_document_is_written_out_once(school: Terminal) -> None:
    (document,) = [
        each
        for each in school.does("show document A --json").json["documents"]
        if each["kind"] == "invoice"
    ]
    school.does(f"show document '#{document['number']}' --save uit.pdf")
    written = (school.folder / "uit.pdf").read_bytes()
    stored = (school.folder / "bewijsstukken" / "2025-A-factuur.pdf").read_bytes()
    assert written == stored
    again = f"show document '#{document['number']}' --save uit.pdf"
    assert school.refuses(again, code=2)["message"] == "uit.pdf is there already"
    error = school.refuses("show document A --save alle.pdf", code=2)
    assert error["message"].endswith("documents: name one")


def test_long_answers_are_paged_on_a_terminal_only(school: Terminal) -> None:
    assert "\x1b" not in school.does("show history").out
    paged: list[str] = []
    school.patch.setattr("click.echo_via_pager", paged.extend)
    school.patch.setattr("sys.stdout.isatty", lambda: True)
    assert school.does("show history").out == ""
    assert sum(line.startswith("#") for line in paged) == school.events()


class TestCheck:
    def test_ends_in_one_where_there_is_anything(self, school: Terminal) -> None:
        answer = school("check")
        assert answer.code == 1
        assert "unjustified-expense" in answer.out
        objections = school("check --json").json["objections"]
        codes = {each["code"] for each in objections}
        assert {"unjustified-expense", "ineligible-expense", "tranche-late"} <= codes
        assert answer.out.count("rule: ") == len(objections)

    def test_says_where_the_rules_stand_and_how_grave_all_is(
        self, school: Terminal
    ) -> None:
        objections = school("check --json").json["objections"]
        said = school("check").out
        told = " ".join(said.partition("where these rules stand:")[2].split())
        for objection in objections:
            assert objection["source"] in told
        graves = Counter(each["severity"] for each in objections)
        assert f"{graves['error']} errors, {graves['warning']} warnings, " in said
        assert f", {graves['info']} for information" in said

    def test_ends_in_zero_where_there_is_nothing(self, school: Terminal) -> None:
        answer = school("check --known-at '#117' --year 2024 --json")
        grave = [o for o in answer.json["objections"] if o["severity"] != "info"]
        assert answer.code == (1 if grave else 0)

    def test_information_alone_is_no_objection(self, school: Terminal) -> None:
        asked = "check --year 2024 --on 2024-06-01"
        objections = school.does(f"{asked} --json").json["objections"]
        assert [each["code"] for each in objections] == ["preferred-areas"]
        assert "nothing to object to; 1 for information" in school.does(asked).out


def test_closing_prints_the_head_for_the_minutes(school: Terminal) -> None:
    dry = school.does("close 2025 --dry-run")
    assert "for the minutes" not in dry.out
    said = school.does("close 2025").out
    assert "for the minutes:" in said
    head = school.does("checkpoint --json").json
    assert f"log {head['origin']}, {head['size']} events" in said
    assert f"root {head['root']}" in said
    assert f"fingerprint {head['fingerprint']}" in said
    assert head["signed"]


def test_a_checkpoint_is_written_to_a_new_file_only(school: Terminal) -> None:
    school.does("checkpoint --output head.txt")
    note = (school.folder / "head.txt").read_text("utf-8")
    assert note == school.does("checkpoint --json").json["note"]
    for name in ("head.txt", "zon.book"):
        error = school.refuses(f"checkpoint --output {name}", code=2)
        assert error["message"] == f"{name} is there already"


class TestVerify:
    def test_a_bundle_and_a_book(self, school: Terminal) -> None:
        for file in ("zon.zip", "zon.book"):
            report = school.does(f"verify {file} --json").json
            assert (report["ok"], report["grade"]) == (True, "CONSISTENT")
            assert report["figures"]["2025"]["refund_due"] == 134_789
        vkey = (school.folder / "zon.pub").read_text("utf-8").strip()
        report = school.does("verify zon.zip --json --key", vkey).json
        assert report["grade"] == "SIGNED"

    def test_what_is_damaged(self, school: Terminal) -> None:
        data = (school.folder / "zon.zip").read_bytes()
        (school.folder / "half.zip").write_bytes(data[: len(data) // 2])
        for name in ("half.zip", "2024.jsonl", "uitgaven-2025.xlsx"):
            answer = school(f"verify {name}")
            assert answer.code == 10
            assert "NOT VERIFIED (code 10)" in answer.out

    def test_a_key_that_is_none(self, school: Terminal) -> None:
        error = school.refuses("verify zon.zip --key x", code=2)
        assert (error["place"], error["found"]) == ("--key", "x")

    def test_a_file_that_is_none(self, school: Terminal) -> None:
        for name in ("gone.zip", "bewijsstukken"):
            assert school.refuses(f"verify {name}", code=3)["place"] == name


def test_an_export_replaces_nothing_unless_asked(school: Terminal) -> None:
    before = (school.folder / "zon.zip").read_bytes()
    error = school.refuses("export zon.zip", code=2)
    assert error["place"] == "zon.zip"
    assert error["next"] == "choose another name, or replace it with --force"
    school.does("export zon.zip --force")
    assert (school.folder / "zon.zip").read_bytes() == before
    assert school.refuses("export weg/zon.zip", code=3)
    assert "does not end in .zip" in school.refuses("export zon", code=2)["message"]
