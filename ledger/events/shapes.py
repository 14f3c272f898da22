"""Whether texts of events have the shape that they must have: of many events at once.

`strict` gives the same type for a decoder that looks at every text by itself. It tells
what is wrong with a line, and what it refuses `fit` refuses too.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, reduce
from itertools import chain
from types import UnionType
from typing import (
    Annotated,
    Any,
    Final,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec import Struct

from ledger import values as v
from ledger.events.texts import Shape

Hint: TypeAlias = object
"""A type as an annotation has it, also a union: Python has no name for all of these."""

_FEED: Final = "\n"
_DIGITS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LAST_DIGITS: Final = b"AEIMQUYcgkosw048"
_DIGEST_LENGTH: Final = 44


def fit(structs: Iterable[Struct]) -> bool:
    """Say whether every text in these has its shape, also of what is within them."""
    by_kind: dict[type[Struct], list[Struct]] = defaultdict(list)
    for each in structs:
        by_kind[type(each)].append(each)
    return all(_fit(kind, alike) for kind, alike in by_kind.items())


def are_digests(texts: Collection[str]) -> bool:
    """Say whether each is the standard base64 of 32 bytes, in its only form."""
    # As `ledger.values.Commitment` has it; all at once, five times as fast.
    try:
        joined = "".join(texts).encode("ascii")
    except UnicodeEncodeError:
        return False
    count = len(texts)
    return (
        set(map(len, texts)) <= {_DIGEST_LENGTH}
        and joined[_DIGEST_LENGTH - 1 :: _DIGEST_LENGTH] == b"=" * count
        and not joined[_DIGEST_LENGTH - 2 :: _DIGEST_LENGTH].translate(
            None, _LAST_DIGITS
        )
        and len(joined.translate(None, _DIGITS)) == count
    )


class _Fields(Struct):
    """The fields of a type that hold texts, by their kind; lists; and what is within.

    `lists` holds lists of texts by their kind, `within` what holds texts itself.
    """

    texts: dict[Hint, list[str]]
    lists: dict[Hint, list[str]]
    within: list[str]
    within_lists: list[str]


def _fit(kind: type[Struct], alike: list[Struct]) -> bool:
    fields = _fields(kind)
    for shape, names in fields.texts.items():
        if not _are(shape, _values(alike, names)):
            return False
    for shape, names in fields.lists.items():
        if not _are(shape, chain.from_iterable(filter(None, _values(alike, names)))):
            return False
    inner = _values(alike, fields.within)
    listed = chain.from_iterable(filter(None, _values(alike, fields.within_lists)))
    return fit(chain(filter(None, inner), listed)) if _has_more(fields) else True


def _has_more(fields: _Fields) -> bool:
    return bool(fields.within or fields.within_lists)


def _values(alike: list[Struct], names: list[str]) -> Iterator[Any]:
    return chain.from_iterable(map(operator.attrgetter(name), alike) for name in names)


def _are(shape: Hint, texts: Iterable[str | None]) -> bool:
    if shape == v.Commitment:
        return are_digests([text for text in texts if text is not None])
    found = {text for text in texts if text is not None}
    joined = _FEED.join([*found, ""])
    # No shape has a line feed in it: with one more than texts, one is in a text.
    if joined.count(_FEED) != len(found):
        return False
    return _pattern(shape).fullmatch(joined) is not None


@cache
def _pattern(shape: Hint) -> re.Pattern[str]:
    meta = next(m for m in get_args(shape) if isinstance(m, msgspec.Meta))
    one = str(meta.pattern).removeprefix(r"\A").removesuffix(r"\Z")
    return re.compile(rf"(?:(?:{one})\n)*+")


@cache
def _fields(kind: type[Struct]) -> _Fields:
    fields = _Fields(defaultdict(list), defaultdict(list), [], [])
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for part in _parts(hint):
            _sort_in(fields, name, part=part)
    return fields


def _sort_in(fields: _Fields, name: str, *, part: Hint) -> None:
    is_list = get_origin(part) is tuple
    item = get_args(part)[0] if is_list else part
    shape = shape_of(item)
    if shape is not None:
        (fields.lists if is_list else fields.texts)[shape].append(name)
    elif isinstance(item, type) and issubclass(item, Struct):
        names = fields.within_lists if is_list else fields.within
        if name not in names:
            names.append(name)


def _parts(hint: Hint) -> tuple[Hint, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def shape_of(hint: Hint) -> Hint | None:
    """Give the kind of `ledger.values` with which a text is marked, None without."""
    marks = getattr(hint, "__metadata__", ()) if get_origin(hint) is Annotated else ()
    return next((mark.kind for mark in marks if isinstance(mark, Shape)), None)


def strict(hint: Hint) -> Hint:
    """Give the same type, of which a decoder looks at every text."""
    shape = shape_of(hint)
    if shape is not None:
        return shape
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _twin(hint)
    if get_origin(hint) is tuple:
        return tuple.__class_getitem__((strict(get_args(hint)[0]), ...))
    if len(parts := _parts(hint)) > 1:
        return reduce(operator.or_, map(strict, parts))
    return hint


@cache
def _twin(kind: type[Struct]) -> type[Struct]:
    hints = get_type_hints(kind, include_extras=True)
    config = kind.__struct_config__
    return msgspec.defstruct(
        kind.__name__,
        [(name, strict(hint)) for name, hint in hints.items()],
        frozen=True,
        kw_only=True,
        tag=config.tag,
        tag_field=config.tag_field,
        namespace={"__doc__": kind.__doc__},
    )
