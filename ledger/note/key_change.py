"""The text by which the key of a log is changed, and the signatures over it.

Four lines, each with its line feed: origin, index of the event that changes the key,
root of the events before it, and the new key. That is a checkpoint with one extension
line (c2sp.org/tlog-checkpoint), so what signs it says nothing but what is so:

    verantwoord/030569/0123456789abcdef
    17
    bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
    key verantwoord/030569/0123456789abcdef+1a2b3c4d+AekyeRrm56h…

A signature is kept as a signature line holds it: base64 of key id and raw signature.
"""

from __future__ import annotations

from collections.abc import Callable

from ledger.errors import MalformedError
from ledger.messages import message
from ledger.note.checkpoint import Checkpoint, format_checkpoint
from ledger.note.vkey import (
    ED25519,
    KEY_ID_SIZE,
    VerifierKey,
    decode_base64,
    encode_base64,
    has_signed,
)


def key_change_text(before: Checkpoint, vkey: str) -> str:
    """The four lines; `before` is the head of all events before the change."""
    return f"{format_checkpoint(before)}key {vkey}\n"


def sign_key_change(
    text: str, key: VerifierKey, *, sign_bytes: Callable[[bytes], bytes]
) -> str:
    """Give what the event holds of the signature of `key`, whose secret half signs."""
    return encode_base64(key.key_id + sign_bytes(text.encode()))


def has_signed_key_change(text: str, key: VerifierKey, *, signature: str) -> bool:
    """Whether this log key has signed the four lines."""
    try:
        material = decode_base64(signature, place=message("signature of a key"))
    except MalformedError:
        return False
    named, raw = material[:KEY_ID_SIZE], material[KEY_ID_SIZE:]
    return (
        key.kind == ED25519 and named == key.key_id and has_signed(key, text, raw=raw)
    )
