"""What if: figures under another rule set are never taken for the real ones."""

from __future__ import annotations

import json

import pytest

from ledger.rules import shipped
from tests.cli.terminal import Terminal

SHOWS = (
    *("show balance", "show tranches", "show expenses", "show reserve", "show refund"),
    *("show plan", "status", "check", "explain unused", "diff '#60' '#137'"),
    "status zon.book zon.zip",
)
SAID = "what if: under another rule set than the year's own"


@pytest.fixture
def folder(school: Terminal) -> Terminal:
    """The sample school, the shipped rule set, one edited and one of another name."""
    rules = shipped("pd-grant-1")
    assert rules
    text = rules.source.decode()
    school.writes("same.toml", text)
    school.writes("edited.toml", text.replace("= 50", "= 25"))
    school.writes("other.toml", text.replace('id = "pd-grant-1"', 'id = "mine"'))
    return school


@pytest.mark.parametrize("command", SHOWS)
def test_it_says_so(folder: Terminal, command: str) -> None:
    book = "" if "zon." in command else "--book zon.book"
    told = {
        name: " ".join(folder(f"{command} --rules {name}.toml {book}").out.split())
        for name in ("same", "edited", "other")
    }
    assert "what if" not in told["same"]
    assert f"{SAID}; rules pd-grant-1 as changed in edited.toml" in told["edited"]
    assert f"{SAID}; rules mine" in told["other"]


@pytest.mark.parametrize("command", SHOWS)
def test_the_document_says_so(folder: Terminal, command: str) -> None:
    book = "" if "zon." in command else "--book zon.book"
    made = json.loads(folder(f"{command} --rules edited.toml --json {book}").out)
    for each in made.get("books", [made]):
        found = each["what_if"], each["rules"], each["rules_changed"]
        assert found == (True, "pd-grant-1", True)
    same = json.loads(folder(f"{command} --rules same.toml --json {book}").out)
    assert "what_if" not in json.dumps(same)
