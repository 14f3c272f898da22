"""No sentence of the projections is plain text: each is a message, and is collected.

Not only errors and findings, as in `test_errors_are_told`: also the lines, the rules
and the parts that structs hold. Reports write markup, and are looked at for errors.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.languages.collecting import Said, messages

FILES = [
    file
    for file in sorted((ROOT / "projections").rglob("*.py"))
    if ROOT / "projections" / "reports" not in file.parents
]
TELLING = {"message", "plural", "term"}

TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? (?:[A-Za-z]{2,}|\{)|\}[,;:]? [A-Za-z]{2,}")
TYPED = (
    "verantwoord ",
    "record ",
    "close ",
    "<",
    "SELECT ",
    "INSERT ",
    "CREATE ",
    "DELETE ",
)
"""What begins so is typed, or is for another program."""

PLAIN = {
    "a sentence": 'raise UsageError("there is none")',
    "a sentence with values": 'x = f"{ref} lacks {words}"',
    "a sentence in a part of one": 'x = message("{a}", a=f"{n} events")',
    "words before a command": 'x = f"link it: verantwoord record link {ref}"',
}
TOLD = {
    "a message": 'x = message("there is none", found=f"{name}.zip")',
    "one thing or several": 'x = plural("one thing", "many things", count=n)',
    "a docstring": 'def f():\n    """Give all of it."""\nX = 1\n"""One of it."""',
    "a command": 'x = message("link it: {command}", command=f"verantwoord link {a}")',
    "values beside each other": 'x = f"{school}, {name}"',
    "what a rule is quoted from": 'x = RuleText(message("a b"), "Je kan een reserve")',
}


def plain(source: str) -> list[int]:
    """Give the lines with a sentence that no message holds."""
    tree = ast.parse(source)
    apart = {id(part) for node in _apart(tree) for part in ast.walk(node)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in apart
        if TWO_WORDS.search(_text(node)) and not _text(node).startswith(TYPED)
    ]


def _apart(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is told, or quoted, or is a docstring, and the parts of a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in TELLING:
            yield from node.args
        elif isinstance(node, ast.Call) and _name(node) == "RuleText":
            yield from node.args[1:]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        elif isinstance(node, ast.JoinedStr):
            yield from (v for v in node.values if isinstance(v, ast.Constant))


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = (_text(v) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return "".join(parts)


def _said(source: str) -> Iterator[Said]:
    """Yield every message that stands in a source, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or _name(node) not in TELLING:
            continue
        texts = [ast.literal_eval(each) for each in node.args]
        if _name(node) == "term":
            yield Said(texts[1], context=texts[0])
        else:
            yield Said(*texts)


@pytest.mark.parametrize("name", [str(file.relative_to(ROOT)) for file in FILES])
def test_all_that_a_file_says_is_told(name: str) -> None:
    assert plain((ROOT / name).read_text("utf-8")) == []


def test_every_message_is_collected_wherever_it_stands() -> None:
    said = {each for file in FILES for each in _said(file.read_text("utf-8"))}
    assert said == messages("projections")


@pytest.mark.parametrize("source", PLAIN.values(), ids=PLAIN)
def test_a_sentence_that_is_plain_is_found(source: str) -> None:
    assert len(plain(source)) == 1


@pytest.mark.parametrize("source", TOLD.values(), ids=TOLD)
def test_what_is_told_is_left_alone(source: str) -> None:
    assert plain(source) == []
