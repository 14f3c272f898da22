from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError
from ledger.keys import generate
from ledger.note import (
    COSIGNATURE,
    ED25519,
    VerifierKey,
    format_vkey,
    key_id,
    parse_vkey,
)
from ledger.note.vkey import is_signed

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLIC = parse_vkey(VKEY).public
P = 2**255 - 19

# The y of all points with an order of at most 8; the last two have order 8.
LOW_ORDER = [
    0,
    1,
    P - 1,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
]


def encode_point(y: int, sign: int) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


def test_the_published_key_has_the_published_id() -> None:
    assert key_id("example.com/foo", ED25519, public=PUBLIC).hex() == "530d903a"
    assert format_vkey(parse_vkey(VKEY)) == VKEY


def test_the_same_key_of_another_kind_has_another_id() -> None:
    log, witness = (VerifierKey("a", kind, PUBLIC) for kind in (ED25519, COSIGNATURE))
    assert log.key_id != witness.key_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "++",
        VKEY + "\n",
        " " + VKEY,
        VKEY.replace("530d", "530D"),
        VKEY.replace("530d", "530e"),
        VKEY.replace("530d903a", ""),
        VKEY.replace("U2k", "U2l"),
        VKEY.replace("foo", "fo o"),
        VKEY.replace("foo", "f+oo"),
        VKEY.replace("example.com/foo", ""),
        VKEY[:-4],
        VKEY[:-44],
        VKEY + "AAAA",
        VKEY.replace("+Aeky", "+Beky"),
        VKEY.replace("example", "\ud800"),
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        parse_vkey(text)


@pytest.mark.parametrize("kind", [0, 2, 3, 5, 6, 255, 256, -1])
def test_an_unknown_kind_of_key_is_refused(kind: int) -> None:
    with pytest.raises(MalformedError, match="kind"):
        VerifierKey("a", kind, PUBLIC)


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_public_key_has_32_bytes(size: int) -> None:
    with pytest.raises(MalformedError, match="public key"):
        VerifierKey("a", ED25519, (PUBLIC * 2)[:size])


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", LOW_ORDER)
def test_a_point_of_low_order_is_no_key(y: int, sign: int) -> None:
    with pytest.raises(MalformedError, match="public key"):
        VerifierKey("a", ED25519, encode_point(y, sign))


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", range(P, 2**255))
def test_a_point_has_one_form_only(y: int, sign: int) -> None:
    with pytest.raises(MalformedError, match="public key"):
        VerifierKey("a", ED25519, encode_point(y, sign))


def test_half_of_all_numbers_are_no_points() -> None:
    taken = 0
    for y in range(2, 1002):
        with suppress(MalformedError):
            VerifierKey("a", ED25519, encode_point(y, 0))
            taken += 1
    assert 450 < taken < 550


@given(st.binary(min_size=32, max_size=32), st.sampled_from([ED25519, COSIGNATURE]))
def test_a_verifier_key_reads_back_as_it_was_written(seed: bytes, kind: int) -> None:
    key = VerifierKey("school.example/log", kind, generate("a", seed).public)
    assert parse_vkey(format_vkey(key)) == key


class Case(msgspec.Struct, rename="camel"):
    tc_id: int
    msg: str
    sig: str
    result: str


class PublicKey(msgspec.Struct):
    pk: str


class Group(msgspec.Struct, rename="camel"):
    public_key: PublicKey
    tests: list[Case]


class Suite(msgspec.Struct, rename="camel"):
    number_of_tests: int
    test_groups: list[Group]


def holds(public: bytes, case: Case) -> bool:
    try:
        key = VerifierKey("wycheproof", ED25519, public)
    except MalformedError:
        return False
    message, signature = bytes.fromhex(case.msg), bytes.fromhex(case.sig)
    return is_signed(message, public=key.public, signature=signature)


def test_public_vectors_for_ed25519(vectors: Path) -> None:
    data = (vectors / "ed25519/ed25519_test.json").read_bytes()
    suite = msgspec.json.decode(data, type=Suite)
    results = [
        (case.tc_id, "valid" if holds(public, case) else "invalid", case.result)
        for group in suite.test_groups
        for public in [bytes.fromhex(group.public_key.pk)]
        for case in group.tests
    ]
    assert len(results) == suite.number_of_tests > 100
    assert [each for each in results if each[1] != each[2]] == []
