"""The change of a log key is signed by that key, in its own way."""

from __future__ import annotations

from ledger.note import Checkpoint, VerifierKey, cosign
from ledger.note.key_change import (
    has_signed_key_change,
    key_change_text,
    sign_key_change,
)
from ledger.note.vkey import encode_base64
from ledger.tree import EMPTY_ROOT
from tests.ledger.signers import LOG, LOG_KEY, ORIGIN, WITNESS, WITNESS_KEY

CHANGE = key_change_text(Checkpoint(ORIGIN, 1, EMPTY_ROOT), LOG.vkey)
SIGNATURE = sign_key_change(CHANGE, LOG_KEY, sign_bytes=LOG.sign)


def has_signed(key: VerifierKey, signature: str) -> bool:
    return has_signed_key_change(CHANGE, key, signature=signature)


def test_what_a_key_signed_is_by_that_key() -> None:
    assert has_signed(LOG_KEY, SIGNATURE)
    other = CHANGE.replace("\n1\n", "\n2\n")
    assert not has_signed_key_change(other, LOG_KEY, signature=SIGNATURE)


def test_what_is_no_base64_is_no_signature() -> None:
    assert not has_signed(LOG_KEY, "")
    assert not has_signed(LOG_KEY, SIGNATURE[:-1])


def test_a_signature_names_its_key() -> None:
    raw = LOG.sign(CHANGE.encode())
    assert has_signed(LOG_KEY, encode_base64(LOG_KEY.key_id + raw))
    assert not has_signed(LOG_KEY, encode_base64(bytes(4) + raw))


def test_a_witness_changes_no_key() -> None:
    line = cosign(CHANGE, WITNESS_KEY, time=1, sign_bytes=WITNESS.sign)
    signature = encode_base64(line.key_id + line.raw)
    assert not has_signed(WITNESS_KEY, signature)
