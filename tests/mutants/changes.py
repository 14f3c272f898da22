"""The changes that can be made to a module, one at a time, on its syntax tree.

Left alone is what says something to people: docstrings, all that stands in a call of
`message` and its like, and the fields of an error. So are annotations, and whether a
Struct may be changed, which no figure depends on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from tests.mutants.operators import statements_instead, values_instead

SAID = frozenset({"message", "plural", "term", "joined", "either", "ascii"})
SAYING = frozenset({"place", "expected", "found", "next_step", "reason", "what"})
MANNERS = frozenset({"frozen", "kw_only", "order", "eq"})
TEXT_MAX = 200


class Site(NamedTuple):
    """A place in a tree: the field of a node, or one of the list that stands there."""

    parent: ast.AST
    field: str
    place: int | None
    is_warm: bool
    statement: tuple[int, int]

    @property
    def node(self) -> ast.AST:
        """What stands there."""
        value = getattr(self.parent, self.field)
        node: ast.AST = value if self.place is None else value[self.place]
        return node

    def put(self, node: ast.AST) -> None:
        """Put something else there."""
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


class Mutant(NamedTuple):
    """One change: its number in its module, where it is, and what it says."""

    module: str
    number: int
    lines: tuple[int, int]
    statement: tuple[int, int]
    is_warm: bool
    text: str
    change: str

    def __str__(self) -> str:
        return f"{self.module}:{self.lines[0]} {self.change}"


class Module:
    """A module and all of its mutants."""

    def __init__(self, name: str, source: str) -> None:
        """Find every change of this source."""
        self.name, self.source = name, source
        self._lines = source.splitlines()
        self._tree = ast.parse(source)
        self._changes = [
            (site, instead) for site in sites(self._tree) for instead in _instead(site)
        ]
        self.mutants = [self._mutant(number) for number in range(len(self._changes))]

    def _mutant(self, number: int) -> Mutant:
        site, instead = self._changes[number]
        node = site.node
        change = f"{_said(node)} → {_said(instead)}"
        lines = _lines(node)
        return Mutant(
            module=self.name,
            number=number,
            lines=lines,
            statement=site.statement,
            is_warm=site.is_warm,
            text=self._lines[lines[0] - 1].strip(),
            change=change,
        )

    def compiled(self, number: int, path: Path) -> CodeType:
        """Compile the module with one of its changes, as if it stood at `path`."""
        site, instead = self._changes[number]
        before = site.node
        site.put(ast.fix_missing_locations(ast.copy_location(instead, before)))
        try:
            return compile(self._tree, str(path), "exec", dont_inherit=True)
        finally:
            site.put(before)


def _said(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= TEXT_MAX else f"{text[: TEXT_MAX - 1]}…"


def _instead(site: Site) -> Iterator[ast.AST]:
    node = site.node
    if isinstance(node, ast.stmt):
        yield from statements_instead(node)
    elif isinstance(node, ast.expr):
        for instead in values_instead(node, is_condition=_is_condition(site)):
            if not _is_idle(instead, site):
                yield instead


def _is_idle(instead: ast.expr, site: Site) -> bool:
    """Whether only the start of a pattern is left out: `match` looks there alone."""
    if isinstance(site.parent, ast.keyword) and site.parent.arg == "pattern":
        return False  # msgspec searches
    match site.node, instead:
        case ast.Constant(value=str() as old), ast.Constant(value=str() as new):
            return old == f"\\A{new}"
        case _:
            return False


def _is_condition(site: Site) -> bool:
    return site.field in {"test", "ifs"}


def _lines(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)


def sites(
    parent: ast.AST, *, is_warm: bool = False, within: tuple[int, int] = (0, 0)
) -> Iterator[Site]:
    """Yield every site below a node that is none of people's words."""
    for field, value in ast.iter_fields(parent):
        warm = is_warm or (field == "body" and isinstance(parent, _FUNCTIONS))
        for index, node in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(node, ast.AST) and not _is_left_alone(node, parent, of=field):
                inner = _lines(node) if isinstance(node, ast.stmt) else within
                place = index if isinstance(value, list) else None
                yield Site(parent, field, place, warm, inner)
                yield from sites(node, is_warm=warm, within=inner)


_FUNCTIONS = (ast.FunctionDef, ast.Lambda)


def _is_left_alone(node: ast.AST, parent: ast.AST, *, of: str) -> bool:
    match node:
        case ast.Constant() | ast.JoinedStr() if _is_said(parent):
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.Call(func=ast.Name(id=name)) if name in SAID or name == "TypeVar":
            return True
        case ast.keyword(arg=name) if name in SAYING | MANNERS:
            return True
    if isinstance(node, ast.Import | ast.ImportFrom | ast.expr_context) or (
        isinstance(parent, ast.Assign) and ast.unparse(parent.targets[0]) == "__all__"
    ):
        return True
    is_type = isinstance(parent, ast.Subscript) and of == "slice" and _is_type(parent)
    return is_type or of in {"annotation", "returns", "decorator_list"}


def _is_said(parent: ast.AST) -> bool:
    """Whether a text is what an error says to a person."""
    if not isinstance(parent, ast.Call):
        return False
    name = parent.func.attr if isinstance(parent.func, ast.Attribute) else ""
    name = parent.func.id if isinstance(parent.func, ast.Name) else name
    return name.endswith("Error") or name.startswith(("_bad", "_malformed"))


def _is_type(node: ast.Subscript) -> bool:
    """Whether its brackets make a type; the bounds in `Annotated` are none."""
    name = node.value.id if isinstance(node.value, ast.Name) else "Annotated"
    return name[0].isupper() and not name.isupper() and name != "Annotated"
