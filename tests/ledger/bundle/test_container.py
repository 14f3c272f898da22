"""A container gives its content in pieces, in one go, and to observers."""

from __future__ import annotations

from io import BytesIO

import pytest

from fixtures.hostile_zips import changed
from fixtures.zip_forge import PAYLOAD, SIGNATURE, Raw, bag, bundle, forge
from ledger.bundle.bag_check import check_bag
from ledger.bundle.container import (
    Container,
    DamagedEntryError,
    OversizedEntryError,
)
from ledger.bundle.zip_reader import Caps, open_container
from ledger.findings import Finding
from tests.ledger.bundle.checking import opened

EVENTS = "data/events.jsonl"
HONEST = bundle()


def _capped(caps: Caps) -> Container | list[Finding]:
    return open_container(BytesIO(HONEST), len(HONEST), caps=caps)


@pytest.mark.parametrize("chunk_size", [1, 7, 1 << 20])
def test_pieces_are_the_whole(chunk_size: int) -> None:
    pieces = list(opened(HONEST).chunks(EVENTS, chunk_size))
    assert b"".join(pieces) == PAYLOAD[EVENTS]
    assert {len(piece) for piece in pieces[:-1]} <= {chunk_size}


def test_two_entries_can_be_read_in_turn() -> None:
    container = opened(HONEST)
    turns = zip(
        container.chunks(EVENTS, 1),
        container.chunks("data/checkpoint", 1),
        strict=False,
    )
    one, other = (b"".join(pieces) for pieces in zip(*turns, strict=True))
    assert one == PAYLOAD[EVENTS]
    assert other == PAYLOAD["data/checkpoint"][: len(one)]


def test_an_entry_is_read_up_to_the_limit_and_not_beyond() -> None:
    container, size = opened(HONEST), len(PAYLOAD[EVENTS])
    assert container.read(EVENTS, size) == PAYLOAD[EVENTS]
    with pytest.raises(OversizedEntryError) as refused:
        container.read(EVENTS, size - 1)
    assert (refused.value.code, refused.value.place) == (10, EVENTS)


def test_a_wrong_crc_is_raised_after_the_last_piece() -> None:
    chunks = opened(changed(EVENTS, both={"crc": 1})).chunks(EVENTS)
    assert next(chunks) == PAYLOAD[EVENTS]
    with pytest.raises(DamagedEntryError) as refused:
        next(chunks)
    assert (refused.value.code, refused.value.expected) == (11, "00000001")


def test_a_file_that_shrinks_while_it_is_read_is_found() -> None:
    file = BytesIO(HONEST)
    container = open_container(file, len(HONEST))
    assert isinstance(container, Container)
    file.truncate(container.entries[EVENTS].offset + 40)
    with pytest.raises(DamagedEntryError) as refused:
        container.read(EVENTS, 100)
    assert refused.value.found == "the end of the file"
    assert check_bag(container).findings


def test_observers_see_the_bytes_of_the_one_pass() -> None:
    seen = {name: bytearray() for name in (EVENTS, "bagit.txt")}
    checked = check_bag(
        opened(HONEST), observers={name: seen[name].extend for name in seen}
    )
    assert checked.findings == []
    assert seen[EVENTS] == PAYLOAD[EVENTS]
    assert seen["bagit.txt"] == bag()[2].content


def test_a_signature_of_the_exporter_is_an_entry_as_any_other() -> None:
    container = opened(HONEST)
    assert container.read("tagmanifest-sha256.txt.sig", 100) == SIGNATURE


@pytest.mark.parametrize(
    ("caps", "words"),
    [
        (Caps(entries_max=len(bag()) - 1), "the bundle has too many entries"),
        (Caps(octets_max=len(HONEST) - 1), "the bundle is larger than"),
        (Caps(small_octets_max=len(SIGNATURE) - 1), "this file is too large"),
    ],
)
def test_a_cap_is_what_just_goes(caps: Caps, words: str) -> None:
    found = _capped(caps)
    assert isinstance(found, list)
    assert words in found[0].message
    assert {finding.code for finding in found} == {10}


def test_what_is_at_the_caps_is_opened() -> None:
    small = [raw for raw in bag() if b"documents" not in raw.name]
    caps = Caps(
        entries_max=len(bag()),
        octets_max=len(HONEST),
        small_octets_max=max(len(raw.content) for raw in small),
    )
    assert isinstance(_capped(caps), Container)


@pytest.mark.parametrize("surplus", [0, 1])
def test_a_directory_is_as_long_as_its_entries_can_be_at_most(surplus: int) -> None:
    header, longest = 46, 46 + 80 + 28
    data = forge([Raw(name=b"a" * (longest - header + surplus))])
    found = open_container(BytesIO(data), len(data), caps=Caps(entries_max=1))
    assert isinstance(found, list)
    too_long = [words.message.startswith("the directory is longer") for words in found]
    assert too_long == [bool(surplus)]
