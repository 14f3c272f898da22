"""Find sentences that are said to people without being told in their language.

Looked at are the sentences of errors, what is said beside an answer, and the lines of
answers. What people type, and objects of JSON, are the same in every language.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

PARTS: Final = {"message", "expected", "found", "next", "next_step"}
"""What errors say by keyword; their sentence comes first."""

ASKING: Final = {"busy", "confirm", "prompt", "say"}
"""What they say comes first, or after the surroundings of the call."""

_WORD: Final = re.compile(r"[a-z]{2}")
_TYPED: Final = (
    "verantwoord ",
    "VERANTWOORD_",
    "curl ",
    "pip ",
    "ref=",
    "-",
    "{",
    "[",
    '"',
)


def untold(source: str) -> list[tuple[int, str]]:
    """Give the line and the text of every sentence that is no message."""
    found = [
        (part.lineno, _text(part))
        for said in _said(ast.parse(source))
        for part in _literals(said)
        if _is_a_sentence(_text(part))
    ]
    return sorted(found)


def _said(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield) and node.value:
            yield node.value
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name.endswith("Error") or name == "Failure":
            yield from node.args[:1]
            yield from (each.value for each in node.keywords if each.arg in PARTS)
        if name in ASKING:
            yield from node.args[:2]


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _literals(said: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the texts that stand there as they are; what is called makes its own."""
    if isinstance(said, ast.Constant | ast.JoinedStr):
        yield said
    elif isinstance(said, ast.IfExp):
        yield from (*_literals(said.body), *_literals(said.orelse))
    elif isinstance(said, ast.BoolOp):
        for value in said.values:
            yield from _literals(value)
    elif isinstance(said, ast.BinOp):
        yield from (*_literals(said.left), *_literals(said.right))


def _text(part: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(part, ast.Constant):
        return part.value if isinstance(part.value, str) else ""
    constants = (each for each in part.values if isinstance(each, ast.Constant))
    return "".join(map(_text, constants))


def _is_a_sentence(text: str) -> bool:
    return bool(_WORD.search(text)) and not text.strip().startswith(_TYPED)
