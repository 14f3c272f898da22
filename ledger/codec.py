"""The one place where leaves become bytes, and bytes leaves.

A leaf is canonical JSON: ASCII, keys sorted, no spaces, integers only, every field
written. Within this profile the bytes equal RFC 8785. Reading is strict: decode, encode
again, compare; repeated keys, another order, spaces, `-0`, escapes and left-out fields
all end there. `encode(decode(line)) == line`, and `decode(encode(leaf)) == leaf`.
"""

from __future__ import annotations

from functools import cache
from typing import get_args

import msgspec

from ledger.errors import MalformedError
from ledger.events import Event, Leaf, type_name
from ledger.events.shapes import fit, strict
from ledger.messages import message, plural
from ledger.reasons import reason_why

LEAF_SIZE_MAX = 64 * 1024
"""The largest leaf, in bytes."""

_START = b'{"at":"'
"""The key that sorts first: a million other lines need no decoder to be refused."""

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Leaf)


class UnknownTypeError(MalformedError):
    """A type of event that this program does not know: written by a newer one."""

    kind = "unknown-type"


def encode(leaf: Leaf) -> bytes:
    """Give the canonical bytes of a leaf; raises `MalformedError` above 64 KiB."""
    line = _encoder.encode(leaf)
    if len(line) > LEAF_SIZE_MAX:
        raise MalformedError(
            message("the fact is too large for one line of the log"),
            expected=plural(
                "at most {count} byte", "at most {count} bytes", count=LEAF_SIZE_MAX
            ),
            found=plural("{count} byte", "{count} bytes", count=len(line)),
            next_step=message("record it as several facts"),
        )
    return line


def decode(line: bytes) -> Leaf:
    """Read one leaf; raises `MalformedError` for anything not in canonical form."""
    if len(line) > LEAF_SIZE_MAX:
        raise MalformedError(message("the line is longer than a leaf may be"))
    if not line.startswith(_START):
        raise MalformedError(message("the line is no event: it does not begin as one"))
    try:
        _strict_decoder().decode(line)
        leaf = _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise _explain(line, error) from None
    if _encoder.encode(leaf) != line:
        raise MalformedError(message("the line is not in canonical form"))
    return leaf


def decode_all(lines: list[bytes]) -> list[Leaf]:
    """Read many lines at once; raises `MalformedError` where one is not canonical."""
    block = b"\n".join([*lines, b""])
    leaves = decode_vouched(block)
    same = len(leaves) == len(lines) and _encoder.encode_lines(leaves) == block
    if not same or max(map(len, lines), default=0) > LEAF_SIZE_MAX:
        raise MalformedError(message("one of the lines is not in canonical form"))
    if not fit(leaves):
        raise MalformedError(message("one of the lines is no event"))
    return leaves


def decode_vouched(block: bytes) -> list[Leaf]:
    """Read lines of which somebody else saw that they are canonical leaves.

    Nothing is compared. Raises `MalformedError` where even so one cannot be read.
    """
    try:
        return _decoder.decode_lines(block)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise MalformedError(message("one of the lines is no event")) from None


@cache
def _strict_decoder() -> msgspec.json.Decoder[object]:
    # One line, and every faulty one: it says which text of it is wrong, and why.
    return msgspec.json.Decoder(strict(Leaf))


def _explain(line: bytes, error: Exception) -> MalformedError:
    name = event_type(line)
    if name and name not in KNOWN_TYPES:
        return UnknownTypeError(
            message("this program does not know events of type {name}", name=name),
            next_step=message("read it with a newer version of verantwoord"),
        )
    said = message("the line is no event: {reason}", reason=reason_why(error))
    return MalformedError(said)


class _Type(msgspec.Struct):
    type: str


class _Envelope(msgspec.Struct):
    event: _Type


# Made once: a hostile log has a million lines that are no events.
_envelopes = msgspec.json.Decoder(_Envelope)


def event_type(line: bytes) -> str | None:
    """Name the type of event of a line that may not be readable otherwise."""
    try:
        return _envelopes.decode(line).event.type
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def encode_value(value: object) -> bytes:
    """Give canonical JSON (RFC 8785) of strings, integers, booleans, null and maps."""
    return _encoder.encode(value)


KNOWN_TYPES = frozenset(map(type_name, get_args(Event)))
"""The versioned names of every event that this program reads."""
