"""What a log asks a witness: to cosign a checkpoint that extends the last one it saw.

    old 17
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

    verantwoord/voorbeeld/00112233445566778899aabbccddeeff
    24
    bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=

    — verantwoord/voorbeeld/00112233445566778899aabbccddeeff +1Si3REorAGbtH8wbuL4...

The first line has the size of the checkpoint that the witness saw last, 0 for none; the
hashes are the consistency proof from there (RFC 6962, section 2.1.2), below the empty
line stands the signed note. It is the body of `add-checkpoint`, so a file that goes by
mail and a request over HTTP are the same bytes. What was read holds together in form
only.

Source: c2sp.org/tlog-witness.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from ledger.errors import MalformedError, UsageError
from ledger.messages import message, plural
from ledger.note.checkpoint import ROOT_SIZE, SIZE_MAX, parse_checkpoint
from ledger.note.signed import NOTE_SIZE_MAX, parse_note
from ledger.note.vkey import decode_base64, encode_base64

HASHES_MAX: Final = 63
REQUEST_SIZE_MAX: Final = NOTE_SIZE_MAX + 4096

_OLD = re.compile("old (0|[1-9][0-9]{0,18})")


class WitnessRequest(msgspec.Struct, frozen=True):
    """The size seen last, the proof from there, and the bytes of the signed note."""

    old: int
    hashes: tuple[bytes, ...]
    note: bytes


def format_request(request: WitnessRequest) -> bytes:
    """The bytes of a request: `parse_request(format_request(request)) == request`."""
    lines = [f"old {request.old}", *map(encode_base64, request.hashes)]
    data = "".join(f"{line}\n" for line in lines).encode() + b"\n" + request.note
    try:
        same = parse_request(data) == request
    except UsageError:
        same = False
    if not same:
        raise UsageError(
            message("that size, proof and note make no request to a witness")
        )
    return data


def parse_request(data: bytes) -> WitnessRequest:
    """Read a request: `format_request(parse_request(data)) == data`.

    Raises `UsageError` for everything that `add-checkpoint` calls a bad request.
    """
    if len(data) > REQUEST_SIZE_MAX:
        raise _bad(message("it has more than {most} bytes", most=REQUEST_SIZE_MAX))
    above, blank, note = data.partition(b"\n\n")
    first, *lines = above.decode("ascii", "replace").split("\n")
    found = _OLD.fullmatch(first)
    if not found or int(found[1]) > SIZE_MAX:
        raise _bad(message("its first line does not say which size was seen last"))
    if not blank:
        raise _bad(message("no empty line parts its proof from its checkpoint"))
    old, hashes = int(found[1]), _parse_hashes(lines)
    try:
        size = parse_checkpoint(parse_note(note).text).size
    except MalformedError as error:
        raise _bad(error.message) from None
    if old > size:
        raise _bad(
            plural(
                "its checkpoint of {count} event is smaller than the old one",
                "its checkpoint of {count} events is smaller than the old one",
                count=size,
            )
        )
    return WitnessRequest(old, hashes, note)


def _parse_hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > HASHES_MAX:
        raise _bad(
            message(
                "a proof has at most {most} hashes, not {found}",
                most=HASHES_MAX,
                found=len(lines),
            )
        )
    place = message("proof")
    try:
        hashes = tuple(decode_base64(line, place=place) for line in lines)
    except MalformedError as error:
        raise _bad(error.message) from None
    if any(len(each) != ROOT_SIZE for each in hashes):
        raise _bad(message("a hash of its proof has not {size} bytes", size=ROOT_SIZE))
    return hashes


def _bad(reason: str) -> UsageError:
    return UsageError(
        message("that is no request to a witness: {reason}", reason=reason),
        expected=message("a file made by: verantwoord anchor request --witness"),
    )
