"""Fraud proofs: two signed heads that cannot both be true, for anybody to check."""

from __future__ import annotations

from io import BytesIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.anchored import WITNESS, cosigned
from fixtures.books import ORIGIN
from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.repacking import CHECKPOINT, unpacked
from fixtures.stories import told
from ledger.errors import MalformedError
from ledger.keys import generate
from ledger.note import parse_checkpoint, parse_head, parse_vkey
from ledger.note.vkey import encode_base64
from ledger.verify import Trust
from ledger.verify.contradiction import prove_contradiction
from ledger.verify.fraud import (
    Fraud,
    decode_fraud,
    encode_fraud,
    prove_fraud,
)
from ledger.verify.fraud_check import FraudReport, check_fraud
from ledger.verify.leaf_lines import bundle_lines, leaf_hashes
from ledger.verify.words import fraud as words
from tests.ledger.verify.bundles import OTHER_VKEY, VKEY

ONE, OTHER = told(100, 250), told(100, 200, 300)


def head_of(bundle: bytes) -> bytes:
    return unpacked(bundle)[CHECKPOINT]


def proof(one: bytes = ONE, other: bytes = OTHER) -> Fraud:
    made = prove_contradiction(
        head_of(one),
        head_of(other),
        keys=[VKEY],
        read_leaves=lambda: leaf_hashes(bundle_lines(BytesIO(other))),
    )
    assert isinstance(made, Fraud)
    return made


def check(fraud: Fraud, trust: Trust | None = None) -> FraudReport:
    return check_fraud(encode_fraud(fraud), trust or Trust())


def codes(report: FraudReport) -> list[int]:
    return [finding.code for finding in report.findings]


def test_two_stories_under_one_key_are_proven() -> None:
    report = check(proof())
    assert (report.proven, report.ok, report.code) == (True, False, 14)
    assert report.findings[0].message == (
        "both heads are signed, and cannot both be true: the first 6 events have two"
        " roots"
    )
    assert report.older
    assert report.newer
    assert (report.older.size, report.newer.size) == (6, 7)
    assert report.older.signed_by == report.newer.signed_by == [KEY.vkey]
    assert report.warnings == [words.WHOSE_KEY]


def test_two_stories_of_one_size_are_proven() -> None:
    fraud = proof(told(100, 250), told(100, 200))
    assert (fraud.proof, check(fraud).proven) == ((), True)


def test_who_knows_the_key_is_told_no_doubt() -> None:
    assert check(proof(), Trust(keys=[VKEY])).warnings == []
    report = check(proof(), Trust(keys=[OTHER_VKEY]))
    assert (report.proven, codes(report)) == (False, [13, 13])


def test_two_heads_that_agree_prove_nothing() -> None:
    leaves = leaf_hashes(bundle_lines(BytesIO(OTHER)))
    fraud = prove_fraud(
        leaves, older=head_of(told(100)), newer=head_of(OTHER), keys=[VKEY]
    )
    report = check(fraud)
    assert (report.proven, codes(report)) == (False, [12])
    assert report.findings[0].message == "the two heads do not contradict each other"


def test_another_key_of_the_same_name_is_no_proof_of_the_first() -> None:
    anew = told(100, 250, key=OTHER_KEY)
    leaves = leaf_hashes(bundle_lines(BytesIO(OTHER)))
    fraud = prove_fraud(
        leaves, older=head_of(anew), newer=head_of(OTHER), keys=[VKEY, OTHER_VKEY]
    )
    assert codes(check(fraud)) == [13]
    assert codes(check(fraud, Trust(keys=[VKEY]))) == [13]
    assert check(fraud, Trust(keys=[VKEY, OTHER_VKEY])).proven


@pytest.mark.parametrize(
    ("older", "newer", "why"),
    [
        (head_of(ONE).partition(b"\n\n")[0] + b"\n", head_of(OTHER), words.UNSIGNED),
        (head_of(told(100, 250, key=OTHER_KEY)), head_of(OTHER), words.OTHER_KEY),
        (head_of(ONE), head_of(told(100, 200, key=None)), words.NO_KEY),
        (head_of(OTHER), head_of(ONE), words.NO_HEAD),
        (head_of(told(100)), head_of(OTHER), words.NO_HEAD),
        (head_of(ONE), b"nonsense", words.NO_HEAD),
        (head_of(ONE), None, words.NO_HEAD),
        (None, head_of(ONE), words.NO_HEAD),
    ],
)
def test_where_there_is_no_proof_it_is_said_why(
    older: bytes | None, newer: bytes | None, why: object
) -> None:
    made = prove_contradiction(
        older,
        newer,
        keys=[VKEY],
        read_leaves=lambda: leaf_hashes(bundle_lines(BytesIO(OTHER))),
    )
    assert made == why


