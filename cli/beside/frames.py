"""What the two processes say to each other, in MessagePack."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct


class Sizes(Struct, tag=True):
    """The sizes of the log at which its root will be asked for, sorted."""

    sizes: list[int]


class Lines(Struct, tag=True):
    """The next leaves of the log, each with its line feed."""

    block: bytes


class SealedLines(Struct, tag=True):
    """The next disclosures, each with its line feed."""

    block: bytes


Request = Sizes | Lines | SealedLines


class Grown(Struct, tag=True):
    """So many leaves are canonical: the root after them, and at sizes within them."""

    count: int
    root: bytes
    roots: dict[int, bytes]


class Committed(Struct, tag=True):
    """What canonical disclosures commit to, one after the other."""

    commitments: str


Answer = Grown | Committed

encode: Callable[[Request | Answer], bytes] = msgspec.msgpack.Encoder().encode
decode_request: Callable[[bytes], Request] = msgspec.msgpack.Decoder(Request).decode
decode_answer: Callable[[bytes], Answer] = msgspec.msgpack.Decoder(Answer).decode
