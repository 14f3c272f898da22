"""Why the system refused is said in words that are told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cli.unreadable import unreadable
from ledger.system import reason_of
from projections.language import language

USUAL = (errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS)


@pytest.mark.parametrize("number", USUAL)
def test_a_usual_reason_is_told_and_in_english_is_that_of_the_system(
    number: int,
) -> None:
    said = reason_of(OSError(number, os.strerror(number)))
    assert said == os.strerror(number).lower()
    assert language("nl").tell(said) != said != language("fr").tell(said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(9_999, "Some Other Fault"), "some other fault"),
        (OSError("No number"), "no number"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_what_is_not_known_is_said_as_the_system_says_it(
    error: OSError | ValueError, said: str
) -> None:
    assert reason_of(error) == f"the system says {said!r}"


def test_a_file_that_is_not_there_is_told_of_in_dutch() -> None:
    error = unreadable(Path("weg.csv"), FileNotFoundError(2, "No such file"))
    assert error.place == "weg.csv"
    assert language("nl").tell(error.message) == (
        "weg.csv kan niet gelezen worden: dat bestand of die map bestaat niet"
    )
