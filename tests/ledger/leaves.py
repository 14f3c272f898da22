"""Hypothesis strategies for leaves, built from the annotations of the events.

A new type of event, or a new field, is drawn without a word here.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import Any, get_args

import msgspec.inspect as mi
from hypothesis import strategies as st
from msgspec import structs

from ledger.events import Event, Figures, Initiative, Leaf, TrancheFigures
from ledger.events.shapes import strict

LEAF = mi.type_info(strict(Leaf))
_KINDS = {
    kind.__name__: kind
    for kind in (Initiative, Figures, TrancheFigures, *get_args(Event))
}
"""The types themselves; one that says the shape of its texts too has the same name."""
_EVENTS: dict[type[Any], st.SearchStrategy[Any]] = {}
_LEAVES: dict[type[Any] | None, st.SearchStrategy[Leaf]] = {}
"""Those that were made: a test draws from the same ones many times."""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def event_types() -> list[type[Any]]:
    """Give every type of the closed union."""
    return [*get_args(Event)]


def events(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Draw any event of one type, whether or not it makes sense."""
    if kind not in _EVENTS:
        _EVENTS[kind] = values_of(mi.type_info(strict(kind)))
    return _EVENTS[kind]


def leaves(kind: type[Any] | None = None) -> st.SearchStrategy[Leaf]:
    """Draw any leaf, of one type of event or of all."""
    if kind not in _LEAVES:
        _LEAVES[kind] = _leaves(kind)
    return _LEAVES[kind]


def _leaves(kind: type[Any] | None) -> st.SearchStrategy[Leaf]:
    if kind is None:
        return st.sampled_from(event_types()).flatmap(leaves)
    assert isinstance(LEAF, mi.StructType)
    given = {field.name: values_of(field.type) for field in LEAF.fields}
    return st.builds(Leaf, **{**given, "event": events(kind)})


def values_of(kind: mi.Type) -> st.SearchStrategy[Any]:
    """Draw any value that an annotation allows."""
    drawn: st.SearchStrategy[Any] = _DRAWN[type(kind)](kind)
    return drawn


def _integers(kind: mi.IntType) -> st.SearchStrategy[int]:
    return st.integers(kind.ge, kind.le)


def _texts(kind: mi.StrType) -> st.SearchStrategy[str]:
    if kind.pattern in _QUICK:
        return _QUICK[kind.pattern]
    # Public text is ASCII of a fixed shape: a field without a pattern ends here.
    return st.from_regex(re.compile(str(kind.pattern), re.ASCII), fullmatch=True)


def _structs(kind: mi.StructType) -> st.SearchStrategy[Any]:
    drawn = {field.name: values_of(field.type) for field in kind.fields}
    cls = _KINDS[kind.cls.__name__]
    assert set(drawn) == {field.name for field in structs.fields(cls)}
    return st.builds(cls, **drawn)


# Long texts of one shape, drawn as the bytes that they stand for: ten times as fast.
_QUICK = {
    r"\A[A-Za-z0-9+/]{43}=\Z": st.binary(min_size=32, max_size=32).map(
        lambda digest: base64.b64encode(digest).decode()
    ),
    r"\A[0-9a-f]{64}\Z": st.binary(min_size=32, max_size=32).map(bytes.hex),
    r"\A[0-9a-f]{32}\Z": st.binary(min_size=16, max_size=16).map(bytes.hex),
}
_DRAWN: dict[type[mi.Type], Any] = {
    mi.BoolType: lambda _: st.booleans(),
    mi.DateType: lambda _: st.dates(dt.date.min, dt.date.max),
    mi.IntType: _integers,
    mi.LiteralType: lambda kind: st.sampled_from(kind.values),
    mi.NoneType: lambda _: st.none(),
    mi.StrType: _texts,
    mi.StructType: _structs,
    mi.UnionType: lambda kind: st.one_of([*map(values_of, kind.types)]),
    mi.VarTupleType: lambda kind: st.lists(values_of(kind.item_type), max_size=3).map(
        tuple
    ),
}
