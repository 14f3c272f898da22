"""Public vectors as bundles and as lines: each time a finding or a value."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from fixtures.repacking import (
    DISCLOSURES,
    EVENTS,
    EXPORT,
    Files,
    honest,
    lines_of,
    packed,
    put_lines,
    unpacked,
)
from ledger import codec
from ledger.bundle.payload import decode_export
from ledger.errors import MalformedError
from ledger.findings import Code
from ledger.sealed import decode_disclosure
from ledger.verify import Report
from tests.ledger.verify.bundles import verified

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def zipped(folder: Path, method: int) -> bytes:
    """What somebody gets who packs a folder with any program."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return file.getvalue()


def test_every_public_bag_that_was_packed_plainly_is_refused(vectors: Path) -> None:
    bags = sorted(path.parent for path in vectors.glob("bagit/v1.0/*/*/bagit.txt"))
    assert len(bags) == 5
    for folder in bags:
        for method in METHODS:
            assert verified(zipped(folder, method)).code == Code.CONTAINER, folder


def each_json(vectors: Path) -> Iterator[tuple[Path, bytes]]:
    files = sorted((vectors / "json" / "test_parsing").glob("*.json"))
    assert len(files) > 300
    for file in files:
        yield file, file.read_bytes()


def replaced(name: str, data: bytes) -> Report:
    """The honest bundle with these bytes in one of its files."""
    files = unpacked(honest())
    files[name] = data
    return verified(packed(files))


def after_its_lines(name: str, line: bytes) -> Report:
    files: Files = unpacked(honest())
    put_lines(files, [*lines_of(files, name), line], name=name)
    return verified(packed(files))


def test_every_public_json_is_a_finding_as_a_line_of_the_log(vectors: Path) -> None:
    for file, data in each_json(vectors):
        assert after_its_lines(EVENTS, data).code == Code.LOG, file


def test_every_public_json_is_a_finding_as_a_disclosure(vectors: Path) -> None:
    for file, data in each_json(vectors):
        assert after_its_lines(DISCLOSURES, data).code == Code.DISCLOSURE, file


def test_every_public_json_is_a_finding_as_the_export(vectors: Path) -> None:
    for file, data in each_json(vectors):
        assert replaced(EXPORT, data).code == Code.REPLAY, file


@pytest.mark.parametrize("read", [codec.decode, decode_disclosure, decode_export])
def test_rfc_8785_beyond_our_profile_is_refused(vectors: Path, read: object) -> None:
    assert callable(read)
    for name in ("french", "weird", "values"):
        for side in ("input", "output"):
            data = (vectors / "jcs" / side / f"{name}.json").read_bytes()
            with pytest.raises(MalformedError):
                read(data)


NUMBERS = (b"333333333.3333333", b"1e+30", b"4.5", b"0.002", b"1e-27", b"56.0", b"1E30")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_rfc_8785_that_is_not_whole_is_no_amount(number: bytes) -> None:
    lines = lines_of(unpacked(honest()))
    line = next(each for each in lines if b'"amount":50000,' in each)
    assert codec.encode(codec.decode(line)) == line
    with pytest.raises(MalformedError):
        codec.decode(line.replace(b"50000,", number + b","))
