"""Zip64 records are there exactly where a number needs them; lowered limits show it."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.zip_forge import DAY
from ledger.bundle.zip_layout import (
    Directory,
    Entry,
    Layout,
    Limits,
    format_end,
    parse_central,
    parse_end,
)
from ledger.findings import exit_code
from tests.ledger.bundle.checking import check, opened, zipped

FILES = {
    "bagit.txt": b"",
    "data/derived/a": b"a" * 99,
    "data/derived/b": b"b" * 100,
    "data/derived/c": b"c" * 101,
}
LIMITS = [
    Limits(),
    Limits(count=4),
    Limits(count=5),
    Limits(size=100),
    Limits(size=101),
    Limits(size=300, count=4),
    Limits(size=1, count=1),
]
numbers = st.integers(0, 2**63 - 1) | st.sampled_from(
    [0xFFFF, 0x10000, 2**32 - 2, 2**32 - 1, 2**32]
)


@pytest.mark.parametrize("limits", LIMITS)
def test_lowered_limits_give_records_that_everybody_reads(limits: Limits) -> None:
    data = zipped(FILES, limits)
    container = opened(data, limits)
    assert {name: container.read(name, 200) for name in container.entries} == FILES
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


@pytest.mark.needs("unzip")
@pytest.mark.parametrize("limits", LIMITS)
def test_unzip_reads_them_too(limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(FILES, limits))
    subprocess.run(["unzip", "-t", str(path)], check=True, capture_output=True)


@pytest.mark.parametrize("written", LIMITS)
@pytest.mark.parametrize("read", LIMITS)
def test_a_needless_record_and_a_missing_one_are_refused(
    written: Limits, read: Limits
) -> None:
    data = zipped(FILES, written)
    same = zipped(FILES, read) == data
    assert (exit_code(check(data, read)) == 10) == (not same)


def test_a_field_is_there_from_the_limit_on() -> None:
    layout = Layout(DAY)
    below, at = (
        Entry(name="bagit.txt", size=size, crc=0, offset=0)
        for size in (2**32 - 2, 2**32 - 1)
    )
    assert len(layout.local(below)) == 30 + 9
    assert len(layout.local(at)) == 30 + 9 + 20
    assert len(layout.central(below)) == 46 + 9
    assert len(layout.central(at)) == 46 + 9 + 20


entries = st.builds(
    Entry,
    name=st.sampled_from(["bagit.txt", "data/derived/a"]),
    size=numbers,
    crc=st.integers(0, 2**32 - 1),
    offset=numbers,
)


@given(entries)
def test_a_central_header_can_undo_itself(entry: Entry) -> None:
    header, name = Layout(DAY).central(entry), entry.name.encode()
    listed = parse_central(b"before" + header + b"after", len(b"before"))
    assert listed is not None
    assert (listed.entry, listed.header, listed.name) == (entry, header, name)


@given(st.builds(Directory, count=numbers, size=numbers, offset=numbers))
def test_the_end_can_undo_itself(directory: Directory) -> None:
    assert parse_end(b"before" + format_end(directory)) == directory


@given(st.binary(max_size=120))
def test_any_central_header_is_answered(data: bytes) -> None:
    parse_central(b"PK\x01\x02" + data, 0)


@given(entries)
def test_a_central_header_cut_off_anywhere_is_none(entry: Entry) -> None:
    header = Layout(DAY).central(entry)
    assert [parse_central(header[:size], 0) for size in range(len(header))] == [
        None
    ] * len(header)


@pytest.mark.parametrize("field", ["count", "size", "offset"])
def test_the_end_is_zip64_from_each_of_the_limits_on(field: str) -> None:
    limit = 0xFFFF if field == "count" else 0xFFFF_FFFF
    small = {"count": 1, "size": 2, "offset": 3}
    below, at = (
        format_end(Directory(**{**small, field: number}))
        for number in (limit - 1, limit)
    )
    assert (len(below), len(at)) == (22, 56 + 20 + 22)


def test_the_bytes_of_the_end_are_these() -> None:
    directory = Directory(count=0x10002, size=0x1_2345_6789, offset=7)
    assert format_end(directory).hex(" ") == (
        "50 4b 06 06 2c 00 00 00 00 00 00 00 2d 03 2d 00 00 00 00 00 00 00 00 00 "
        "02 00 01 00 00 00 00 00 02 00 01 00 00 00 00 00 89 67 45 23 01 00 00 00 "
        "07 00 00 00 00 00 00 00 "
        "50 4b 06 07 00 00 00 00 90 67 45 23 01 00 00 00 01 00 00 00 "
        "50 4b 05 06 00 00 00 00 ff ff ff ff ff ff ff ff 07 00 00 00 00 00"
    )


def test_the_bytes_of_the_headers_are_these() -> None:
    entry = Entry(name="bagit.txt", size=2**32, crc=0x01020304, offset=2**32 + 1)
    assert Layout(DAY).local(entry).hex(" ") == (
        "50 4b 03 04 2d 00 00 00 00 00 00 00 9f 5b 04 03 02 01 ff ff ff ff "
        "ff ff ff ff 09 00 14 00 62 61 67 69 74 2e 74 78 74 "
        "01 00 10 00 00 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00"
    )
    assert Layout(DAY).central(entry).hex(" ") == (
        "50 4b 01 02 2d 03 2d 00 00 00 00 00 00 00 9f 5b 04 03 02 01 ff ff ff ff "
        "ff ff ff ff 09 00 1c 00 00 00 00 00 00 00 00 00 a4 81 ff ff ff ff "
        "62 61 67 69 74 2e 74 78 74 "
        "01 00 18 00 00 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00 "
        "01 00 00 00 01 00 00 00"
    )
