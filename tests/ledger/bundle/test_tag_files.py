"""The tag files can undo themselves, and public bags are refused with reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.zip_forge import (
    AGENT,
    DAY,
    ORIGIN,
    PAYLOAD,
    Raw,
    bag_info,
    forge,
    manifest,
)
from ledger.bundle.tag_files import (
    BAGIT_TXT,
    BagInfo,
    Label,
    format_bag_info,
    format_manifest,
    parse_bag_info,
    parse_manifest,
)
from ledger.errors import MalformedError
from ledger.findings import exit_code
from tests.ledger.bundle.checking import check, every_one_byte_change

paths = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)
hexes = st.binary(min_size=32, max_size=32).map(bytes.hex)
words = st.lists(paths, min_size=1, max_size=3).map(" ".join)
labels = st.builds(Label, agent=words, day=st.dates(), origin=words)
counts = st.integers(0, 10**19 - 1)


@given(st.dictionaries(paths, hexes))
def test_a_manifest_can_undo_itself(digests: dict[str, str]) -> None:
    data = format_manifest(digests)
    assert parse_manifest(data) == digests


@given(st.lists(st.tuples(hexes, paths)), st.sampled_from([b"\n", b"\r\n", b"\n\n"]))
def test_what_a_manifest_is_read_from_is_what_it_writes(
    lines: list[tuple[str, str]], end: bytes
) -> None:
    data = b"".join(f"{digest}  {path}".encode() + end for digest, path in lines)
    try:
        digests = parse_manifest(data)
    except MalformedError:
        return
    assert format_manifest(digests) == data


@given(st.builds(BagInfo, label=labels, octets=counts, files=counts))
def test_a_bag_info_can_undo_itself(info: BagInfo) -> None:
    assert parse_bag_info(format_bag_info(info)) == info


def test_every_changed_byte_of_a_bag_info_is_refused_or_means_something_else() -> None:
    honest = bag_info(PAYLOAD)
    assert format_bag_info(parse_bag_info(honest)) == honest
    for damaged in every_one_byte_change(honest):
        try:
            info = parse_bag_info(damaged)
        except MalformedError:
            continue
        assert format_bag_info(info) == damaged


def test_the_fields_are_those_of_the_bundle() -> None:
    octets = sum(map(len, PAYLOAD.values()))
    label = Label(agent=AGENT, day=DAY, origin=ORIGIN)
    info = BagInfo(label=label, octets=octets, files=len(PAYLOAD))
    assert parse_bag_info(bag_info(PAYLOAD)) == info


@pytest.mark.parametrize("value", ["", " a", "a ", "a  b", "a\nb", "é", "\x1b"])
def test_a_value_of_other_characters_is_not_written(value: str) -> None:
    for agent, origin in ((value, "o"), ("a", value)):
        label = Label(agent=agent, day=date(2025, 1, 1), origin=origin)
        with pytest.raises(MalformedError, match="printable ASCII"):
            format_bag_info(BagInfo(label=label, octets=0, files=0))


def test_a_line_that_is_none_is_named_by_its_number() -> None:
    data = manifest(PAYLOAD).replace(b"data/checkpoints", "data/chéckpoints".encode())
    with pytest.raises(MalformedError) as refused:
        parse_manifest(data)
    assert refused.value.place == "line 3"


def _bags(vectors: Path) -> list[Path]:
    return sorted(path.parent for path in vectors.glob("bagit/v1.0/*/*/bagit.txt"))


def test_every_public_bag_is_refused_for_it_is_no_bundle(vectors: Path) -> None:
    bags = _bags(vectors)
    assert len(bags) >= 5
    for folder in bags:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        raws = [
            Raw(
                name=path.relative_to(folder).as_posix().encode(),
                content=path.read_bytes(),
            )
            for path in files
        ]
        findings = check(forge(sorted(raws, key=lambda raw: raw.name)))
        assert exit_code(findings) == 10
        assert any(finding.place.startswith("data/") for finding in findings)


def test_the_manifests_of_public_bags_are_read_strictly_or_not(vectors: Path) -> None:
    for folder in _bags(vectors):
        for path in folder.glob("*manifest-sha256.txt"):
            try:
                digests = parse_manifest(path.read_bytes())
            except MalformedError:
                continue
            assert format_manifest(digests) == path.read_bytes()


def test_the_public_valid_bag_declares_itself_as_ours_do(vectors: Path) -> None:
    declared = vectors / "bagit/v1.0/valid/basicBag/bagit.txt"
    assert declared.read_bytes() == BAGIT_TXT
