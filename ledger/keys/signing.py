"""The Ed25519 key pair of a log or of a witness, in memory.

The public half goes out in two forms: as a vkey for this program and its like, and as
PEM (RFC 8410) for `openssl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ledger.errors import MalformedError, UsageError
from ledger.messages import message
from ledger.note import ED25519, VerifierKey, format_vkey
from ledger.note.vkey import encode_base64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_SIZE: Final = 32

# How the SubjectPublicKeyInfo of every Ed25519 key begins (RFC 8410), in DER.
_SPKI = bytes.fromhex("302a300506032b6570032100")


class SigningKey:
    """A name and the seed with which it signs; printing it shows the vkey only."""

    __slots__ = ("name", "public", "seed", "vkey")

    def __init__(self, name: str, seed: bytes, *, kind: int = ED25519) -> None:
        """Make the pair of 32 random bytes; `kind` is that of its vkey."""
        self.name = name
        self.seed = seed
        self.public: bytes = _secret(seed).public_key().public_bytes_raw()
        self.vkey = format_vkey(VerifierKey(name, kind, self.public))

    def __repr__(self) -> str:
        return f"SigningKey({self.vkey!r})"

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of the Ed25519 signature."""
        return _secret(self.seed).sign(data)


def generate(name: str, seed: bytes, *, kind: int = ED25519) -> SigningKey:
    """Make a key of 32 fresh random bytes; that of a log has its origin as name."""
    if len(seed) != SEED_SIZE:
        raise UsageError(
            message(
                "a seed has {size} bytes, not {found}", size=SEED_SIZE, found=len(seed)
            )
        )
    try:
        return SigningKey(name, seed, kind=kind)
    except MalformedError as error:
        raise UsageError(error.message, found=error.found) from error


def pem(public: bytes) -> str:
    """The public key as `openssl pkeyutl -verify -pubin -rawin -inkey` reads it."""
    body = encode_base64(_SPKI + public)
    return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"


def _secret(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)
