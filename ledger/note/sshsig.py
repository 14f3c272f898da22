"""Signatures as OpenSSH makes them: whose word stands for the files of a bundle.

Whoever hands out a bundle can sign the list of its files with the key that he has for
OpenSSH already. `ssh-keygen -Y verify` checks it without this program.

Bytes. The file is base64 in lines of 70 characters between two lines of dashes, as
`ssh-keygen -Y sign` writes it. A string is its length in four bytes, most significant
first, and itself:

    file    = "SSHSIG", 1 in four bytes, then the strings public key, namespace,
              nothing, "sha512", signature
    public key = the strings "ssh-ed25519" and 32 bytes
    signature  = the strings "ssh-ed25519" and 64 bytes: Ed25519 over `signed`
    signed  = "SSHSIG", then the strings namespace, nothing, "sha512", SHA-512(message)
    fingerprint = "SHA256:" and base64 of SHA-256(public key), without its padding

The namespace says what a signature is for, so that one for mail is none for a bundle.

Sources: PROTOCOL.sshsig of OpenSSH, RFC 4251 section 5 (strings), RFC 8709 (the key).
Narrower: Ed25519 and SHA-512 only.
"""

from __future__ import annotations

from hashlib import sha256, sha512
from typing import Final

import msgspec

from ledger.errors import MalformedError
from ledger.messages import message
from ledger.note.signed import BadSignatureError
from ledger.note.vkey import (
    ED25519,
    VerifierKey,
    decode_base64,
    encode_base64,
    is_signed,
)

BUNDLE: Final = "verantwoord-bundle"
"""The namespace of who signs the list of the files in a bundle."""
SSHSIG_SIZE_MAX: Final = 4096

_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_KEY_TYPE = b"ssh-ed25519"
_HASH = b"sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_COLUMNS = 70
_PUBLIC_SIZE = 32
_RAW_SIZE = 64
_PLACE = message("SSH signature")


class SshSignature(msgspec.Struct, frozen=True):
    """An Ed25519 public key, what it signed for, and the 64 bytes; not yet checked."""

    public: bytes
    namespace: str
    raw: bytes


def format_sshsig(signature: SshSignature) -> bytes:
    """The file of a signature: `parse_sshsig(format_sshsig(made)) == made`."""
    data = _format(signature)
    if parse_sshsig(data) != signature:
        raise MalformedError(message("that makes no SSH signature"), place=_PLACE)
    return data


def parse_sshsig(data: bytes) -> SshSignature:
    """Read such a file: `format_sshsig(parse_sshsig(data)) == data`."""
    strings = _strings(_unwrapped(data))
    try:
        key, namespace, reserved, digest, signature = strings
        kind, public = _strings(key)
        signed_kind, raw = _strings(signature)
    except ValueError:
        raise _other(message("another number of fields")) from None
    for expected, found in (
        (_KEY_TYPE, kind),
        (_KEY_TYPE, signed_kind),
        (_HASH, digest),
        (b"", reserved),
    ):
        if found != expected:
            raise _other(ascii(found[:40])[1:], expected=ascii(expected)[1:])
    if (len(public), len(raw)) != (_PUBLIC_SIZE, _RAW_SIZE):
        raise _other(message("a key or signature of another length"))
    # A public key of low order signs many messages at once: it cannot be made.
    VerifierKey(_KEY_TYPE.decode(), ED25519, public)
    read = SshSignature(public, _namespace(namespace), raw)
    if _format(read) != data:
        raise _other(message("the same in another form"))
    return read


def signed_by_ssh(content: bytes, namespace: str) -> bytes:
    """The bytes that Ed25519 signs for some content."""
    parts = (namespace.encode(), b"", _HASH, sha512(content).digest())
    return _MAGIC + b"".join(map(_string, parts))


def fingerprint(public: bytes) -> str:
    """How people tell a key: as `ssh-keygen -l` prints it."""
    digest = sha256(_string(_KEY_TYPE) + _string(public)).digest()
    return f"SHA256:{encode_base64(digest).rstrip('=')}"


def check_sshsig(data: bytes, content: bytes, *, namespace: str) -> bytes:
    """The public key that signed `content` for `namespace`, which anybody can have.

    Raises `MalformedError` where `data` is no signature that this program reads, and
    `BadSignatureError` where it is one of something else.
    """
    signature = parse_sshsig(data)
    if signature.namespace != namespace:
        raise BadSignatureError(
            message("the SSH signature was made for another purpose"),
            place=_PLACE,
            expected=namespace,
            found=ascii(signature.namespace[:80]),
        )
    signed = signed_by_ssh(content, namespace)
    if not is_signed(signed, public=signature.public, signature=signature.raw):
        raise BadSignatureError(
            message("the SSH signature is not by its key over these bytes"),
            place=_PLACE,
        )
    return signature.public


def _format(signature: SshSignature) -> bytes:
    key = _string(_KEY_TYPE) + _string(signature.public)
    raw = _string(_KEY_TYPE) + _string(signature.raw)
    parts = (key, signature.namespace.encode(), b"", _HASH, raw)
    text = encode_base64(_MAGIC + _VERSION + b"".join(map(_string, parts)))
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return "".join(f"{line}\n" for line in [_BEGIN, *lines, _END]).encode()


def _unwrapped(data: bytes) -> bytes:
    """What follows magic and version in the armour."""
    lines = data[: SSHSIG_SIZE_MAX + 1].decode("ascii", "replace").split("\n")
    if len(data) > SSHSIG_SIZE_MAX or [lines[0], *lines[-2:]] != [_BEGIN, _END, ""]:
        raise _other(ascii(lines[0][:40]), expected=_BEGIN)
    blob = decode_base64("".join(lines[1:-2]), place=_PLACE)
    if not blob.startswith(_MAGIC + _VERSION):
        raise _other(message("another beginning"))
    return blob[len(_MAGIC + _VERSION) :]


def _strings(data: bytes) -> list[bytes]:
    strings = []
    while data:
        size = int.from_bytes(data[:4], "big")
        string, rest = data[4 : 4 + size], data[4 + size :]
        if len(data) < 4 + size:
            raise _other(message("a field that is longer than the rest"))
        strings.append(string)
        data = rest
    return strings


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _namespace(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = ""
    if not text:
        raise _other(message("a namespace that is no text"))
    return text


def _other(found: str, *, expected: str | None = None) -> MalformedError:
    return MalformedError(
        message(
            "that is no SSH signature as ssh-keygen makes them with an Ed25519 key"
        ),
        place=_PLACE,
        expected=expected,
        found=found,
    )
