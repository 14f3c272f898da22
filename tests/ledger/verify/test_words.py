"""What is said beside the findings: in both languages, without a full stop."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from ledger.verify import words
from ledger.verify.heads import Grade
from ledger.verify.words.grades import GRADES, not_proven
from ledger.verify.words.text import Text, told

NAMES = [
    words.__name__,
    *(f"{words.__name__}.{each.name}" for each in pkgutil.iter_modules(words.__path__)),
]
SAME_IN_BOTH = {"school", "code", "git"}


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_there_in_dutch(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        for text in texts_in(value):
            assert text.en
            assert text.nl
            assert text.en == text.en.strip()
            assert not text.en.endswith(".")
            assert not text.nl.endswith(".")
            assert text.en != text.nl or text.en in SAME_IN_BOTH


def test_every_grade_has_a_meaning() -> None:
    assert set(GRADES) == set(Grade)


def test_the_better_the_grade_the_less_is_unproven() -> None:
    counts = [len(not_proven(grade)) for grade in Grade]
    assert counts == [5, 5, 4, 3, 3]


def test_a_text_is_told_in_dutch_or_else_in_english() -> None:
    text = Text("one", "een")
    assert [text.told(lang) for lang in ("en", "nl", "fr", "xx")] == [
        "one",
        "een",
        "one",
        "one",
    ]
    assert list(told([text, "as it is"], "nl")) == ["een", "as it is"]
    assert text.then("x") == Text("one: x", "een: x")
