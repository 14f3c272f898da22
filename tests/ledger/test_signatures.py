from __future__ import annotations

import pytest

from ledger.errors import MalformedError, UsageError
from ledger.note import (
    COSIGNATURE,
    ED25519,
    BadSignatureError,
    Note,
    Signature,
    VerifierKey,
    cosign,
    cosignature_message,
    cosigned_at,
    format_note,
    parse_note,
    verify_note,
)
from tests.ledger.signers import (
    LOG,
    LOG_KEY,
    LOG_LINE,
    ORIGIN,
    SIGNED,
    TEXT,
    WITNESS,
    WITNESS_KEY,
    every_small_change,
)


def is_found(damaged: bytes) -> bool:
    try:
        return verify_note(parse_note(damaged), [LOG_KEY]) == []
    except MalformedError:
        return True


def test_every_one_byte_change_of_a_signed_checkpoint_is_found() -> None:
    assert verify_note(parse_note(SIGNED), [LOG_KEY]) == [LOG_KEY]
    assert [each for each in every_small_change(SIGNED) if not is_found(each)] == []


def test_a_line_of_an_unknown_key_is_passed_over() -> None:
    stranger = Signature(ORIGIN, b"\x00\x00\x00\x00", LOG_LINE.raw)
    namesake = Signature("example.be/other", LOG_LINE.key_id, LOG_LINE.raw)
    note = Note(TEXT, (stranger, LOG_LINE, namesake))
    assert verify_note(note, [LOG_KEY]) == [LOG_KEY]
    assert verify_note(note, []) == []


def test_a_bad_line_of_a_known_key_spoils_the_note() -> None:
    bad = Signature(ORIGIN, LOG_LINE.key_id, bytes(64))
    for lines in [(LOG_LINE, bad), (bad, LOG_LINE), (bad,)]:
        with pytest.raises(BadSignatureError) as caught:
            verify_note(Note(TEXT, lines), [LOG_KEY])
        assert (caught.value.code, caught.value.kind) == (13, "bad-signature")


def test_a_key_that_signed_twice_is_named_once() -> None:
    note = Note(TEXT, (LOG_LINE, LOG_LINE))
    assert verify_note(note, [LOG_KEY, LOG_KEY]) == [LOG_KEY]


def test_keys_that_cannot_be_told_apart_are_refused() -> None:
    class Colliding(VerifierKey, frozen=True):
        @property
        def key_id(self) -> bytes:
            return bytes(4)

    keys = [Colliding("a", ED25519, key.public) for key in (LOG, WITNESS)]
    with pytest.raises(UsageError, match="told apart"):
        verify_note(Note(TEXT, (LOG_LINE,)), keys)


def test_a_witness_signs_the_time_as_well() -> None:
    line = cosign(TEXT, WITNESS_KEY, time=1_741_770_000, sign_bytes=WITNESS.sign)
    note = parse_note(format_note(Note(TEXT, (LOG_LINE, line))))
    assert verify_note(note, [WITNESS_KEY, LOG_KEY]) == [LOG_KEY, WITNESS_KEY]
    assert cosigned_at(note, WITNESS_KEY) == 1_741_770_000
    assert line.raw[:8].hex() == "0000000067d14d10"
    assert len(line.raw) == 72
    assert cosigned_at(Note(TEXT, (LOG_LINE,)), WITNESS_KEY) is None
    moved = Signature(line.name, line.key_id, bytes(8) + line.raw[8:])
    with pytest.raises(BadSignatureError):
        verify_note(Note(TEXT, (moved,)), [WITNESS_KEY])


def test_a_time_may_be_the_first_of_all() -> None:
    line = cosign(TEXT, WITNESS_KEY, time=0, sign_bytes=WITNESS.sign)
    assert cosigned_at(Note(TEXT, (line,)), WITNESS_KEY) == 0


def test_a_time_may_be_the_last_of_all() -> None:
    most = 2**63 - 1
    note = Note(TEXT, (cosign(TEXT, WITNESS_KEY, time=most, sign_bytes=WITNESS.sign),))
    assert verify_note(note, [WITNESS_KEY]) == [WITNESS_KEY]
    assert cosigned_at(note, WITNESS_KEY) == most


def test_the_earliest_line_of_a_witness_counts() -> None:
    lines = [
        cosign(TEXT, WITNESS_KEY, time=time, sign_bytes=WITNESS.sign)
        for time in (30, 20, 40)
    ]
    assert cosigned_at(Note(TEXT, tuple(lines)), WITNESS_KEY) == 20


def test_a_time_is_no_larger_than_the_format_allows() -> None:
    for time in (-1, 2**63):
        with pytest.raises(UsageError):
            cosign(TEXT, WITNESS_KEY, time=time, sign_bytes=WITNESS.sign)
    message = cosignature_message(TEXT, 2**63)
    raw = (2**63).to_bytes(8, "big") + WITNESS.sign(message)
    late = Signature(WITNESS.name, WITNESS_KEY.key_id, raw)
    with pytest.raises(BadSignatureError):
        verify_note(Note(TEXT, (late,)), [WITNESS_KEY])


def test_a_signature_of_one_kind_is_none_of_the_other() -> None:
    witness = VerifierKey(ORIGIN, COSIGNATURE, LOG.public)
    line = Signature(ORIGIN, witness.key_id, LOG_LINE.raw)
    with pytest.raises(BadSignatureError):
        verify_note(Note(TEXT, (line,)), [witness])
