"""A key under a passphrase: the one line that `ledger.keys` describes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from ledger.errors import MalformedError, SurroundingsError, UsageError
from ledger.keys.signing import SEED_SIZE, SigningKey
from ledger.messages import message, plural
from ledger.note import parse_vkey
from ledger.note.vkey import decode_base64, encode_base64
from ledger.reasons import reason_why

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

SALT_SIZE: Final = 16
NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16
FILE_SIZE_MAX: Final = 4096
COST: Final = 2**15
"""scrypt's n for new files: 32 MiB and about a tenth of a second."""
COST_MIN: Final = 2**10
COST_MAX: Final = 2**17

_encoder = msgspec.json.Encoder(order="sorted")


class WrongPassphraseError(SurroundingsError):
    """The passphrase is another one, or the file was changed."""


class _KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cipher: Literal["chacha20-poly1305"] = "chacha20-poly1305"
    format: Literal["verantwoord-key/1"] = "verantwoord-key/1"
    kdf: Literal["scrypt"] = "scrypt"
    n: int
    nonce: str
    p: Literal[1] = 1
    r: Literal[8] = 8
    salt: str
    sealed: str
    vkey: str


def seal_key(
    key: SigningKey, passphrase: str, *, salt: bytes, nonce: bytes, cost: int = COST
) -> bytes:
    """Give the key file; `salt` and `nonce` are fresh random bytes."""
    if (len(salt), len(nonce)) != (SALT_SIZE, NONCE_SIZE) or not _may_cost(cost):
        raise UsageError(message("that salt, nonce or cost makes no key file"))
    unsealed = _KeyFile(
        n=cost,
        nonce=encode_base64(nonce),
        salt=encode_base64(salt),
        sealed="",
        vkey=key.vkey,
    )
    sealed = _cipher(passphrase, salt, n=cost).encrypt(
        nonce, key.seed, _bound(unsealed)
    )
    file = msgspec.structs.replace(unsealed, sealed=encode_base64(sealed))
    data = _encoder.encode(file) + b"\n"
    if len(data) > FILE_SIZE_MAX:
        said = message("the name is too long for a key file")
        raise UsageError(said, found=key.name[:80])
    return data


def open_key(data: bytes, passphrase: str) -> SigningKey:
    """Read a key file: `open_key(seal_key(key, …), …).vkey == key.vkey`."""
    from cryptography.exceptions import InvalidTag

    try:
        file = _parse(data)
        vkey = parse_vkey(file.vkey)
        salt = _decode(file.salt, SALT_SIZE)
        nonce = _decode(file.nonce, NONCE_SIZE)
        sealed = _decode(file.sealed, SEED_SIZE + TAG_SIZE)
    except MalformedError as error:
        raise _no_key_file(error.message) from error
    try:
        seed = _cipher(passphrase, salt, n=file.n).decrypt(nonce, sealed, _bound(file))
    except InvalidTag as error:
        raise WrongPassphraseError(
            message("the passphrase does not open this key file"),
            next_step=message(
                "try again; if it is the right one, put back a copy of the file"
            ),
        ) from error
    key = SigningKey(vkey.name, seed, kind=vkey.kind)
    if key.vkey != file.vkey:
        raise _no_key_file(message("its vkey is not that of its seed"))
    return key


def named_vkey(data: bytes) -> str:
    """Give the public line that a key file names; it holds once the file is opened."""
    try:
        file = _parse(data)
    except MalformedError as error:
        raise _no_key_file(error.message) from error
    return file.vkey


def _parse(data: bytes) -> _KeyFile:
    if len(data) > FILE_SIZE_MAX:
        raise MalformedError(
            message("it has more than {most} bytes", most=FILE_SIZE_MAX)
        )
    try:
        file = msgspec.json.decode(data, type=_KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(reason_why(error)) from error
    # The file says how much memory it wants: no more than ours may.
    if not _may_cost(file.n):
        raise MalformedError(
            message(
                "its cost is not from {least} to {most}", least=COST_MIN, most=COST_MAX
            )
        )
    if _encoder.encode(file) + b"\n" != data:
        raise MalformedError(message("it is not in canonical form"))
    return file


def _decode(text: str, size: int) -> bytes:
    data = decode_base64(text, place=message("key file"))
    if len(data) != size:
        raise MalformedError(
            plural(
                "one of its values has {count} byte, not {size}",
                "one of its values has {count} bytes, not {size}",
                count=len(data),
                size=size,
            )
        )
    return data


def _may_cost(n: int) -> bool:
    return COST_MIN <= n <= COST_MAX and n.bit_count() == 1


def _bound(file: _KeyFile) -> bytes:
    """What the seal covers without hiding it: the line without `sealed`."""
    fields = msgspec.structs.asdict(file)
    del fields["sealed"]
    return _encoder.encode(fields)


def _no_key_file(reason: str) -> SurroundingsError:
    return SurroundingsError(
        message(
            "that is no key file that this program can read: {reason}", reason=reason
        ),
        next_step=message("name another file, or put back a copy of it"),
    )


def _cipher(passphrase: str, salt: bytes, *, n: int) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    if not passphrase:
        raise UsageError(message("an empty passphrase protects nothing"))
    try:
        # One letter with its accent can be typed as one code point or as two.
        secret = unicodedata.normalize("NFC", passphrase).encode()
        key = Scrypt(salt=salt, length=32, n=n, r=8, p=1).derive(secret)
    except UnicodeEncodeError as error:
        raise UsageError(message("the passphrase is not Unicode text")) from error
    except MemoryError as error:
        raise SurroundingsError(
            message("there is too little memory for the key file")
        ) from error
    return ChaCha20Poly1305(key)
