"""Sealed values: an event holds a commitment, the value lies beside the log.

A commitment is the standard base64 of the SHA-256 of the canonical JSON
`{"salt":…,"slot":…,"value":…}`, with 256 random bits of salt in standard base64. The
slots of an event are fixed by its type (`supplier`; in lists `initiatives/0/name`), and
one without a value commits to null, so that presence leaks nothing. A value can be
erased, or left out of a bundle, without breaking any proof.

Example: `commit("supplier", "Vlaamse Nascholing vzw", salt)` goes into the event;
`Disclosure(n=17, slot="supplier", salt=…, value="Vlaamse Nascholing vzw")` beside it.
"""

from __future__ import annotations

import base64
import hashlib
from binascii import b2a_base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_type_hints

import msgspec

from ledger.errors import MalformedError
from ledger.events import Event, Initiative, PlanRecorded
from ledger.events.shapes import are_digests
from ledger.events.texts import Commitment
from ledger.messages import message
from ledger.reasons import reason_why
from ledger.values import Index

SALT_SIZE = 32
"""Bytes of salt under every commitment."""

COMMITMENT_SIZE = 44
"""Characters of a commitment."""

# The fields of what is encoded here are declared in the order of their names.
_encoder = msgspec.json.Encoder()


class Disclosure(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A sealed value: event index, slot, base64 salt, and the value or null."""

    n: Index
    salt: str
    slot: str
    value: str | None


class _Opening(msgspec.Struct, frozen=True):
    salt: str
    slot: str
    value: str | None


_decoder = msgspec.json.Decoder(Disclosure)


def commitment(slot: str, value: str | None, *, salt: str) -> str:
    """Commit to a value; `salt` in base64."""
    opening = _encoder.encode(_Opening(salt, slot, value))
    return b2a_base64(hashlib.sha256(opening).digest(), newline=False).decode()


def commitments_to(lines: Iterable[bytes]) -> str:
    """Commit to what canonical lines of disclosures say, as `commitment` does of each.

    What is given is all of them one after the other, each of `COMMITMENT_SIZE`
    characters. Without the index, which comes first, such a line is what a commitment
    is a hash of.
    """
    return _commitments([b"{" + line[line.index(b",") + 1 :] for line in lines])


def _commitments(openings: list[bytes]) -> str:
    return _base64_of([hashlib.sha256(opening).digest() for opening in openings])


def _base64_of(each: list[bytes]) -> str:
    """Encode each of some 32 bytes, one after the other."""
    # With a zero byte behind each, all are of a length that base64 of them joined is
    # joined base64, but for the last sign of each.
    made = bytearray(b2a_base64(b"\0".join([*each, b""]), newline=False))
    made[COMMITMENT_SIZE - 1 :: COMMITMENT_SIZE] = b"=" * len(each)
    return made.decode()


def _cut(text: str) -> list[str]:
    ends = range(0, len(text), COMMITMENT_SIZE)
    return [text[at : at + COMMITMENT_SIZE] for at in ends]


class Envelope:
    """Seals the values of one event, and keeps what is needed to disclose them."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        """`random` gives so many fresh random bytes."""
        self._random = random
        self.values: dict[str, tuple[str, str | None]] = {}

    def seal(self, slot: str, value: str | None) -> str:
        """Give the commitment for a slot; the salt and value are kept in `values`."""
        salt = _base64_of([self._random(SALT_SIZE)])
        self.values[slot] = (salt, value)
        return commitment(slot, value, salt=salt)

    def seal_all(self, texts: Mapping[str, str | None]) -> list[str]:
        """Seal each value by its slot, as `seal` would one after the other."""
        size = SALT_SIZE * len(texts)
        drawn, starts = self._random(size), range(0, size, SALT_SIZE)
        salts = _cut(_base64_of([drawn[at : at + SALT_SIZE] for at in starts]))
        self.values.update(
            zip(texts, zip(salts, texts.values(), strict=True), strict=True)
        )
        openings = map(_Opening, salts, texts, texts.values())
        lines = _encoder.encode_lines(openings).splitlines()
        return _cut(_commitments(lines))

    def disclosures(self, n: int) -> list[Disclosure]:
        """Give what was sealed, as disclosures of event `n`, sorted by slot."""
        return [
            Disclosure(n=n, salt=salt, slot=slot, value=value)
            for slot, (salt, value) in sorted(self.values.items())
        ]


def commitments(event: Event) -> Iterator[tuple[str, str]]:
    """Yield slot and commitment of every sealed field of an event."""
    for name in sealed_fields(type(event)):
        yield name, getattr(event, name)
    if isinstance(event, PlanRecorded):
        for position, initiative in enumerate(event.initiatives):
            for name in sealed_fields(Initiative):
                yield f"initiatives/{position}/{name}", getattr(initiative, name)


def forget_commitments(event: Event) -> None:
    """Empty the commitments of an event that was checked, and stays in a state.

    They are most of what an event takes, and neither rules nor figures ask for them.
    """
    for name in sealed_fields(type(event)):
        msgspec.structs.force_setattr(event, name, "")


def sealed_fields(kind: type[Any]) -> tuple[str, ...]:
    """Name the sealed fields of a type of event."""
    if kind not in _sealed_fields:
        hints = get_type_hints(kind, include_extras=True)
        names = tuple(name for name, hint in hints.items() if hint == Commitment)
        _sealed_fields[kind] = names
    return _sealed_fields[kind]


_sealed_fields: dict[type[Any], tuple[str, ...]] = {}


def encode_disclosure(disclosure: Disclosure) -> bytes:
    """Give the canonical line of a disclosure, without the line feed."""
    return _encoder.encode(disclosure)


def decode_disclosure(line: bytes) -> Disclosure:
    """Read a line back; raises `MalformedError` for anything not in canonical form."""
    if not line.startswith(b'{"n":'):
        raise MalformedError(
            message("the line is no disclosure: it does not begin as one")
        )
    try:
        disclosure = _decoder.decode(line)
        salt = base64.b64decode(disclosure.salt, validate=True)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        said = message("the line is no disclosure: {reason}", reason=reason_why(error))
        raise MalformedError(said) from None
    canonical = _encoder.encode(disclosure) == line
    if not canonical or base64.b64encode(salt).decode() != disclosure.salt:
        raise MalformedError(message("the disclosure is not in canonical form"))
    if len(salt) != SALT_SIZE:
        raise MalformedError(
            message(
                "a salt has {size} bytes, not {found}", size=SALT_SIZE, found=len(salt)
            )
        )
    return disclosure


def decode_disclosures(lines: list[bytes]) -> list[Disclosure]:
    """Read many lines at once; raises `MalformedError` where one is not canonical."""
    block = b"\n".join([*lines, b""])
    read = decode_vouched(block)
    same = len(read) == len(lines) and _encoder.encode_lines(read) == block
    if not same or not are_digests([each.salt for each in read]):
        raise MalformedError(message("one of the lines is not in canonical form"))
    return read


def decode_vouched(block: bytes) -> list[Disclosure]:
    """Read lines of which somebody else saw that they are canonical disclosures.

    Nothing is compared. Raises `MalformedError` where even so one cannot be read.
    """
    try:
        return _decoder.decode_lines(block)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise MalformedError(message("one of the lines is no disclosure")) from None
