"""The status is one screen, and names commands that can be typed."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import ROOT

LINES_MAX, COLUMNS_MAX = 24, 80


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_two_open_years_with_all_there_is_to_do_fit_on_one_screen(
    book: Terminal, lang: str
) -> None:
    busy(book)
    answer = book.does(f"status --lang {lang}")
    lines = answer.out.splitlines()
    assert len(lines) <= LINES_MAX
    assert max(map(len, lines)) <= COLUMNS_MAX
    assert answer.err == ""
    years = book.does("status --json").json["years"]
    assert [(year["year"], year["state"]) for year in years] == [
        (2025, "over"),
        (2026, "open"),
    ]
    done = {task["what"] for year in years for task in year["tasks"]}
    told = "tranche spend link put-back documents proofs plan close"
    assert done == set(told.split())


def test_one_year_is_told_alone(book: Terminal) -> None:
    busy(book)
    both = book.does("status --json").json["years"]
    assert [each["year"] for each in both] == [2025, 2026]
    for year in both:
        named = book.does(f"status --year {year['year']} --json").json
        assert named["years"] == [year]
    assert "2026" not in book.does("status --year 2025").out.splitlines()[1]
    error = book.refuses("status --year 2031", code=2)
    assert error["message"] == "the book has no year 2031"


def busy(book: Terminal) -> None:
    """Two years in which everything is still to be done, on 20 January 2026."""
    records: list[dict[str, object]] = []
    for year in ("2025", "2026"):
        on = f"{year}-01-12"
        spent = {"record": "expense", "on": on, "beneficiary": "team"}
        records += [
            {"record": "allocation", "year": int(year), "on": on, "amount": "50000.00"},
            {**spent, "ref": f"A{year}", "amount": "9000.00", "category": "other"},
            {**spent, "ref": f"B{year}", "amount": "950.00", "category": "leisure"},
        ]
    book.journal(*records)
    book.does("import j.jsonl")


def test_every_command_that_it_names_is_one(book: Terminal) -> None:
    busy(book)
    for year in book.does("status --json").json["years"]:
        for task in year["tasks"]:
            assert f" {task['command']}" in book.does("status").out
            words = shlex.split(task["command"])
            options = [word for word in words if word.startswith("--")]
            path = " ".join(words[: 2 if words[0] == "record" else 1])
            said = book.does(f"{path} --help").out
            assert all(option in said for option in options)


def test_it_stands_at_a_point_in_time(school: Terminal) -> None:
    year = school.does("status --on 2025-06-30 --json").json["years"][-1]
    assert (year["state"], year["days_left"], year["at_risk"]) == ("open", 184, 154_789)
    assert "on 2025-06-30" in school.does("status --on 2025-06-30").out
    later = school.does("status --known-at '#20' --json").json
    assert (later["known_at"], later["events"]) == ("#20", 20)


def test_it_follows_another_rule_set(school: Terminal) -> None:
    text = (ROOT / "ledger/rules/pd-grant-1.toml").read_text("utf-8")
    school.writes("other.toml", text.replace("percent = 50", "percent = 0"))
    year = school.does("status --rules other.toml --json").json["years"][-1]
    assert (year["outlook"]["reserve_limit"], year["at_risk"]) == (0, 392_627)
    assert school.refuses("status --rules gone.toml", code=3)


def test_a_book_without_a_year_waits_for_its_allocation(book: Terminal) -> None:
    (year,) = book.does("status --json").json["years"]
    assert [task["what"] for task in year["tasks"]] == ["allocation"]
    lines = book.does("status").out.splitlines()
    assert lines[1] == (
        "2026: 345 days left; what is at risk depends on the allocation"
    )
    assert lines[2].endswith("now  record allocation --year 2026")
    error = book.refuses("status --year 2026", code=2)
    assert error["next"] == "record the allocation of the year first"


@pytest.mark.parametrize(
    "command",
    [
        "show balance --on 31/02/2025",
        "show history --from 31/02/2025",
        "diff on:31/02/2025 2025-12-31",
        "show balance --year abc",
        "report r.html --year abc",
        "erase A --all --ground request --dry-run --on 31/02/2025",
    ],
)
def test_what_is_no_day_or_year_is_told_by_its_option(
    school: Terminal, command: str
) -> None:
    place = {"diff": "A", "--from": "--from", "abc": "--year"}
    expected = next((p for word, p in place.items() if word in command), "--on")
    assert school.refuses(command, code=2)["place"] == expected


def test_days_and_moments_have_their_word_in_french(school: Terminal) -> None:
    out = school.does("status --known-at 2026-01-20 --lang fr").out
    assert "connu jusqu’au 20/01/2026" in out
    assert "connu jusqu’à #20" in school.does("status --known-at 20 --lang fr").out


def test_a_point_outside_the_book_is_refused(school: Terminal) -> None:
    assert "before the book began" in said(school, "--known-at 2020-01-01")
    assert "fewer events" in said(school, "--known-at '#9999'")
    assert "not a date" in said(school, "--on 31-12-2025")


def said(school: Terminal, options: str) -> str:
    message: str = school.refuses(f"status {options}", code=2)["message"]
    return message


def test_where_nothing_is_to_be_done_it_says_so(school: Terminal) -> None:
    first, *_ = school.does("status --on 2023-12-31").out.splitlines()
    assert first == "nothing is to be done"


def test_what_is_at_risk_is_not_told_before_the_allocation(school: Terminal) -> None:
    school.does("close 2025")
    year = school.does("status --json").json["years"][-1]
    assert (year["year"], year["at_risk"]) == (2026, None)
    assert [task["what"] for task in year["tasks"]] == ["allocation"]
    assert "depends on the allocation" in school.does("status").out


def test_a_late_tranche_says_so(school: Terminal) -> None:
    for lang, words in {
        "nl": "30/06 laat",
        "fr": "30/06 tard",
        "en": "06-30 late",
    }.items():
        assert words in school.does(f"status --on 2025-07-01 --lang {lang}").out
