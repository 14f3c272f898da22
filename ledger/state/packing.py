"""Events of one type in few bytes: MessagePack of their fields, in zlib.

Commitments are left out: they are most of an event, and nothing in a state asks for
them (`ledger.sealed.forget_commitments`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any, Final, get_type_hints

import msgspec
from msgspec import Struct

from ledger.events import Event
from ledger.sealed import sealed_fields

_FASTEST: Final = 1
"""The level of zlib."""


def pack(kind: type, rows: Iterable[tuple[int, Event]]) -> bytes:
    """Pack events of a type, each with its index."""
    values = _table(kind).values
    packed = msgspec.msgpack.encode([(n, *values(event)) for n, event in rows])
    return zlib.compress(packed, _FASTEST)


def unpack(kind: type, packed: bytes) -> Iterator[tuple[int, Event]]:
    """Give the events again, with their indexes; their commitments are empty."""
    table = _table(kind)
    for n, *values in table.decoder.decode(zlib.decompress(packed)):
        fields = dict(zip(table.fields, values, strict=True))
        yield n, kind(**fields, **table.sealed)


class _Table(Struct, frozen=True):
    """How the events of a type are kept: their fields but the sealed ones."""

    fields: tuple[str, ...]
    sealed: dict[str, str]
    values: Callable[[Event], tuple[Any, ...]]
    decoder: msgspec.msgpack.Decoder[list[tuple[Any, ...]]]


@cache
def _table(kind: type) -> _Table:
    hints = get_type_hints(kind)  # bounds and patterns were looked at before
    sealed = dict.fromkeys(sealed_fields(kind), "")
    names = [each.name for each in msgspec.structs.fields(kind)]
    fields = tuple(name for name in names if name not in sealed)
    row: Any = tuple[(int, *[hints[name] for name in fields])]  # type: ignore[misc]
    decoder = msgspec.msgpack.Decoder(list[row])
    return _Table(fields, sealed, attrgetter(*fields), decoder)
