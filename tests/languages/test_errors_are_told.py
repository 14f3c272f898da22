"""Errors and findings say messages only, so that every language can tell them.

The law, and what counts as a sentence, are in `tests.languages.saying`. A package is
added to `COVERED` once it keeps the law.
"""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.languages.saying import makers_in, untold_in

COVERED = ("ledger", "projections", "cli")
"""The packages that keep the law: each file of them is looked at."""

MAKERS = makers_in(
    file.read_text("utf-8")
    for floor in COVERED
    for file in (ROOT / floor).rglob("*.py")
)

NAMES = [
    file.relative_to(ROOT).as_posix()
    for package in COVERED
    for file in sorted((ROOT / package).rglob("*.py"))
]

BROKEN = {
    "a plain sentence": 'raise UsageError("it is not there")',
    "a formatted one": 'raise UsageError(f"{name} is not there")',
    "what was expected": 'RefusedError(message("x"), expected="a book")',
    "what to do": 'RefusedError(message("x"), next_step=f"reverse {ref} first")',
    "a word for a place": 'MalformedError(message("x"), place="key file")',
    "one of two": 'UsageError(message("x") if one else "two of them")',
    "instead of nothing": 'UsageError(said, expected=", ".join(known) or "a log")',
    "given to one of another file": 'raise damaged(path, found="a gap in it")',
    "a sum of texts": 'UsageError("it is " + name)',
    "a name that is set": 'def f():\n    why = f"no {key}"\n    raise UsageError(why)',
    "given to a function that makes one": (
        'def _bad(why) -> UsageError: ...\n\nraise _bad("it is too long")'
    ),
    "what such a function says by itself": (
        'def damaged(path, found="a gap") -> DamagedError: ...'
    ),
    "a finding": 'yield Finding(code=10, place=place, message="it is cut off")',
    "a finding of a step": 'self._found.add(place, "it is cut off")',
}
SOUND = {
    "a message": 'raise UsageError(message("it is not there"), found=text)',
    "data": "raise RefusedError(said, place=str(path), expected=key.name)",
    "a number": 'raise RefusedError(said, found=f"#{n + 1}")',
    "a digest": 'raise MalformedError(said, expected=f"SHA-256 {digest}")',
    "an option": 'raise UsageError(said, place="--old")',
    "a name of a file": 'raise UsageError(said, place=f"{rules_id}.toml")',
    "a command": 'RefusedError(said, next_step=f"verantwoord close {year}")',
    "a setting": 'RefusedError(said, next_step=f"VERANTWOORD_USER={code} …")',
    "an error for programmers": 'raise TypeError("not an event")',
    "another maker of a message": 'raise UsageError(_reason("a text", digits))',
    "what a function of another name makes": '_first("select max from events")',
    "one value of a set": 'names.add("a text")',
    "a name that is set to a message": (
        'def f():\n    said = message("it is {what}")\n    raise UsageError(said)'
    ),
    "the same name elsewhere": (
        'def f():\n    said = "a key"\n\ndef g(said):\n    raise UsageError(said)'
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_error_of_a_file_can_be_told(name: str) -> None:
    assert untold_in((ROOT / name).read_text("utf-8"), MAKERS) == []


@pytest.mark.parametrize("source", BROKEN.values(), ids=list(BROKEN))
def test_a_sentence_that_cannot_be_told_is_found(source: str) -> None:
    assert len(untold_in(source, MAKERS)) == 1


@pytest.mark.parametrize("source", SOUND.values(), ids=list(SOUND))
def test_what_is_told_and_what_is_data_is_left_alone(source: str) -> None:
    assert untold_in(source, MAKERS) == []
