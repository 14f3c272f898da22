"""The body of tlog-witness `add-checkpoint`: read strictly, written back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.every_kind import KEY
from ledger.errors import UsageError
from ledger.note import Checkpoint, Note, format_checkpoint, format_note, sign
from ledger.note.witness_request import (
    WitnessRequest,
    format_request,
    parse_request,
)
from tests.ledger.signers import SIGNED, every_small_change

REQUEST = WitnessRequest(1, (bytes(32), bytes(range(32))), SIGNED)
DATA = format_request(REQUEST)
HASH = b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"


def test_a_request_is_read_as_it_was_written() -> None:
    lines = DATA.decode().split("\n")
    assert lines[:2] == ["old 1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
    assert DATA.endswith(b"\n\n" + SIGNED)
    assert parse_request(DATA) == REQUEST


@given(st.integers(0, 1), st.lists(st.binary(min_size=32, max_size=32), max_size=63))
def test_every_request_comes_back(old: int, hashes: list[bytes]) -> None:
    request = WitnessRequest(old, tuple(hashes), SIGNED)
    assert parse_request(format_request(request)) == request


def test_whatever_is_read_is_written_back_the_same() -> None:
    read = 0
    for changed in every_small_change(DATA):
        try:
            request = parse_request(changed)
        except UsageError:
            continue
        read += 1
        assert format_request(request) == changed
    assert read > 100


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        SIGNED,
        b"old 01\n\n" + SIGNED,
        b"old -1\n\n" + SIGNED,
        b"old \xd9\xa1\n\n" + SIGNED,
        b"old 2\n\n" + SIGNED,
        b"old 9223372036854775808\n\n" + SIGNED,
        b"old 1\r\n\r\n" + SIGNED,
        b"old 1\n" + SIGNED,
        b"old 1\nAAAA\n\n" + SIGNED,
        b"old 1\n\n" + SIGNED[:-1],
        b"old 1\n" + HASH * 64 + b"\n" + SIGNED,
        DATA + b"x",
        b"old 1\n\n" + b"x" * 2_000_000,
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="no request to a witness"):
        parse_request(data)


def test_what_lacks_its_empty_line_is_told_so() -> None:
    with pytest.raises(UsageError, match="no empty line parts its proof"):
        parse_request(b"old 1\n" + HASH)
    with pytest.raises(UsageError, match="its first line does not say"):
        parse_request(b"")


@pytest.mark.parametrize(
    "request_",
    [
        WitnessRequest(-1, (), SIGNED),
        WitnessRequest(2, (), SIGNED),
        WitnessRequest(0, (b"short",), SIGNED),
        WitnessRequest(0, (bytes(32),) * 64, SIGNED),
        WitnessRequest(0, (), b"no note"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(request_: WitnessRequest) -> None:
    with pytest.raises(UsageError):
        format_request(request_)


def test_a_request_has_room_for_a_note_and_its_proof_and_no_more() -> None:
    with pytest.raises(UsageError, match="it has more than 1004096 bytes"):
        parse_request(b"x" * 1_004_097)
    with pytest.raises(UsageError, match="its first line does not say"):
        parse_request(b"x" * 1_004_096)


def test_the_largest_size_of_all_is_one() -> None:
    most = 2**63 - 1
    text = format_checkpoint(Checkpoint(KEY.name, most, bytes(32)))
    line = sign(text, KEY.name, public=KEY.public, sign_bytes=KEY.sign)
    request = WitnessRequest(most, (), format_note(Note(text, (line,))))
    assert parse_request(format_request(request)) == request


def test_a_proof_to_a_witness_has_room_for_63_hashes() -> None:
    request = WitnessRequest(1, (bytes(32),) * 63, SIGNED)
    assert parse_request(format_request(request)) == request