def test_leaves_that_are_not_those_of_the_head_give_no_proof() -> None:
    made = prove_contradiction(
        head_of(ONE),
        head_of(OTHER),
        keys=[VKEY],
        read_leaves=lambda: leaf_hashes(bundle_lines(BytesIO(ONE))),
    )
    assert made == words.NO_HEAD


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"root_of_newer": encode_base64(bytes(32))}, 12),
        ({"root_of_newer": "x"}, 12),
        ({"proof": ()}, 12),
        ({"origin": f"{ORIGIN}0"}, 12),
        ({"older": "x\n"}, 12),
        ({"keys": ()}, 13),
        ({"keys": (OTHER_KEY.vkey,)}, 13),
        ({"keys": ("nonsense",)}, 12),
        ({"keys": (KEY.vkey, KEY.vkey)}, 14),
        ({"older": head_of(told(100)).decode()}, 12),
        ({"newer": head_of(told(100, 200)).decode()}, 12),
    ],
)
def test_a_changed_proof_shows_nothing(change: dict[str, object], code: int) -> None:
    fraud = msgspec.structs.replace(proof(), **change)
    assert check(fraud).code == code


def test_no_line_of_a_head_may_be_changed() -> None:
    fraud = proof()
    for name in ("older", "newer"):
        text = getattr(fraud, name)
        for at in range(0, len(text), 7):
            letter = "A" if text[at] != "A" else "B"
            changed = text[:at] + letter + text[at + 1 :]
            report = check(msgspec.structs.replace(fraud, **{name: changed}))
            assert report.code in {12, 13}, (name, at)


def test_two_keys_that_cannot_be_told_apart_are_a_finding() -> None:
    # Found by trial: the key ids of these two are the same four bytes.
    one, two = (generate(ORIGIN, seed.to_bytes(32, "big")) for seed in (10865, 53916))
    assert parse_vkey(one.vkey).key_id == parse_vkey(two.vkey).key_id
    fraud = msgspec.structs.replace(proof(), keys=(KEY.vkey, one.vkey, two.vkey))
    report = check(fraud)
    assert (report.proven, codes(report)) == (False, [13, 13])
    assert "cannot be told apart" in report.findings[0].message


def test_a_witness_tells_no_story_of_its_own() -> None:
    fraud = proof()
    changed = {
        name: cosigned(getattr(fraud, name).encode(), "2026-01-21T09:00:00Z").decode()
        for name in ("older", "newer")
    }
    with_lines = msgspec.structs.replace(fraud, **changed)
    alone = msgspec.structs.replace(with_lines, keys=(WITNESS.vkey,))
    assert codes(check(alone)) == [13, 13]
    assert codes(check(alone, Trust(keys=[parse_vkey(WITNESS.vkey)]))) == [13, 13]
    both = msgspec.structs.replace(with_lines, keys=(KEY.vkey, WITNESS.vkey))
    report = check(both)
    assert report.proven
    assert report.older
    assert report.older.signed_by == [KEY.vkey]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[" * 100_000, b"\xff", b" " * 5_000_000, b'{"format":"\\ud800"}'],
)
def test_what_is_no_fraud_proof_is_said_to_be_none(data: bytes) -> None:
    assert codes(check_fraud(data)) == [12]


def test_half_a_character_is_no_note() -> None:
    data = encode_fraud(proof()).replace(b'"older":"', b'"older":"\\ud800')
    assert codes(check_fraud(data)) == [12]


@given(st.binary(max_size=300))
def test_nothing_is_raised_for_any_bytes(data: bytes) -> None:
    prefix = b'{"format":"verantwoord-fraud/1",'
    assert check_fraud(data).code == check_fraud(prefix + data).code == 12


def test_the_file_has_one_form() -> None:
    data = encode_fraud(proof())
    assert decode_fraud(data) == proof()
    assert data.startswith(b'{"format":"verantwoord-fraud/1","keys":["')
    for other in (data + b"\n", b" " + data, data.replace(b'":', b'": ', 1)):
        with pytest.raises(MalformedError):
            decode_fraud(other)


def test_the_head_of_a_story_is_what_the_proof_is_about() -> None:
    fraud = proof()
    said = parse_checkpoint(parse_head(fraud.older.encode()).text)
    assert encode_base64(said.root) != fraud.root_of_newer
