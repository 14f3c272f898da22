"""The vectors are what this program makes, and what others would make as well."""

from __future__ import annotations

import hashlib
import json
import zipfile
from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any

import msgspec
import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from fixtures import every_kind
from fixtures.make_vectors import BUNDLE, FOLDER, KEPT, REDACTED, vectors
from ledger import codec
from ledger.codec import KNOWN_TYPES
from ledger.findings import Code
from ledger.note import parse_checkpoint, parse_head, parse_vkey
from ledger.note.policy import parse_policy
from ledger.note.witness_request import parse_request
from ledger.tree import check_consistency
from ledger.verify import Report, Trust, verify_bundle
from ledger.verify.fraud_check import check_fraud
from ledger.verify.handout import verify_hand_out
from ledger.verify.trust import ALL

KEY = parse_vkey(every_kind.KEY.vkey)


def read(name: str) -> Any:  # noqa: ANN401  # whatever the file holds
    return json.loads((FOLDER / name).read_bytes())


def bundle_lines(name: str, bundle: str = BUNDLE) -> list[bytes]:
    with zipfile.ZipFile(FOLDER / bundle) as archive:
        return archive.read(name).splitlines()


def checked(name: str, **trust: Any) -> Report:  # noqa: ANN401  # fields of Trust
    return verify_bundle(BytesIO((FOLDER / name).read_bytes()), Trust(**trust))


def by_hand(lines: list[bytes]) -> bytes:
    """The root as RFC 6962, section 2.1, defines it."""
    if not lines:
        return hashlib.sha256().digest()
    if len(lines) == 1:
        return hashlib.sha256(b"\0" + lines[0]).digest()
    k = 1
    while 2 * k < len(lines):
        k *= 2
    halves = by_hand(lines[:k]) + by_hand(lines[k:])
    return hashlib.sha256(b"\1" + halves).digest()


def test_the_vectors_are_what_the_program_makes() -> None:
    made = vectors()
    assert {path.name for path in FOLDER.iterdir()} == {*made, "README.md"}
    for name, data in made.items():
        assert (FOLDER / name).read_bytes() == data, name


def test_there_is_a_leaf_of_every_type() -> None:
    assert [leaf["type"] for leaf in read("leaves.json")] == sorted(KNOWN_TYPES)


def test_leaves_are_rfc_8785_and_hashed_as_rfc_6962_says() -> None:
    for vector in read("leaves.json"):
        line = vector["leaf"].encode()
        leaf = json.loads(line)
        assert rfc8785.dumps(leaf) == line
        assert leaf["event"]["type"] == vector["type"]
        assert hashlib.sha256(b"\0" + line).hexdigest() == vector["hash"]


@pytest.mark.parametrize("bundle", [BUNDLE, KEPT])
def test_roots_are_those_of_another_tree(bundle: str) -> None:
    lines = bundle_lines("data/events.jsonl", bundle)
    roots = read("roots.json")[bundle]
    assert [vector["size"] for vector in roots] == list(range(len(lines) + 1))
    for vector in roots:
        root = by_hand(lines[: vector["size"]])
        assert b64encode(root).decode() == vector["root"]


def test_commitments_are_digests_of_rfc_8785() -> None:
    vectors_ = read("commitments.json")
    assert {type(vector["value"]) for vector in vectors_} == {str, type(None)}
    for vector in vectors_:
        opening = {name: vector[name] for name in ("salt", "slot", "value")}
        digest = hashlib.sha256(rfc8785.dumps(opening)).digest()
        assert b64encode(digest).decode() == vector["commitment"]


def test_disclosures_are_rfc_8785() -> None:
    for line in bundle_lines("data/disclosures.jsonl"):
        assert rfc8785.dumps(json.loads(line)) == line


def test_export_and_figures_are_rfc_8785() -> None:
    for name in ("data/export.json", "data/derived/figures.json"):
        (line,) = bundle_lines(name)
        assert rfc8785.dumps(json.loads(line)) == line


