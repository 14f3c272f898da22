"""A bundle is recognised by how it begins; what else is a ZIP is not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from fixtures.repacking import honest, unpacked
from ledger.bundle.beginning import begins_as_bundle, is_bundle


def zipped(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"what is in it")
    return file.getvalue()


def test_a_bundle_is_one_and_so_is_what_begins_as_one(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(honest())
    assert is_bundle(path)
    path.write_bytes(honest()[:100])
    assert is_bundle(path)


@pytest.mark.parametrize("name", unpacked(honest()))
def test_packed_anew_by_another_program_it_is_one_still(name: str) -> None:
    assert begins_as_bundle(zipped(name))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        honest()[:40],
        honest()[1:],
        zipped(),
        zipped("foto.jpg", "data/events.jsonl"),
        zipped("school/bagit.txt"),
        zipped("[Content_Types].xml"),
        b"SQLite format 3\0" + bytes(100),
    ],
)
def test_what_else_there_is_is_none(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "school.zip"
    path.write_bytes(data)
    assert not is_bundle(path)


def test_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert not is_bundle(tmp_path)
    assert not is_bundle(tmp_path / "gone.zip")
