"""A hand-out proves one event, and nothing that was not recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book.handing_out import hand_out
from ledger.errors import UsageError
from ledger.findings import Code
from ledger.note import (
    COSIGNATURE,
    Note,
    Proof,
    VerifierKey,
    cosign,
    format_head,
    format_proof,
    parse_head,
    parse_proof,
    parse_vkey,
)
from ledger.note.policy import Group, Policy
from ledger.verify import Trust
from ledger.verify.extra import Extra, encode_extra
from ledger.verify.handout import HandOut, verify_hand_out
from ledger.verify.trust import KnownHead

OLD, OTHER = parse_vkey(KEY.vkey), parse_vkey(OTHER_KEY.vkey)
N = 15
"""The expense of the small book that has most values."""
WITNESS = VerifierKey("agodi.example/w1", COSIGNATURE, OTHER_KEY.public)


@cache
def given(n: int, *, signed: bool = True) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "school.book")
        every_kind(path, signed=signed).close()
        return hand_out(path, n)


def checked(data: bytes, **trust: object) -> HandOut:
    return verify_hand_out(data, Trust(keys=[OLD], **trust))  # type: ignore[arg-type]  # fields of Trust


def codes(out: HandOut) -> set[int]:
    return {finding.code for finding in out.report.findings}


@pytest.mark.parametrize("n", range(37))
def test_every_event_of_the_book_can_be_handed_out(n: int) -> None:
    out = checked(given(n))
    assert (out.report.findings, out.report.grade, out.left_out) == ([], "SIGNED", [])
    assert out.leaf is not None
    assert out.leaf.n == n


def test_whose_word_it_is() -> None:
    assert verify_hand_out(given(N)).report.grade == "CONSISTENT"
    assert verify_hand_out(given(N, signed=False)).report.grade == "UNSIGNED"
    out = verify_hand_out(given(N), Trust(keys=[OTHER]))
    assert codes(out) == {Code.SIGNATURE}
    assert codes(verify_hand_out(given(N, signed=False), Trust(keys=[OLD]))) == {13}


def test_only_an_event_that_is_there_can_be_handed_out(tmp_path: Path) -> None:
    every_kind(tmp_path / "school.book").close()
    with pytest.raises(UsageError, match="no event #38"):
        hand_out(tmp_path / "school.book", 37)


def test_values_may_be_left_out(tmp_path: Path) -> None:
    every_kind(tmp_path / "school.book").close()
    data = hand_out(tmp_path / "school.book", N, left_out={"supplier"})
    out = checked(data)
    assert (out.report.findings, out.left_out) == ([], ["supplier"])
    assert "supplier" not in out.values
    assert b"Vlaamse" not in (parse_proof(data).extra or b"")


def with_extra(change: Callable[[dict[str, object]], None]) -> bytes:
    proof = parse_proof(given(N))
    extra = msgspec.json.decode(proof.extra or b"")
    change(extra)
    again = encode_extra(msgspec.convert(extra, Extra))
    return format_proof(msgspec.structs.replace(proof, extra=again))


def test_another_amount_is_not_what_the_log_has() -> None:
    def change(extra: dict[str, object]) -> None:
        leaf = str(extra["leaf"])
        assert '"amount":95000' in leaf
        extra["leaf"] = leaf.replace('"amount":95000', '"amount":95001')

    assert codes(checked(with_extra(change))) == {Code.LOG}


def test_another_value_is_not_the_one_that_was_sealed() -> None:
    def change(extra: dict[str, object]) -> None:
        for each in extra["disclosures"]:  # type: ignore[attr-defined]  # a list
            if each["slot"] == "supplier":
                each["value"] = "Iemand anders"

    out = checked(with_extra(change))
    assert codes(out) == {Code.DISCLOSURE}
    assert "supplier" not in out.values


def test_a_key_that_comes_along_is_not_trusted() -> None:
    """The attacker's own log, signed by his key, which he names."""
    proof = parse_proof(given(N))
    text = parse_head(proof.note).text
    forged = format_head(_signed(text, OTHER_KEY.vkey))

    def change(extra: dict[str, object]) -> None:
        extra["key"] = OTHER_KEY.vkey

    own = parse_proof(with_extra(change))
    data = format_proof(msgspec.structs.replace(own, note=forged))
    assert verify_hand_out(data).report.grade == "CONSISTENT"
    assert codes(checked(data)) == {Code.SIGNATURE}


def _signed(text: str, vkey: str) -> Note:
    from ledger.note import sign

    key = parse_vkey(vkey)
    line = sign(text, key.name, public=key.public, sign_bytes=OTHER_KEY.sign)
    return Note(text, (line,))


def test_a_quorum_of_the_policy_is_asked_for() -> None:
    policy = Policy((OLD,), {"w": WITNESS}, {"g": Group(1, ("w",))}, "g")
    out = checked(given(N), policy=policy)
    assert codes(out) == {Code.ANCHORS}
    proof = parse_proof(given(N))
    note = parse_head(proof.note)
    line = cosign(note.text, WITNESS, time=1_760_000_000, sign_bytes=OTHER_KEY.sign)
    cosigned = format_head(Note(note.text, (*note.signatures, line)))
    data = format_proof(msgspec.structs.replace(proof, note=cosigned))
    assert checked(data, policy=policy).report.grade == "WITNESSED"
    assert checked(data).report.grade == "SIGNED"


def test_another_log_of_the_same_size_is_a_fork() -> None:
    text = parse_head(parse_proof(given(N)).note).text
    other = re.sub("\n[^\n]+\n$", f"\n{'A' * 43}=\n", text)
    known = [KnownHead(note=other.encode(), source="from the minutes")]
    assert codes(checked(given(N), known=known)) == {Code.FORK}
    same = [KnownHead(note=text.encode(), source="from the minutes")]
    assert codes(checked(given(N), known=same)) == set()


def test_every_changed_byte_is_found_or_changes_nothing_that_is_told() -> None:
    data, healthy = given(2), checked(given(2))
    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 1
        out = checked(bytes(damaged))
        assert out.report.findings or (out.leaf, out.values) == (
            healthy.leaf,
            healthy.values,
        )


@pytest.mark.parametrize("data", [b"", b"c2sp.org/tlog-proof@v1\n", bytes(1000)])
def test_what_is_no_hand_out_is_code_10(data: bytes) -> None:
    assert codes(verify_hand_out(data)) == {Code.CONTAINER}


def test_extra_that_is_not_ours_is_code_10() -> None:
    proof = parse_proof(given(N))
    for extra in (None, b"{}", b'{"disclosures": []}', b"\xff"):
        data = format_proof(Proof(proof.index, proof.hashes, proof.note, extra))
        assert codes(verify_hand_out(data)) == {Code.CONTAINER}
