"""The sizes and the names of the house, read from the syntax tree of one file.

Nothing is raised: `breaches` says in words what does not hold, and where.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

FILE_LINES_MAX = 250
FUNCTION_LINES_MAX = 30
PARAMETERS_MAX = 5
BY_PLACE_MAX = 2

FORBIDDEN_FILES = {"utils.py", "helpers.py"}
FORBIDDEN_CLASSES = re.compile(r"Base([A-Z]|$)|.*(Manager|Helpers?|Utils?)$")
# A letter in brackets, so that this file does not breach its own rule.
UNFINISHED = re.compile(r"#.*\b(T[O]DO|F[I]XME)\b")

# Methods whose callers, in a library, pass more than two values by place.
BY_PLACE_BY_CONTRACT = {
    "convert": "click.ParamType: value, param, ctx",
    "make_context": "click.Command: info_name, args, parent",
}
# Whose parameters are its options: as many as these, and all passed by name.
CLICK = re.compile(r"(\w+\.)*(command|group)\b")
# Fixtures and drawn values, which pytest and hypothesis pass by name.
PYTEST = re.compile(r"(\w+\.)*(fixture|given|rule|initialize|composite)\b")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Parameters:
    """What a caller gives: how many values, and how many of them by place."""

    count: int
    by_place: int


def breaches(source: str, *, name: str) -> Iterator[str]:
    """What in this file is against the rules of the house, line by line."""
    lines = source.splitlines()
    if PurePath(name).name in FORBIDDEN_FILES:
        yield f"{name}: a file is named by what is in it"
    if len(lines) > FILE_LINES_MAX:
        yield f"{name}: {len(lines)} lines, at most {FILE_LINES_MAX}"
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield f"{name}:{number}: unfinished work is an issue, not a comment"
    for node in ast.walk(ast.parse(source)):
        yield from (f"{name}:{said}" for said in _breaches_of(node))


def _breaches_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef) and FORBIDDEN_CLASSES.match(node.name):
        yield f"{node.lineno}: class {node.name} says nothing of the domain"
    if not isinstance(node, Function):
        return
    where, given = f"{node.lineno}: {node.name}", parameters(node)
    if (length := lines_of(node)) > FUNCTION_LINES_MAX:
        yield f"{where} has {length} lines, at most {FUNCTION_LINES_MAX}"
    if given.count > PARAMETERS_MAX and not _is_decorated(node, CLICK):
        yield f"{where} takes {given.count} parameters, at most {PARAMETERS_MAX}"
    if given.by_place > BY_PLACE_MAX and not _is_called_by_a_library(node):
        yield f"{where} takes {given.by_place} by place: keyword-only from the third"


def lines_of(function: Function) -> int:
    """Its lines from `def` on, without its docstring."""
    length = _span(function)
    if ast.get_docstring(function, clean=False) is not None:
        length -= _span(function.body[0])
    return length


def parameters(function: Function) -> Parameters:
    """What callers give, without `self` or `cls`, `*args` and `**kwargs`."""
    given = function.args
    places = [parameter.arg for parameter in (*given.posonlyargs, *given.args)]
    by_place = len(places) - (places[:1] in (["self"], ["cls"]))
    return Parameters(by_place + len(given.kwonlyargs), by_place)


def _span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_called_by_a_library(function: Function) -> bool:
    name = function.name
    is_protocol = re.fullmatch(r"__\w+__", name) and name not in {"__init__", "__new__"}
    return bool(
        is_protocol
        or name in BY_PLACE_BY_CONTRACT
        or name.startswith(("test_", "pytest_"))
        or _is_decorated(function, CLICK)
        or _is_decorated(function, PYTEST)
    )


def _is_decorated(function: Function, decorator: re.Pattern[str]) -> bool:
    return any(decorator.match(ast.unparse(node)) for node in function.decorator_list)
