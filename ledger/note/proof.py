"""The proof that one event is in a log, as a file that can be checked offline.

    c2sp.org/tlog-proof@v1
    extra eyJsZWFmIjoi…
    index 17
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

    verantwoord/voorbeeld/00112233445566778899aabbccddeeff
    24
    bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=

    — verantwoord/voorbeeld/00112233445566778899aabbccddeeff +1Si3REorAGbtH8wbuL4...

The hashes stand in the order of RFC 6962, section 2.1.1: first the one beside the leaf.
Below the empty line is the note of a checkpoint, with or without signatures. What lies
in `extra` is not proven: who reads it hashes the leaf again. A file that was read holds
together in form only; root and signatures are for its reader to check.

Source: c2sp.org/tlog-proof. Narrower: `extra` is not empty, and the head is one of
ours (see `ledger.note.checkpoint`).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from ledger.errors import MalformedError
from ledger.messages import Message, message
from ledger.note.checkpoint import SIZE_MAX, parse_head
from ledger.note.vkey import decode_base64, encode_base64

MAGIC: Final = "c2sp.org/tlog-proof@v1"
PROOF_SIZE_MAX: Final = 4_000_000
HASHES_MAX: Final = 63
HASH_SIZE: Final = 32

_INDEX = re.compile("0|[1-9][0-9]{0,18}")


class Proof(msgspec.Struct, frozen=True):
    """An index, the hashes from its leaf to the root, the note's bytes, and more."""

    index: int
    hashes: tuple[bytes, ...]
    note: bytes
    extra: bytes | None = None


def format_proof(proof: Proof) -> bytes:
    """The bytes of a proof file: `parse_proof(format_proof(proof)) == proof`."""
    lines = [MAGIC]
    if proof.extra is not None:
        lines.append(f"extra {encode_base64(proof.extra)}")
    lines.append(f"index {proof.index}")
    lines += map(encode_base64, proof.hashes)
    data = "".join(f"{line}\n" for line in lines).encode() + b"\n" + proof.note
    # A hash of another size, an `extra` of nothing: it would be refused on reading.
    if parse_proof(data) != proof:
        raise _malformed(
            message("that index, those hashes and that note make no proof")
        )
    return data


def parse_proof(data: bytes) -> Proof:
    """Read a proof file: `format_proof(parse_proof(data)) == data`."""
    if len(data) > PROOF_SIZE_MAX:
        said = message("a proof has at most {most} bytes", most=PROOF_SIZE_MAX)
        raise _malformed(said, found=str(len(data)))
    above, blank, note = data.partition(b"\n\n")
    magic, *lines = above.decode("ascii", "replace").split("\n")
    if not blank or magic != MAGIC:
        raise _malformed(
            message(
                "a proof begins with its own line, and has an empty line before its"
                " note"
            ),
            expected=MAGIC,
            found=ascii(magic[:80]),
        )
    extra = _parse_extra(lines.pop(0)) if lines[:1] and _is_extra(lines[0]) else None
    index = _parse_index(lines.pop(0) if lines else "")
    hashes = _parse_hashes(lines)
    parse_head(note)
    return Proof(index, hashes, note, extra)


def _is_extra(line: str) -> bool:
    return line.startswith("extra ")


def _parse_extra(line: str) -> bytes:
    return decode_base64(line.removeprefix("extra "), place=message("proof, extra"))


def _parse_index(line: str) -> int:
    word, _, number = line.partition(" ")
    if word != "index" or not _INDEX.fullmatch(number) or int(number) > SIZE_MAX:
        raise _malformed(
            message(
                "a proof says of which index it is, without leading zeroes, below 2**63"
            ),
            expected=message("index, a space, a whole number"),
            found=ascii(line[:80]),
        )
    return int(number)


def _parse_hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > HASHES_MAX:
        said = message("a proof has at most {most} hashes", most=HASHES_MAX)
        raise _malformed(said, found=str(len(lines)))
    place = message("proof, hashes")
    hashes = tuple(decode_base64(line, place=place) for line in lines)
    for each in hashes:
        if len(each) != HASH_SIZE:
            said = message("a hash of a proof has {size} bytes", size=HASH_SIZE)
            raise _malformed(said, found=str(len(each)))
    return hashes


def _malformed(
    said: Message, *, expected: str | None = None, found: str | None = None
) -> MalformedError:
    place = message("proof")
    return MalformedError(said, place=place, expected=expected, found=found)
