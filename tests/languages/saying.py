"""Find what errors and findings say that no language can tell, in the syntax tree.

Law: what a maker of an error is given to say is a message, or data. A text that stands
there as it is, plain or formatted, has no word in it, or is a command to type.

A *maker* is a class of the family of `LedgerError`, `Finding`, a function that says
that it returns one of these, and `add` of the findings of a step. *Data* is whatever
was made elsewhere: what a call, an attribute or a parameter gives. A name that is set
in the same function stands for the texts that it is set to.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

ROOTS: Final = frozenset({"LedgerError", "Finding"})
"""What all makers come from."""

ASIDE: Final = frozenset({"code", "kind"})
"""What an error is given that nobody reads as a sentence."""

_WORD: Final = re.compile(r"(?:^|\s)[a-z]{2,}(?=$|[\s,.:;!?])")
_TYPED: Final = ("verantwoord ", "VERANTWOORD_", "pip ")
_HOLE: Final = "0"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Text = ast.Constant | ast.JoinedStr
Set = Mapping[str, list[ast.expr]]


class Untold(NamedTuple):
    """A text that is no message: its line, and what it says."""

    line: int
    text: str


def makers_in(sources: Iterable[str]) -> frozenset[str]:
    """Name all that makes errors or findings in some files, for other files too."""
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    made, before = ROOTS, frozenset[str]()
    while made != before:
        before = made
        made |= {each.name for each in classes if made & set(map(_name, each.bases))}
    made |= set(_functions(nodes, made))
    return frozenset(name for name in made if not name.startswith("_"))


def _functions(nodes: Iterable[ast.AST], makers: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Function) and _gives(node) in makers:
            yield node.name


def _gives(function: Function) -> str:
    return _name(function.returns) if function.returns else ""


def untold_in(source: str, makers: frozenset[str]) -> list[Untold]:
    """Give what breaks the law in a file, line by line."""
    tree = ast.parse(source)
    makers |= frozenset(_functions(ast.walk(tree), makers))
    found = {_untold(text) for text in _texts(tree, {}, makers=makers)}
    return sorted(each for each in found if _says(each.text))


def _texts(node: ast.AST, names: Set, *, makers: frozenset[str]) -> Iterator[Text]:
    """Yield each text that is given to a maker, below `node`."""
    if isinstance(node, Function):
        names = _set_in(node)
        if node.name in makers:
            for default in (*node.args.defaults, *node.args.kw_defaults):
                yield from _literals(default, names)
    if isinstance(node, ast.Call) and _makes(node, makers):
        for given in _given(node):
            yield from _literals(given, names)
    for inner in ast.iter_child_nodes(node):
        yield from _texts(inner, names, makers=makers)


def _makes(call: ast.Call, makers: frozenset[str]) -> bool:
    # Whatever else has an `add` takes one value.
    name = _name(call.func)
    return name in makers or (name == "add" and len(call.args) > 1)


def _given(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args
    yield from (each.value for each in call.keywords if each.arg not in ASIDE)


def _set_in(function: Function) -> Set:
    """Give what each name of a function is set to, wherever in it."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Name) and isinstance(node, ast.Assign):
                found.setdefault(target.id, []).append(node.value)
    return found


def _literals(given: ast.expr | None, names: Set) -> Iterator[Text]:
    """Yield the texts that stand there as they are; what is called makes its own."""
    match given:
        case ast.Constant() | ast.JoinedStr():
            yield given
        case ast.Name(id=name):
            for value in names.get(name, ()):
                yield from _literals(value, {})
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from (*_literals(one, names), *_literals(other, names))
        case ast.BoolOp(values=values):
            for value in values:
                yield from _literals(value, names)
        case _:
            pass


def _untold(text: Text) -> Untold:
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    words = (
        part.value
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else _HOLE
        for part in parts
    )
    return Untold(text.lineno, "".join(words))


def _says(text: str) -> bool:
    return bool(_WORD.search(text)) and not text.startswith(_TYPED)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Constant(value=str(name)):
            return name
        case _:
            return ""
