"""Whatever is told into a file or a pipe can be read at 80 columns."""

from __future__ import annotations

import pytest

from cli.printing import WIDTH, Exact, fitted
from projections.language import LOCALES
from tests.cli.terminal import Terminal

SHOWN = (
    "status",
    "check",
    "show balance --year 2025",
    "show balance --year 2024 --known-at 2026-01-20T09:59+00:00 --on 2025-03-01",
    "show balance --on 2031-12-31",
    "show expenses --year 2024",
    "show history",
    "show history --kind spending --amount 100..200",
    "show plan",
    "show plan --by category",
    "show refund",
    "show reserve",
    "show tranches",
    "show event 13",
    "show event C",
    "show document 12",
    "explain refund-due",
    "explain spent --year 2024",
    "diff 100 137",
    "diff on:2025-06-30 on:2025-12-31",
    "user list",
    "key show",
    "checkpoint",
    "anchor print",
    "verify zon.zip",
    "verify zon.zip --key zon.pub",
    "show balance --book zon.zip",
    "show history --book zon.zip",
    "export uit.zip",
    "report uit.html",
)
REFUSED = (
    "show balance --year 2031",
    "show balance --on 2001-01-01",
    "show balance --known-at 2031-01-01",
    "show balance --known-at 2001-01-01",
    "show balance --known-at 2026-01-20T10:00",
    "show history --kind expnse",
    "show event ONBEKEND",
    "explain refnd",
    "diff zon.zip 12",
    "report uit.txt",
    "record link --expense B --activity a",
    "record expense --amount 1.234 --category other",
    "import onbestaand.jsonl",
    "close 2024",
    "show balance --book onbestaand.zip",
)
COMMANDS = (*SHOWN, *REFUSED)
NOTE = "\N{EM DASH} "
"""How a signature of a note begins."""


def may_be_long(line: str) -> bool:
    """Whether a line is one word, with its name at most, or is copied as it stands."""
    words = line.split()
    is_word = len(words) <= 2 and max(map(len, words)) > WIDTH - 3
    return is_word or line.strip().startswith(("verantwoord ", NOTE))


@pytest.mark.parametrize("code", LOCALES)
def test_no_line_is_longer_than_a_screen(school: Terminal, code: str) -> None:
    for command in COMMANDS:
        answer = school(f"{command} --lang {code}")
        for line in (*answer.out.splitlines(), *answer.err.splitlines()):
            assert len(line) <= WIDTH or may_be_long(line), (command, line)


def test_what_is_to_be_typed_stays_whole() -> None:
    said = f"next: {'do it, ' * 12}with: verantwoord record link --expense A --on DAY"
    *prose, typed = fitted(said)
    assert typed == "  verantwoord record link --expense A --on DAY"
    assert " ".join(" ".join(prose).split()) == said.partition(" verantwoord")[0]
    assert max(map(len, prose)) <= WIDTH


def test_what_is_no_longer_stays_as_it_is() -> None:
    assert list(fitted("x" * WIDTH)) == ["x" * WIDTH]
    assert list(fitted(f"key: {'x' * WIDTH}")) == [f"key: {'x' * WIDTH}"]
    assert isinstance(Exact("x"), str)