def test_notes_are_signed_by_the_seed() -> None:
    keys = read("notes.json")
    secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys["seed"]))
    name, key_id, public = keys["vkey"].split("+", 2)
    material = b64decode(public)
    assert material == b"\x01" + secret.public_key().public_bytes_raw()
    own = hashlib.sha256(name.encode() + b"\n" + material).hexdigest()
    assert own[:8] == key_id
    for note in keys["notes"]:
        text, _, line = note.rpartition("\n\n")
        signature = bytes.fromhex(key_id) + secret.sign(f"{text}\n".encode())
        assert line == f"\N{EM DASH} {name} {b64encode(signature).decode()}\n"


def test_notes_are_of_the_roots() -> None:
    keys, roots = read("notes.json"), read("roots.json")[BUNDLE]
    for note in keys["notes"]:
        origin, size, root = note.splitlines()[:3]
        assert origin == keys["vkey"].split("+")[0]
        assert roots[int(size)] == {"size": int(size), "root": root}


def test_the_bundle_is_sound() -> None:
    report = checked(BUNDLE, keys=[KEY])
    assert (report.ok, report.grade) == (True, "SIGNED")


def test_changes_of_key_are_signed_over_four_lines() -> None:
    origin = read("notes.json")["vkey"].split("+")[0]
    for change in read("keys.json"):
        text = change["text"].encode()
        first, n, root, last = change["text"].splitlines()
        assert (first, last) == (origin, f"key {change['after']}")
        assert read("roots.json")[KEPT][int(n)] == {"size": int(n), "root": root}
        signers = [(change["after"], change["acceptance"])]
        if change["type"] == "key-rotated/1":
            signers.append((change["before"], change["signature"]))
        for vkey, signature in signers:
            material, raw = b64decode(vkey.split("+", 2)[2]), b64decode(signature)
            assert raw[:4].hex() == vkey.split("+")[1]
            public = Ed25519PublicKey.from_public_bytes(material[1:])
            public.verify(raw[4:], text)


def test_the_kept_book_is_dated_by_its_witness() -> None:
    policy = parse_policy((FOLDER / "policy").read_bytes())
    expected, report = read("kept.json"), checked(KEPT, policy=policy)
    assert (report.code, report.grade) == (expected["code"], expected["grade"])
    said = json.loads(msgspec.json.encode([report.windows, report.late]))
    assert said == [expected["windows"], expected["late"]]


def test_the_redacted_bundle_has_the_root_and_the_figures_of_the_whole_one() -> None:
    whole, redacted = checked(BUNDLE, keys=[KEY]), checked(REDACTED, keys=[KEY])
    assert redacted.code == Code.INCOMPLETE
    allowed = checked(REDACTED, keys=[KEY], redactable=ALL)
    assert (allowed.code, allowed.root) == (0, whole.root)
    assert allowed.figures == whole.figures


def test_the_hand_out_is_of_the_bundle() -> None:
    data = (FOLDER / "event.tlog-proof").read_bytes()
    out = verify_hand_out(data, Trust(keys=[KEY]))
    assert (out.report.findings, out.report.grade) == ([], "SIGNED")
    assert out.leaf is not None
    assert codec.encode(out.leaf) == bundle_lines("data/events.jsonl")[out.leaf.n]


def test_the_fraud_proof_holds() -> None:
    report = check_fraud((FOLDER / "fraud.json").read_bytes(), Trust(keys=[KEY]))
    assert (report.proven, report.code) == (True, Code.FORK)


def test_the_request_is_one_that_a_witness_takes() -> None:
    request = parse_request((FOLDER / "witness-request").read_bytes())
    roots = [b64decode(each["root"]) for each in read("roots.json")[KEPT]]
    said = parse_checkpoint(parse_head(request.note).text)
    assert check_consistency(
        request.old,
        said.size,
        proof=request.hashes,
        old_root=roots[request.old],
        new_root=said.root,
    )


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_figures_are_those_in_the_bundle(year: str) -> None:
    (line,) = bundle_lines("data/derived/figures.json")
    said = json.loads(line)[year]
    assert said["refund_due"] == (
        said["unused"] - said["carried_over"] + said["claimed"]
    )
