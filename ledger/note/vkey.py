"""Verifier keys: what a reader needs to check the signatures of one signer.

It is one line of text that can be printed, mailed and pasted. Who has it can check
and cannot sign. Where it came from is what a check is worth.

Words. A *kind* says how a key signs; new kinds get new numbers. A *key id* is four
bytes that find the key for a signature line; it is no secret and no proof, for
anybody can make a key with the same one.

Bytes. Kind 0x01 (`ED25519`) signs the text of a note, kind 0x04 (`COSIGNATURE`) a time
with it; the time is in seconds since 1970, below 2**63, most significant byte first:

    vkey       = name "+" hex(key id) "+" base64(kind || public)
    key id     = first 4 bytes of SHA-256(name || 0x0A || kind || public)
    raw (0x01) = Ed25519(text)
    raw (0x04) = time in 8 bytes || Ed25519(message)
    message    = "cosignature/v1" and "time " decimal(time), a line each, then the text

A name is not empty and has no space, no plus and no control character. Base64 is the
standard one, padded, in its only form. A public key is 32 bytes. Those that are no
point of the curve, that write a point in a second way, or whose point has an order of
at most 8 are refused: for these last, a signature can hold for many texts at once.

    example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k

Sources: c2sp.org/signed-note, c2sp.org/tlog-cosignature, RFC 8032 section 5.1.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Final

import msgspec

from ledger.errors import MalformedError
from ledger.messages import either, message

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
KEY_ID_SIZE: Final = 4
PUBLIC_SIZE: Final = 32
TIME_SIZE: Final = 8
TIME_MAX: Final = 2**63 - 1

_PLACE = message("verifier key")
_NAME = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")
# The field and the curve of Ed25519, by the letters of RFC 8032.
_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P


class VerifierKey(msgspec.Struct, frozen=True):
    """One signer, as a reader knows it; an unknown or weak key cannot be made."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        """Refuse what no signature may be checked with."""
        check_name(self.name, place=_PLACE)
        if self.kind not in (ED25519, COSIGNATURE):
            raise MalformedError(
                message("this program does not know that kind of key"),
                expected=either([str(ED25519), str(COSIGNATURE)]),
                found=str(self.kind),
            )
        if not _is_strong(self.public):
            raise MalformedError(
                message("that is no Ed25519 public key that may be trusted"),
                found=self.public[:64].hex(),
            )

    @property
    def key_id(self) -> bytes:
        """The four bytes that every signature line of this key begins with."""
        return key_id(self.name, self.kind, public=self.public)


def key_id(name: str, kind: int, *, public: bytes) -> bytes:
    """The first four bytes of a hash over all that makes this key another than that."""
    material = name.encode() + b"\n" + bytes([kind]) + public
    return sha256(material).digest()[:KEY_ID_SIZE]


def format_vkey(key: VerifierKey) -> str:
    """The line that a reader is given, without a line feed."""
    material = encode_base64(bytes([key.kind]) + key.public)
    return f"{key.name}+{key.key_id.hex()}+{material}"


def parse_vkey(text: str) -> VerifierKey:
    """Read a verifier key: `format_vkey(parse_vkey(text)) == text`."""
    name, _, rest = text.partition("+")
    material = decode_base64(rest.partition("+")[2], place=_PLACE)
    key = VerifierKey(name, material[0], material[1:])
    if format_vkey(key) != text:
        raise MalformedError(
            message("the key id is not that of this name and public key"),
            place=_PLACE,
            expected=ascii(format_vkey(key)),
            found=ascii(text[:200]),
        )
    return key


def has_signed(key: VerifierKey, text: str, *, raw: bytes) -> bool:
    """Whether `raw`, from a line of this key, is its signature under `text`."""
    message = text.encode()
    if key.kind == COSIGNATURE:
        time, raw = int.from_bytes(raw[:TIME_SIZE], "big"), raw[TIME_SIZE:]
        if time > TIME_MAX:
            return False
        message = cosignature_message(text, time)
    return is_signed(message, public=key.public, signature=raw)


def cosignature_message(text: str, time: int) -> bytes:
    """What a witness signs: that it saw this checkpoint, and none later, at `time`."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def is_signed(message: bytes, *, public: bytes, signature: bytes) -> bool:
    """Whether this Ed25519 signature is by the secret half of a strong public key."""
    # Commands that check no signature start without the cost of this library.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_name(name: str, *, place: str) -> None:
    """Refuse what cannot be the name of a key: the rest of its line would shift."""
    if not _NAME.fullmatch(name):
        raise MalformedError(
            message("a name has at least one character, and no space or plus"),
            place=place,
            found=ascii(name[:80]),
        )


def encode_base64(data: bytes) -> str:
    """Standard, padded base64."""
    return b64encode(data).decode()


def decode_base64(text: str, *, place: str) -> bytes:
    """Read base64 that is not empty: `encode_base64(decode_base64(text)) == text`."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        data = b""
    # The library lets spare bits in the last character pass; we do not.
    if not data or encode_base64(data) != text:
        raise MalformedError(
            message("that is not base64 in its only form"),
            place=place,
            found=ascii(text[:80]),
        )
    return data


def _is_strong(public: bytes) -> bool:
    """Whether these bytes are a point of the curve, in one form, of an order above 8.

    A point has an order of at most 8 when y is 0 (order 4), y*y is 1 (orders 1 and 2),
    or its double has y = 0, which makes d*y**4 + 2*y*y - 1 zero (order 8).
    """
    if len(public) != PUBLIC_SIZE:
        return False
    y = int.from_bytes(public, "little") % 2**255
    yy = y * y % _P
    # x*x = (yy - 1) / (d*yy + 1): a square exactly when the product is one (Euler).
    on_curve = pow((yy - 1) * (_D * yy + 1), (_P - 1) // 2, _P) == 1
    return on_curve and 0 < y < _P and (_D * yy * yy + 2 * yy - 1) % _P != 0
