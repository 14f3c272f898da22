"""The three lines in which a log says what it holds, and the note that carries them.

    verantwoord/voorbeeld/00112233445566778899aabbccddeeff
    1
    bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=

Origin, size, root. `parse_head` reads them with or without signatures, since a book
without a key signs nothing; whether a signature may be missing, the log's key says.

Source: c2sp.org/tlog-checkpoint, less its extension lines, which nobody can audit.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from ledger.errors import MalformedError
from ledger.messages import Message, message
from ledger.note.signed import Note, decode_text, format_note, parse_note
from ledger.note.vkey import check_name, decode_base64, encode_base64

ROOT_SIZE: Final = 32
SIZE_MAX: Final = 2**63 - 1

_SIZE = re.compile("0|[1-9][0-9]{0,18}")


class Checkpoint(msgspec.Struct, frozen=True):
    """What a log holds at one size."""

    origin: str
    size: int
    root: bytes


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """The three lines: what a log key signs and a timestamp covers."""
    root = encode_base64(checkpoint.root)
    text = f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"
    if parse_checkpoint(text) != checkpoint:
        raise MalformedError(
            message("that origin, size and root make no checkpoint"),
            place=message("checkpoint"),
        )
    return text


def parse_checkpoint(text: str) -> Checkpoint:
    """Read three lines: `format_checkpoint(parse_checkpoint(text)) == text`."""
    lines = text.split("\n")
    if lines[3:] != [""]:
        raise MalformedError(
            message("a checkpoint is three lines: origin, size and root"),
            place=message("checkpoint"),
        )
    origin, size, root = lines[:3]
    check_name(origin, place=_line(1))
    if not _SIZE.fullmatch(size) or int(size) > SIZE_MAX:
        raise MalformedError(
            message("a size is a whole number without leading zeroes, below 2**63"),
            place=_line(2),
            found=ascii(size[:40]),
        )
    digest = decode_base64(root, place=_line(3))
    if len(digest) != ROOT_SIZE:
        raise MalformedError(
            message(
                "a root has {size} bytes, not {found}",
                size=ROOT_SIZE,
                found=len(digest),
            ),
            place=_line(3),
        )
    return Checkpoint(origin, int(size), digest)


def _line(number: int) -> Message:
    return message("checkpoint, line {number}", number=number)


def format_head(note: Note) -> bytes:
    """The bytes of a checkpoint's note: `parse_head(format_head(note)) == note`."""
    parse_checkpoint(note.text)
    return format_note(note) if note.signatures else note.text.encode()


def parse_head(data: bytes) -> Note:
    """Read the note of a checkpoint, or its bare three lines and nothing else."""
    text = decode_text(data)
    note = parse_note(data) if "\n\n" in text else Note(text)
    parse_checkpoint(note.text)
    return note
