"""Every one-byte change of a small bundle is found, with the right code and place.

Of the smallest bundle every byte is changed. Of one with an event of every kind it is
every byte of the headers, the directory and the end, and every `STRIDE`-th of the
contents: at all of them the manifest finds the change the same way. The contents that
say what the others are (manifests, head, export) are changed whole. The page that
every bundle carries is left out: it is as long as all the rest many times over.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest

from ledger.bundle.container import Container
from ledger.bundle.verify_page import VERIFY_PAGE
from ledger.bundle.zip_layout import Entry
from ledger.bundle.zip_reader import open_container
from ledger.findings import Code
from tests.ledger.verify import bundles
from tests.ledger.verify.bundles import packed, unpacked, verified

STRIDE = 7
SLICES = 8
WHOLE = ("bag", "manifest", "tagmanifest", "data/checkpoint", "data/export.json")


@cache
def honest() -> bytes:
    return without_page(bundles.honest())


@cache
def smallest() -> bytes:
    return without_page(bundles.smallest())


def without_page(data: bytes) -> bytes:
    files = unpacked(data)
    del files[VERIFY_PAGE]
    return packed(files)


def contents() -> dict[int, Entry]:
    """The place of each byte that is content, and whose it is."""
    data = honest()
    container = open_container(BytesIO(data), len(data))
    assert isinstance(container, Container)
    owners = {}
    for entry in container.entries.values():
        start = entry.offset + len(container.layout.local(entry))
        owners.update(dict.fromkeys(range(start, start + entry.size), entry))
    return owners


def chosen(owners: dict[int, Entry]) -> list[int]:
    return [
        index
        for index in range(len(honest()))
        if index not in owners
        or index % STRIDE == 0
        or owners[index].name.startswith(WHOLE)
    ]


@pytest.mark.parametrize("part", range(SLICES))
def test_every_change_of_one_byte_is_found_at_its_place(part: int) -> None:
    data, owners = bytearray(honest()), contents()
    for index in chosen(owners)[part::SLICES]:
        data[index] ^= 1
        report = verified(bytes(data))
        data[index] ^= 1
        if index in owners:
            name = owners[index].name
            assert report.code == Code.MANIFEST, index
            assert any(f.place.startswith(name) for f in report.findings), index
        else:
            assert report.code == Code.CONTAINER, index


@pytest.mark.parametrize("part", range(SLICES))
def test_every_change_of_any_byte_of_the_smallest_bundle_is_found(part: int) -> None:
    data = bytearray(smallest())
    for index in range(part, len(data), SLICES):
        data[index] ^= 1
        assert verified(bytes(data)).code in {Code.CONTAINER, Code.MANIFEST}, index
        data[index] ^= 1
    assert verified(bytes(data)).ok


def test_the_bundle_without_a_change_is_sound() -> None:
    report = verified(honest())
    assert (report.ok, report.code, report.grade) == (True, 0, "SIGNED")


@pytest.mark.parametrize("size", range(0, 1_000, 97))
def test_a_bundle_that_is_cut_off_is_refused(size: int) -> None:
    data = honest()
    assert verified(data[: size * len(data) // 1_000]).code == Code.CONTAINER
