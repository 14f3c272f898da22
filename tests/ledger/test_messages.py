from __future__ import annotations

import datetime as dt
import errno
import os

import pytest

from ledger import system
from ledger.days import dated
from ledger.messages import either, joined, message, plural, renamed
from ledger.money import Amount, euros

DAY = dt.date(2025, 12, 31)

TEXTS = {
    "a plain text": ("a.part is damaged", "a.book is damaged"),
    "a message": (
        message("{path} is damaged", path="a.part"),
        message("{path} is damaged", path="a.book"),
    ),
    "a message in a message": (
        message("no head: {reason}", reason=message("{path} is empty", path="a.part")),
        message("no head: {reason}", reason=message("{path} is empty", path="a.book")),
    ),
    "a list": (
        message("one of {paths}", paths=["a.part", "b", 3]),
        message("one of {paths}", paths=["a.book", "b", 3]),
    ),
    "one of several": (
        plural(
            "{count} row in {path}", "{count} rows in {path}", count=2, path="a.part"
        ),
        plural(
            "{count} row in {path}", "{count} rows in {path}", count=2, path="a.book"
        ),
    ),
    "texts one after the other": (
        joined("; ", ["a.part", message("not {path}", path="a.part")]),
        joined("; ", ["a.book", message("not {path}", path="a.book")]),
    ),
}


@pytest.mark.parametrize(("text", "other"), TEXTS.values(), ids=list(TEXTS))
def test_a_name_is_another_one_in_what_is_filled_in(text: str, other: str) -> None:
    made = renamed(text, "a.part", new="a.book")
    assert (type(made), made, _made_of(made)) == (type(other), other, _made_of(other))


def _made_of(text: str) -> tuple[object, ...]:
    names = ("template", "values", "plural", "context")
    return tuple(getattr(text, name, None) for name in names)


def test_what_a_sentence_says_itself_is_not_a_name() -> None:
    said = message("the book {path} is no book", path="b")
    assert renamed(said, "book", new="file") == "the book b is no book"


@pytest.mark.parametrize(
    ("texts", "said"),
    [(["a"], "a"), (["a", "b"], "a or b"), (list("abc"), "a, b or c")],
)
def test_one_of_several_is_meant(texts: list[str], said: str) -> None:
    assert either(texts) == said


def test_an_amount_and_a_day_stand_alone_as_they_do_in_a_sentence() -> None:
    assert (euros(-120050), dated(DAY)) == ("-1200.50", "2025-12-31")
    assert (euros(5).values, dated(DAY).values) == ({"amount": Amount(5)}, {"day": DAY})


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC])
def test_the_reasons_of_the_system_are_known_word_for_word(number: int) -> None:
    error = OSError(number, os.strerror(number))
    told = system.reason_of(error)
    assert told == os.strerror(number).lower()
    assert _made_of(told)[0]


def test_a_reason_that_is_not_known_is_given_as_the_system_says_it() -> None:
    error = OSError(errno.EDOM, "Numerical argument out of domain")
    said = "the system says 'numerical argument out of domain'"
    assert system.reason_of(error) == said
    assert system.reason_of(TimeoutError()) == "the system says 'TimeoutError'"
