"""Minutes are written in the language of the school, and read by any verifier."""

from __future__ import annotations

import pytest

from projections.language import LOCALES
from tests.cli.terminal import Terminal


@pytest.mark.parametrize("lang", LOCALES)
def test_the_head_that_is_printed_is_read_again(school: Terminal, lang: str) -> None:
    printed = school.does(f"anchor print --lang {lang}").out
    assert read_again(school, printed) == 1


@pytest.mark.parametrize("lang", LOCALES)
def test_the_lines_of_a_close_are_read_again(book: Terminal, lang: str) -> None:
    opening = "--year 2025 --on 2025-01-10 --amount 12 --source statement"
    book.does(f"record opening {opening}")
    printed = book.does(f"close 2025 --lang {lang}").out
    book.does("export zon.zip")
    assert read_again(book, printed) == 1


def read_again(terminal: Terminal, printed: str) -> int:
    """Compare a bundle with a head out of minutes; count those that it goes on from."""
    terminal.writes("minutes.txt", printed)
    answer = terminal.does("verify zon.zip --json --no-memory --checkpoint minutes.txt")
    return len(answer.json["held"])
