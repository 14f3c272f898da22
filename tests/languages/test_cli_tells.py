"""The command line says nothing to people that is not told in their language."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.languages.untold import untold

NAMES = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "cli").rglob("*.py"))

PLAIN = {
    "an error": 'raise UsageError("it is not there")',
    "what was expected": 'UsageError(message("x"), expected=f"one of {names}")',
    "one of two": 'UsageError(message("a b") if many else "only one")',
    "another where there is none": 'UsageError(said, found=text or "nothing")',
    "several texts": 'UsageError("one of " + names)',
    "something beside an answer": 'here.say(f"{name}: left out")',
    "a question": 'confirm(here, "Record this?")',
    "a failure": 'Failure(code=2, kind="usage", message="it is not there")',
    "a line": 'def lines():\n    yield "it is done"',
}

TOLD = {
    "a message": 'raise UsageError(message("it is not there"), place="here: there")',
    "a text made before": "raise UsageError(said, expected=EXAMPLE)",
    "what is typed": 'UsageError(said, next_step=f"verantwoord verify {name}")',
    "an object": """UsageError(said, expected='{"record":"expense",…}')""",
    "signs": 'yield_ = f"  {name}: {text}"\nhere.say(f"  {name}: {text}")',
    "a line that is typed": 'def lines():\n    yield f"  --size {size} --on DAY"',
    "bytes": 'def parts():\n    yield b"it is done"',
}


@pytest.mark.parametrize("name", NAMES)
def test_all_that_a_file_says_is_told(name: str) -> None:
    assert untold((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("source", PLAIN.values(), ids=PLAIN)
def test_a_sentence_that_is_not_told_is_found(source: str) -> None:
    assert len(untold(source)) == 1


@pytest.mark.parametrize("source", TOLD.values(), ids=TOLD)
def test_what_is_told_or_typed_is_left_alone(source: str) -> None:
    assert untold(source) == []
