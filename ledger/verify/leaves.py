"""Lines as leaves, one by one: for a batch of which not all are canonical.

A line that is no leaf becomes the error that says why; an event of a type that this
program does not know becomes an `UnknownLeaf`, if it is canonical as far as anybody can
tell: a newer program wrote it, and the tree and the signature are checked all the same.
"""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from ledger import codec
from ledger.codec import UnknownTypeError
from ledger.errors import MalformedError
from ledger.events import Leaf
from ledger.events.leaf import StreamVersion
from ledger.messages import message
from ledger.values import (
    SAFE_INTEGER_MAX,
    CommandId,
    Index,
    Moment,
    Stream,
    UserCode,
)

DEPTH_MAX: Final = 20
"""How deep an unknown event may be nested; known ones stay below 5."""


class UnknownLeaf(msgspec.Struct, frozen=True):
    """The envelope of an event whose type this program does not know."""

    at: str
    id: str
    n: int
    stream: str
    version: int
    type: str


ReadLeaf = Leaf | UnknownLeaf | MalformedError


class _Envelope(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    at: Moment
    by: UserCode
    event: dict[str, Any]
    id: CommandId
    n: Index
    stream: Stream
    version: StreamVersion


_decoder = msgspec.json.Decoder(_Envelope)
_type_name = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[1-9][0-9]{0,3}")


def read_each(lines: list[bytes]) -> list[ReadLeaf]:
    """Read each line by itself; nothing is raised, whatever the lines hold."""
    # One line that stands there a million times is looked at once.
    known: dict[bytes, ReadLeaf] = {}
    return [
        known[line] if line in known else known.setdefault(line, _read_leaf(line))
        for line in lines
    ]


def _read_leaf(line: bytes) -> ReadLeaf:
    try:
        return codec.decode(line)
    except UnknownTypeError:
        return _read_unknown(line)
    except MalformedError as error:
        return error.as_value()


def _read_unknown(line: bytes) -> UnknownLeaf | MalformedError:
    try:
        envelope = _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return MalformedError(message("the line is no event, of whatever type"))
    if not _is_plain(envelope.event, DEPTH_MAX) or not line.isascii():
        return MalformedError(message("the line holds what no event may hold"))
    if codec.encode_value(envelope) != line:
        return MalformedError(message("the line is not in canonical form"))
    if not _type_name.fullmatch(name := str(envelope.event.get("type"))):
        return MalformedError(
            message("the line is no event: its type is not a versioned name")
        )
    return UnknownLeaf(
        at=envelope.at,
        id=envelope.id,
        n=envelope.n,
        stream=envelope.stream,
        version=envelope.version,
        type=name,
    )


def _is_plain(value: object, depth: int) -> bool:
    """Whether a value has no number that is not whole and safe, and is not too deep."""
    if depth == 0:
        return False
    if isinstance(value, dict):
        return all(_is_plain(item, depth - 1) for item in value.values())
    if isinstance(value, list):
        return all(_is_plain(item, depth - 1) for item in value)
    if isinstance(value, int):
        return abs(value) <= SAFE_INTEGER_MAX
    return value is None or isinstance(value, str)
