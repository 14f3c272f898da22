"""Sizes and names of the house hold; what breaks them is found."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.house.rules import breaches

FLOORS = ("ledger", "projections", "cli", "fixtures", "tests")

LONG_FUNCTION = "def f():\n" + "    pass\n" * 30
LONG_DOCSTRING = f'def f():\n    """{"x" * 9}{chr(10) * 40}    """\n    pass\n'
UNFINISHED = "# TO" + "DO: later\n"

BROKEN = {
    "a long file": ("x = 1\n" * 251, "ledger/a.py: 251 lines, at most 250"),
    "a long function": (LONG_FUNCTION, "ledger/a.py:1: f has 31 lines, at most 30"),
    "a long method": (
        "class A:\n" + "".join(f"    {line}\n" for line in LONG_FUNCTION.splitlines()),
        "ledger/a.py:2: f has 31 lines, at most 30",
    ),
    "six parameters": (
        "def f(a, b, *, c, d, e, g): ...",
        "ledger/a.py:1: f takes 6 parameters, at most 5",
    ),
    "three by place": (
        "def f(a, b, c): ...",
        "ledger/a.py:1: f takes 3 by place: keyword-only from the third",
    ),
    "three by place, async, in a class": (
        "class A:\n    async def f(self, a, b, /, c): ...",
        "ledger/a.py:2: f takes 3 by place: keyword-only from the third",
    ),
    "a constructor by place": (
        "class A:\n    def __init__(self, a, b, c): ...",
        "ledger/a.py:2: __init__ takes 3 by place: keyword-only from the third",
    ),
    "a manager": (
        "class BookManager: ...",
        "ledger/a.py:1: class BookManager says nothing of the domain",
    ),
    "a base": (
        "class BaseEvent: ...",
        "ledger/a.py:1: class BaseEvent says nothing of the domain",
    ),
    "unfinished work": (
        "x = 1\n" + UNFINISHED,
        "ledger/a.py:2: unfinished work is an issue, not a comment",
    ),
}
SOUND = {
    "thirty lines": "\n".join(LONG_FUNCTION.splitlines()[:-1]),
    "a long docstring": LONG_DOCSTRING,
    "two by place and three by name": "class A:\n  def f(self, a, b, *, c, d, e): ...",
    "a command of click": "@main.command()\n@opt\ndef f(a, b, c, d, e, g): ...",
    "a fixture": "@pytest.fixture(scope='session')\ndef book(a, b, c): ...",
    "a test": "def test_it(a, b, c): ...",
    "a protocol of the language": "class A:\n    def __exit__(self, a, b, c): ...",
    "a baseline": "class Baseline: ...",
}


def files() -> list[str]:
    found = (path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


@pytest.mark.parametrize("name", files())
def test_every_file_keeps_the_rules_of_the_house(name: str) -> None:
    assert list(breaches((ROOT / name).read_text("utf-8"), name=name)) == []


@pytest.mark.parametrize(("source", "said"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_rule_is_found(source: str, said: str) -> None:
    assert list(breaches(source, name="ledger/a.py")) == [said]


@pytest.mark.parametrize("source", SOUND.values(), ids=list(SOUND))
def test_what_keeps_the_rules_is_left_alone(source: str) -> None:
    assert list(breaches(source, name="ledger/a.py")) == []


def test_a_file_without_a_subject_is_found() -> None:
    said = ["cli/utils.py: a file is named by what is in it"]
    assert list(breaches("", name="cli/utils.py")) == said
