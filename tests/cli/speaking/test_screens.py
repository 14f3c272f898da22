"""On a terminal tables are drawn for its width, in every language; elsewhere not."""

from __future__ import annotations

import json
import sys

import pytest

from cli.tables import table
from tests.cli.screen import STYLE, bare, screen, widest
from tests.cli.terminal import Keyboard, Terminal

LANGUAGES = ("en", "nl", "fr")
VIEWS = (
    *("show balance --year 2025", "show expenses --year 2025", "show tranches"),
    *("show reserve", "show refund", "show plan", "show plan --by category"),
    *("show document A", "show history", "status", "check"),
    *("explain refund-due", "diff '#100' '#137'", "user list", "close 2025 --dry-run"),
)
TABLE = "show expenses --year 2025"
CLEARED = "\x1b[2K"
MODULES = """
import json, sys
from cli.main import main
try:
    main(sys.argv[1:])
finally:
    sys.stdout.write(json.dumps("rich" in sys.modules))
"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_is_wider_than_a_screen(
    school: Terminal, *, lang: str, view: str
) -> None:
    seen = screen(f"{view} --lang {lang}", school.folder)
    assert seen.strip()
    assert widest(seen) <= 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nor_of_several_files(school: Terminal, lang: str) -> None:
    (school.folder / "cut.zip").write_bytes(b"PK\x03\x04")
    for command in ("verify zon.zip cut.zip nowhere.zip", "status zon.book zon.zip"):
        whole = screen(f"{command} --jobs 2 --lang {lang}", school.folder)
        seen = whole.rpartition(CLEARED)[2]  # what shows that work goes on is gone
        assert "zon.zip" in seen
        assert widest(seen) <= 80


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_a_table_takes_the_columns_that_there_are(
    school: Terminal, columns: int
) -> None:
    seen = screen(TABLE, school.folder, columns=columns)
    assert widest(seen.partition("5 expenses")[0]) <= columns
    assert "1,280.50" in seen


def test_a_table_has_a_bold_heading_a_rule_and_amounts_to_the_right(
    school: Terminal,
) -> None:
    heading, rule, first, second, *_ = screen(TABLE, school.folder).splitlines()
    assert heading.startswith("\x1b[1mref")
    assert set(rule) == {"─"}
    ends = [
        line.index(amount) + len(amount)
        for line, amount in (
            (bare(heading), "amount"),
            (first, "950.00"),
            (second, "1,280.50"),
        )
    ]
    assert len(set(ends)) == 1


def test_nothing_is_told_by_colour(school: Terminal) -> None:
    for variables in ({}, {"NO_COLOR": "1"}):
        seen = screen(TABLE, school.folder, variables=variables)
        assert set(STYLE.findall(seen)) == {"\x1b[1m", "\x1b[0m"}
    seen = screen(TABLE, school.folder, variables={"TERM": "dumb"})
    assert "\x1b" not in seen


def test_a_screen_that_knows_few_signs_gets_others(school: Terminal) -> None:
    seen = screen(TABLE, school.folder, variables={"PYTHONIOENCODING": "ascii"})
    assert seen.isascii()
    assert "--------" in seen


def test_text_from_files_is_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Keyboard())
    drawn = "".join(table(["a", ">b"], [["\x1b[2J", "\u202e1"]]))
    assert "\x1b[2J" not in drawn
    assert "\u202e" not in drawn
    assert "\\x1b[2J" in drawn


def test_a_pipe_gets_plain_lines(school: Terminal) -> None:
    said = school.does(TABLE).out
    assert said.startswith("ref  on ")
    assert "─" not in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("command", "draws"), [(TABLE, True), ("show event A", False), ("--help", False)]
)
def test_only_who_draws_a_table_waits_for_rich(
    school: Terminal, *, command: str, draws: bool
) -> None:
    program = [sys.executable, "-c", MODULES]
    seen = screen(command, school.folder, program=program)
    assert json.loads(seen.splitlines()[-1]) is draws
