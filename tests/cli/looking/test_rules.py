"""The rule set of a year is printed as it is, and can be changed and tried."""

from __future__ import annotations

import hashlib
import sys

import pytest

from ledger.rules import shipped
from tests.cli.terminal import Terminal

CHANGES = {
    "percent = 50": "percent = 150",
    "first_due_month = 2": "first_due_month = 0",
    'source = "': 'source = 1 #"',
    "[reserve]": "[reserve",
    'from = "unspent"': 'from "unspent"',
    'expires = "never"': 'expires = "never',
    'title = "': 'title = ["',
}


@pytest.mark.parametrize("book", ["zon.book", "zon.zip"])
def test_it_is_printed_byte_for_byte(school: Terminal, book: str) -> None:
    rules = shipped("pd-grant-1")
    assert rules
    said = school.does(f"show rules --year 2025 --book {book}").out
    assert said.encode() == rules.source
    made = school.does(f"show rules --json --book {book}").json
    assert hashlib.sha256(made["toml"].encode()).hexdigest() == made["rules_sha256"]
    assert (made["rules"], made["rules_sha256"]) == (rules.set.id, rules.sha256)


def test_on_a_screen_it_is_lines(
    school: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert 'id = "pd-grant-1"' in school.does("show rules --book zon.book").out


@pytest.mark.parametrize("before", CHANGES)
def test_what_is_wrong_is_told_in_ones_own_language(
    school: Terminal, before: str
) -> None:
    text = school.does("show rules --book zon.book").out
    assert before in text
    school.writes("my.toml", text.replace(before, CHANGES[before], 1))
    said = school("show reserve --rules my.toml --lang nl --book zon.book").err
    assert "hoort" in said or "einde" in said, said
    assert not any(word in said for word in ("xpected", "nvalid", "int ", "str "))
    assert "verantwoord show rules" in said
