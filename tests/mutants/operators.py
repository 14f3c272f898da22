"""What may stand in the place of a node: the mutation operators.

A comparison by its neighbour, arithmetic by its inverse, `and` by `or`, one operand by
none, a condition by its opposite, a number by the next and the one before, a text by
another one, a result by None, a statement by nothing, two arguments by each other.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}
CALLED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "partition": "rpartition",
    "rpartition": "partition",
    "startswith": "endswith",
    "removeprefix": "removesuffix",
    "fullmatch": "match",
}
NOT_SWAPPED = frozenset(
    {"min", "max", "isinstance", "getattr", "range", "field", "Literal"}
)
QUANTITY = re.compile(r"(?<=[{,])[0-9]+(?=[,}])")


def values_instead(node: ast.expr, *, is_condition: bool) -> Iterator[ast.expr]:
    """Yield what may stand for an expression."""
    if is_condition and not isinstance(node, ast.Compare | ast.UnaryOp | ast.BoolOp):
        yield ast.UnaryOp(ast.Not(), node)
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in COMPARED:
            yield _with(node, ops=[COMPARED[type(op)](), *node.ops[1:]])
            if len(node.ops) > 1 and type(node.ops[-1]) in COMPARED:
                last = COMPARED[type(node.ops[-1])]()
                yield _with(node, ops=[*node.ops[:-1], last])
        case ast.BinOp(op=op) if type(op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(op)]())
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _constants(value))
        case ast.Call():
            yield from _calls(node)
        case _:
            pass


def statements_instead(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what may stand for a statement."""
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(
            value, ast.Constant
        ):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            pass


def _constants(value: object) -> Iterator[str | bytes | int]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
            yield value - 1
        case str() if value.startswith("\\A") or QUANTITY.search(value):
            yield from _patterns(value)
        case str():
            yield f"{value}~"
        case bytes():
            yield value + b"~"
        case _:
            pass


def _patterns(value: str) -> Iterator[str]:
    for found in QUANTITY.finditer(value):
        for number in (int(found[0]) - 1, int(found[0]) + 1):
            if number >= 0:
                yield f"{value[: found.start()]}{number}{value[found.end() :]}"
    for anchor in ("\\A", "\\Z"):
        if anchor in value:
            yield value.replace(anchor, "", 1)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    name = ""
    match node.func:
        case ast.Name(id=name) if name in CALLED:
            yield _with(node, func=ast.Name(CALLED[name], ast.Load()))
        case ast.Attribute(attr=name) if name in CALLED:
            yield _with(node, func=_with(node.func, attr=CALLED[name]))
        case ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case _:
            pass
    match node.args:
        case [one, other, *rest] if name not in NOT_SWAPPED and not _same(one, other):
            yield _with(node, args=[other, one, *rest])


def _same(one: ast.expr, other: ast.expr) -> bool:
    return ast.dump(one) == ast.dump(other)


def _with(node: ast.expr, **fields: object) -> ast.expr:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other
