"""Proof files are read in one form only, and written as they are read."""

from __future__ import annotations

from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.every_kind import KEY
from ledger.errors import MalformedError
from ledger.note import (
    Checkpoint,
    Note,
    Proof,
    format_checkpoint,
    format_head,
    format_proof,
    parse_proof,
    sign,
)
from ledger.note.proof import PROOF_SIZE_MAX
from ledger.tree import check_inclusion
from tests.ledger.rfc6962 import HASHES, path

ROOT = sha256(b"root").digest()
TEXT = format_checkpoint(Checkpoint(KEY.name, 24, ROOT))
LINE = sign(TEXT, KEY.name, public=KEY.public, sign_bytes=KEY.sign)
NOTES = [TEXT.encode(), format_head(Note(TEXT, (LINE,)))]
PROOF = Proof(17, (ROOT, bytes(32)), NOTES[1], b"age-v1.2.1-darwin-arm64")
DATA = format_proof(PROOF)

# The example of c2sp.org/tlog-proof, with signatures in place of those that it cuts.
EXAMPLE = """\
c2sp.org/tlog-proof@v1
extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJwAA
— witness1.example mJirIkkA
"""
NOT_A_PROOF = {
    "another first line": ("@v1", "@v2"),
    "extra of nothing": ("extra YWdl", "extra \nYWdl"),
    "an index before extra": ("@v1\n", "@v1\nindex 1\n"),
    "a leading zero": ("index 73894", "index 073894"),
    "a sign": ("index 73894", "index +73894"),
    "a negative index": ("index 73894", "index -73894"),
    "digits that are not ASCII": ("index 73894", "index ٧٣٨٩٤"),
    "an index beyond all logs": ("73894", str(2**63)),
    "an index of nothing": ("index 73894", "index "),
    "no index": ("index 73894\n", ""),
    "two spaces": ("index 7", "index  7"),
    "a carriage return": ("index 73894\n", "index 73894\r\n"),
    "base64 without padding": ("PlQ=", "PlQ"),
    "base64 with spare bits": ("PlQ=", "PlR="),
    "a hash that is too short": ("gSKyXoYZUgZ6", "gSKyXoYZ"),
    "two empty lines": ("\n\nexample", "\n\n\nexample"),
    "no note": (EXAMPLE[EXAMPLE.index("\n\nex") :], "\n\n"),
    "no empty line": ("\n\n", "\n"),
    "a size that is none": ("109482", "0109482"),
}


def test_the_example_of_the_standard_is_read_and_written_again() -> None:
    proof = parse_proof(EXAMPLE.encode())
    assert proof.index == 73894
    assert proof.extra is not None
    assert proof.extra.startswith(b"age-v1.2.1-darwin-arm64.tar.gz")
    assert [each.hex()[:8] for each in proof.hashes] == [
        "8122b25e",
        "07de650d",
        "10a373a0",
        "468a2912",
        "0070a2a1",
    ]
    assert proof.note.decode() == EXAMPLE.partition("\n\n")[2]
    assert format_proof(proof) == EXAMPLE.encode()


def test_a_proof_without_extra_and_hashes_is_four_lines_above_its_note() -> None:
    proof = Proof(0, (), NOTES[0])
    data = b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTES[0]
    assert format_proof(proof) == data
    assert parse_proof(data) == proof


@given(
    st.builds(
        Proof,
        st.integers(0, 2**63 - 1),
        st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple),
        st.sampled_from(NOTES),
        st.none() | st.binary(min_size=1),
    )
)
def test_what_is_written_is_read_back(proof: Proof) -> None:
    data = format_proof(proof)
    assert parse_proof(data) == proof
    assert format_proof(parse_proof(data)) == data


@pytest.mark.parametrize("fault", NOT_A_PROOF)
def test_another_form_is_refused(fault: str) -> None:
    old, new = NOT_A_PROOF[fault]
    assert old in EXAMPLE
    with pytest.raises(MalformedError) as refused:
        parse_proof(EXAMPLE.replace(old, new, 1).encode())
    assert refused.value.message.isprintable()


def test_every_change_of_a_byte_is_refused_or_read_as_something_else() -> None:
    for place in range(len(DATA)):
        for byte in (b"", b"\n", b" ", b"\xff", bytes([DATA[place] ^ 1])):
            changed = DATA[:place] + byte + DATA[place + 1 :]
            assert changed == DATA or reread(changed) != PROOF


def reread(data: bytes) -> Proof | None:
    try:
        proof = parse_proof(data)
    except MalformedError:
        return None
    assert format_proof(proof) == data
    return proof


@given(st.binary())
def test_any_bytes_are_a_proof_or_malformed(data: bytes) -> None:
    assert reread(data) is None
    assert reread(DATA[:40] + data) != PROOF


@pytest.mark.parametrize(
    "proof",
    [
        Proof(-1, (), NOTES[0]),
        Proof(2**63, (), NOTES[0]),
        Proof(0, (b"short",), NOTES[0]),
        Proof(0, (bytes(32),) * 64, NOTES[0]),
        Proof(0, (), b"no note"),
        Proof(0, (), NOTES[0], b""),
        Proof(0, (), NOTES[0], bytes(PROOF_SIZE_MAX)),
    ],
    ids=["negative", "huge", "short", "many", "no note", "empty", "large"],
)
def test_what_cannot_be_read_is_not_written(proof: Proof) -> None:
    with pytest.raises(MalformedError):
        format_proof(proof)


def test_a_proof_without_an_empty_line_is_told_so() -> None:
    with pytest.raises(MalformedError, match="has an empty line before its note"):
        parse_proof(b"c2sp.org/tlog-proof@v1\nindex 0\n")


def test_a_proof_has_four_million_bytes_and_no_more() -> None:
    spare = 4_000_000 - len(format_proof(Proof(1, (), NOTES[0], b"x")))
    largest = Proof(10 ** (spare % 4), (), NOTES[0], bytes(3 * (spare // 4) + 1))
    data = format_proof(largest)
    assert len(data) == 4_000_000
    with pytest.raises(MalformedError, match="a proof has at most 4000000 bytes"):
        parse_proof(data.replace(b"index 1", b"index 10"))


def test_the_largest_index_of_all_is_one() -> None:
    proof = Proof(2**63 - 1, (), NOTES[0])
    assert parse_proof(format_proof(proof)) == proof


def test_a_proof_has_room_for_63_hashes() -> None:
    proof = Proof(0, (bytes(32),) * 63, NOTES[0])
    assert parse_proof(format_proof(proof)) == proof


def test_the_hashes_are_an_inclusion_proof_in_its_order() -> None:
    proof = msgspec.structs.replace(PROOF, hashes=tuple(path(17, HASHES[:24])))
    read = parse_proof(format_proof(proof))
    (beside, *_) = read.hashes
    assert beside == HASHES[16]
    both = sha256(b"\1" + HASHES[16] + HASHES[17]).digest()
    assert check_inclusion(1, 2, leaf=HASHES[17], proof=[beside], root=both)
