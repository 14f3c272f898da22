"""The vectors are what this program makes, and what others would make as well."""

from __future__ import annotations

import hashlib
import json
import zipfile
from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fixtures.make_vectors import BUNDLE, FOLDER, vectors
from ledger.codec import KNOWN_TYPES
from ledger.note import parse_vkey
from ledger.verify import Trust, verify_bundle


def read(name: str) -> Any:  # noqa: ANN401  # whatever the file holds
    return json.loads((FOLDER / name).read_bytes())


def bundle_lines(name: str) -> list[bytes]:
    with zipfile.ZipFile(FOLDER / BUNDLE) as archive:
        return archive.read(name).splitlines()


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


def test_roots_are_those_of_another_tree() -> None:
    lines = bundle_lines("data/events.jsonl")
    roots = read("roots.json")
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
    keys, roots = read("notes.json"), read("roots.json")
    for note in keys["notes"]:
        origin, size, root = note.splitlines()[:3]
        assert origin == keys["vkey"].split("+")[0]
        assert roots[int(size)] == {"size": int(size), "root": root}


def test_the_bundle_is_sound_and_is_the_one_that_is_named() -> None:
    data = (FOLDER / BUNDLE).read_bytes()
    digest, name = (FOLDER / f"{BUNDLE}.sha256").read_text().split()
    assert (hashlib.sha256(data).hexdigest(), BUNDLE) == (digest, name)
    key = parse_vkey(read("notes.json")["vkey"])
    report = verify_bundle(BytesIO(data), Trust(keys=[key]))
    assert (report.ok, report.grade) == (True, "SIGNED")


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_figures_are_those_in_the_bundle(year: str) -> None:
    (line,) = bundle_lines("data/derived/figures.json")
    said = json.loads(line)[year]
    assert said["refund_due"] == (
        said["unused"] - said["carried_over"] + said["claimed"]
    )
