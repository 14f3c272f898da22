"""A text with the lines of those who sign it, and the check of those lines.

A note says nothing before `verify_note` has named a key that its reader trusts.

Source: c2sp.org/signed-note, and c2sp.org/tlog-cosignature for the lines of witnesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from ledger.errors import MalformedError, UsageError
from ledger.messages import message
from ledger.note.vkey import (
    ED25519,
    KEY_ID_SIZE,
    TIME_MAX,
    TIME_SIZE,
    VerifierKey,
    check_name,
    cosignature_message,
    decode_base64,
    encode_base64,
    format_vkey,
    has_signed,
    key_id,
)

NOTE_SIZE_MAX: Final = 1_000_000
SIGNATURES_MAX: Final = 100

_MARK = "\N{EM DASH} "
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


class BadSignatureError(MalformedError):
    """A line names a known key, and that key has not signed this text."""

    code = 13
    kind = "bad-signature"


class Signature(msgspec.Struct, frozen=True):
    """One signature line, checked or not."""

    name: str
    key_id: bytes
    raw: bytes


class Note(msgspec.Struct, frozen=True):
    """A text, which ends in a line feed, and the lines of those who sign it."""

    text: str
    signatures: tuple[Signature, ...] = ()


def format_note(note: Note) -> bytes:
    """The bytes of a note: `parse_note(format_note(note)) == note`."""
    lines = "".join(
        f"{_MARK}{each.name} {encode_base64(each.key_id + each.raw)}\n"
        for each in note.signatures
    )
    data = f"{note.text}\n{lines}".encode(errors="surrogatepass")
    # A text without its last line feed, a name with a space: it would read otherwise.
    if parse_note(data) != note:
        raise MalformedError(
            message("that text or those signatures cannot stand in a note"),
            place=message("note"),
        )
    return data


def parse_note(data: bytes) -> Note:
    """Read a note: `format_note(parse_note(data)) == data`."""
    above, blank, lines = decode_text(data).rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise MalformedError(
            message("a note is a text, an empty line, and lines of signatures"),
            place=message("note"),
        )
    if lines.count("\n") > SIGNATURES_MAX:
        raise MalformedError(
            message("a note has at most {most} signatures", most=SIGNATURES_MAX),
            place=message("note"),
            found=str(lines.count("\n")),
        )
    return Note(f"{above}\n", tuple(map(_parse_line, lines[:-1].split("\n"))))


def sign(
    text: str, name: str, *, public: bytes, sign_bytes: Callable[[bytes], bytes]
) -> Signature:
    """Make the line of a log's Ed25519 key, which `sign_bytes` holds."""
    identity = key_id(name, ED25519, public=public)
    return Signature(name, identity, sign_bytes(text.encode()))


def cosign(
    text: str, key: VerifierKey, *, time: int, sign_bytes: Callable[[bytes], bytes]
) -> Signature:
    """Make the line of a witness that saw this checkpoint at `time`, and none later."""
    if not 0 <= time <= TIME_MAX:
        raise UsageError(
            message("the time of a cosignature is in seconds since 1970"),
            found=str(time),
        )
    raw = time.to_bytes(TIME_SIZE, "big") + sign_bytes(cosignature_message(text, time))
    return Signature(key.name, key.key_id, raw)


def verify_note(note: Note, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
    """The keys that signed, each once; none means that the note proves nothing.

    A line of a key that is not among `keys` is passed over. A line of one that is, and
    that does not hold, spoils the whole note.
    """
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise UsageError(
                message("two keys with one name and key id cannot be told apart"),
                found=format_vkey(key),
            )
    signers = []
    for line in note.signatures:
        signer = known.get((line.name, line.key_id))
        if signer is None:
            continue
        if not has_signed(signer, note.text, raw=line.raw):
            raise BadSignatureError(
                message("the signature is not by its key over this text"),
                place=message("signature line of {name!a}", name=line.name),
            )
        signers.append(signer)
    return list(dict.fromkeys(signers))


def cosigned_at(note: Note, key: VerifierKey) -> int | None:
    """The earliest time in this witness's lines, which `verify_note` has checked."""
    return min(
        (
            int.from_bytes(line.raw[:TIME_SIZE], "big")
            for line in note.signatures
            if (line.name, line.key_id) == (key.name, key.key_id)
        ),
        default=None,
    )


def decode_text(data: bytes) -> str:
    """Read what a note may consist of, whatever its lines say."""
    if len(data) > NOTE_SIZE_MAX:
        raise MalformedError(
            message("a note has at most {most} bytes", most=NOTE_SIZE_MAX),
            place=message("note"),
            found=str(len(data)),
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise MalformedError(
            message("a note is UTF-8"),
            place=message("note, byte {position}", position=error.start),
        ) from error
    if control := _CONTROL.search(text):
        raise MalformedError(
            message("a note has no control characters but the line feed"),
            place=message("note"),
            found=ascii(control[0]),
        )
    return text


def _parse_line(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_MARK).partition(" ")
    check_name(name, place=message("signature line"))
    place = message("signature line of {name!a}", name=name[:80])
    material = decode_base64(encoded, place=place)
    if not line.startswith(_MARK) or len(material) <= KEY_ID_SIZE:
        raise MalformedError(
            message(
                "a signature line is a dash, a name, and a key id with a signature"
            ),
            place=place,
        )
    return Signature(name, material[:KEY_ID_SIZE], material[KEY_ID_SIZE:])
