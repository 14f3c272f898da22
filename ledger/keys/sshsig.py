"""Signing with the OpenSSH key that the exporter of a bundle has already.

    sign = ssh_signer(read_ssh_key(path), lambda: "a passphrase")
    write_bundle(file, parts, label=label, tag_files=tags, sign=sign)

The key file is one of `ssh-keygen -t ed25519`. Its secret half stays in memory for the
call, and is never written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ledger.errors import SurroundingsError
from ledger.messages import message
from ledger.note.sshsig import BUNDLE, SshSignature, format_sshsig, signed_by_ssh
from ledger.system import reason_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SSH_KEY_SIZE_MAX: Final = 64 * 1024

Passphrase = Callable[[], str | None]
"""Asked for where the key file is encrypted; None where nobody can say it."""


def read_ssh_key(path: Path) -> bytes:
    """Read a key file; raises `SurroundingsError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(SSH_KEY_SIZE_MAX + 1)
    except OSError as error:
        reason = reason_of(error)
        raise SurroundingsError(
            message("{path} cannot be read: {reason}", path=str(path), reason=reason),
            place=str(path),
            expected=message("the private half of an Ed25519 key of OpenSSH"),
        ) from None


def ssh_signer(data: bytes, passphrase: Passphrase) -> Callable[[bytes], bytes]:
    """Give the function that makes the SSHSIG of a message, for bundles.

    Raises `SurroundingsError` for what is no such key, or stays locked.
    """
    key = _open(data, passphrase)
    public = key.public_key().public_bytes_raw()

    def sign(message: bytes) -> bytes:
        raw = key.sign(signed_by_ssh(message, BUNDLE))
        return format_sshsig(SshSignature(public, BUNDLE, raw))

    return sign


def _open(data: bytes, passphrase: Passphrase) -> Ed25519PrivateKey:
    key = _load(data, None)
    if key is None:
        text = passphrase()
        if not text:
            raise SurroundingsError(
                message("the SSH key is locked, and nobody gave its passphrase"),
                expected=message("a passphrase"),
                next_step=message(
                    "say it when asked, or set VERANTWOORD_SSH_PASSPHRASE"
                ),
            )
        key = _load(data, text.encode(errors="surrogateescape"))
    if key is None:
        raise _no_key(message("it cannot be unlocked"))
    return key


def _load(data: bytes, passphrase: bytes | None) -> Ed25519PrivateKey | None:
    """Give the key; None for one that is encrypted, without a passphrase."""
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    if len(data) > SSH_KEY_SIZE_MAX:
        raise _no_key(message("it has more than {most} bytes", most=SSH_KEY_SIZE_MAX))
    try:
        key = load_ssh_private_key(data, passphrase)
    except TypeError:
        return None
    except (ValueError, UnsupportedAlgorithm, InvalidTag) as error:
        if passphrase is not None:
            raise SurroundingsError(
                message("the passphrase does not open this SSH key"),
                next_step=message("try again"),
            ) from error
        raise _no_key(str(error) or type(error).__name__) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(message("its type is not Ed25519"))
    return key


def _no_key(reason: str) -> SurroundingsError:
    return SurroundingsError(
        message(
            "that is no OpenSSH private key that this program can read: {reason}",
            reason=reason,
        ),
        expected=message("one that was made by: ssh-keygen -t ed25519"),
    )
