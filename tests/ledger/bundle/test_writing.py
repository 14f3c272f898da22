"""A bundle that was written is read back the same, here and by everybody else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.zip_forge import EXTRA, PAYLOAD, bag
from ledger.bundle.bag import Part, write_bundle
from ledger.bundle.bag_check import check_bag
from ledger.bundle.zip_layout import Layout, parse_day
from ledger.bundle.zip_writer import ZipWriter
from ledger.errors import MalformedError, SurroundingsError
from tests.ledger.bundle.checking import LABEL, check, opened, written

HONEST = {raw.name.decode(): raw.content for raw in bag()}
DAY = date(2025, 12, 31)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(written())
    return path


def test_every_entry_is_read_back_and_in_order() -> None:
    container = opened(written())
    assert list(container.entries) == sorted(HONEST)
    assert {name: container.read(name, 10_000) for name in container.entries} == HONEST


documents = st.dictionaries(
    st.binary(min_size=32, max_size=32).map(lambda d: f"data/documents/{d.hex()}"),
    st.binary(max_size=200),
    max_size=8,
)


@given(documents)
def test_whatever_the_payload_is_it_is_clean_and_the_same_again(
    more: dict[str, bytes],
) -> None:
    payload = {**PAYLOAD, **more}
    data = written(payload)
    checked = check_bag(opened(data))
    assert checked.findings == []
    assert written(dict(reversed(payload.items()))) == data
    for name, content in payload.items():
        assert checked.digests[name] == sha256(content).hexdigest()


def test_the_digests_that_writing_gives_are_those_that_checking_gives() -> None:
    file = BytesIO()
    parts = [
        Part(name=name, size=len(data), chunks=[data]) for name, data in PAYLOAD.items()
    ]
    digests = write_bundle(file, parts, label=LABEL, tag_files=EXTRA)
    checked = check_bag(opened(file.getvalue()))
    assert checked.findings == []
    assert checked.digests.items() - digests.items() == {
        ("tagmanifest-sha256.txt", checked.digests["tagmanifest-sha256.txt"])
    }
    assert checked.info is not None
    assert checked.info.label == LABEL


def test_the_signature_is_made_of_the_tag_manifest() -> None:
    file, signed = BytesIO(), []
    parts = [
        Part(name=name, size=len(data), chunks=[data]) for name, data in PAYLOAD.items()
    ]

    def sign(data: bytes) -> bytes:
        signed.append(data)
        return b"signature"

    write_bundle(file, parts, label=LABEL, tag_files=EXTRA, sign=sign)
    container = opened(file.getvalue())
    assert signed == [container.read("tagmanifest-sha256.txt", 10_000)]
    assert container.read("tagmanifest-sha256.txt.sig", 10_000) == b"signature"


def test_the_standard_library_reads_the_same() -> None:
    with zipfile.ZipFile(BytesIO(written())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(HONEST)
        assert {name: archive.read(name) for name in archive.namelist()} == HONEST
        for entry in archive.infolist():
            assert entry.date_time == (2025, 12, 31, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644
            assert entry.extra == b""


def test_the_standard_library_tests_it_without_complaint(path: Path) -> None:
    program = [sys.executable, "-m", "zipfile", "--test", str(path)]
    said = subprocess.run(program, check=True, capture_output=True, text=True)
    assert said.stdout == "Done testing\n"


@pytest.mark.needs("unzip")
def test_unzip_tests_it_without_complaint(path: Path) -> None:
    said = subprocess.run(
        ["unzip", "-t", str(path)], check=True, capture_output=True, text=True
    )
    assert said.stdout.endswith(f"No errors detected in compressed data of {path}.\n")
    assert said.stderr == ""


def test_the_reference_reader_of_bags_finds_it_valid(path: Path) -> None:
    folder = path.parent / "unpacked"
    zipfile.ZipFile(path).extractall(folder)
    assert bagit.Bag(str(folder)).validate()
    (folder / "data" / "checkpoint").write_bytes(b"evil")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


@pytest.mark.parametrize(
    "day", [date(1980, 1, 1), date(2024, 2, 29), date(2107, 12, 31)]
)
def test_a_day_that_a_zip_knows_comes_back(day: date) -> None:
    file = BytesIO()
    ZipWriter(file, day).close()
    writer = ZipWriter(file, day)
    writer.add("bagit.txt", [b"x"], size=1)
    writer.close()
    assert opened(file.getvalue()).layout == Layout(day)


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2108, 1, 1)])
def test_a_day_that_no_zip_knows_is_refused(day: date) -> None:
    with pytest.raises(MalformedError, match="1980 to 2107"):
        ZipWriter(BytesIO(), day).add("bagit.txt", [], size=0)


def test_a_date_field_of_no_day_is_none() -> None:
    days = [parse_day(field) for field in range(0x10000)]
    assert days.count(None) == 0x10000 - (date(2108, 1, 1) - date(1980, 1, 1)).days


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt"])
def test_an_entry_twice_or_out_of_order_is_refused(name: str) -> None:
    writer = ZipWriter(BytesIO(), DAY)
    writer.add("bagit.txt", [], size=0)
    with pytest.raises(MalformedError, match="entries are sorted, each once"):
        writer.add(name, [], size=0)


@pytest.mark.parametrize("name", ["../evil", "data/Events.jsonl", "data/é", ""])
def test_a_name_that_the_reader_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(MalformedError):
        ZipWriter(BytesIO(), DAY).add(name, [], size=0)


@pytest.mark.parametrize("chunks", [[], [b"ab"], [b"abc", b"d"]])
def test_a_content_that_is_not_of_its_size_is_refused(chunks: list[bytes]) -> None:
    with pytest.raises(SurroundingsError, match="changed while it was written"):
        ZipWriter(BytesIO(), DAY).add("bagit.txt", chunks, size=3)


@pytest.mark.parametrize("name", ["bagit.txt", "HOW-TO-VERIFY.txt", "evil"])
def test_a_part_that_is_no_payload_is_refused(name: str) -> None:
    with pytest.raises(MalformedError, match="does not give this file"):
        write_bundle(
            BytesIO(),
            [Part(name=name, size=0, chunks=[])],
            label=LABEL,
            tag_files={},
        )


@pytest.mark.parametrize("name", ["bagit.txt", "data/checkpoint", "fetch.txt"])
def test_a_tag_file_that_the_bag_makes_itself_is_refused(name: str) -> None:
    with pytest.raises(MalformedError, match="does not give this file"):
        write_bundle(BytesIO(), [], label=LABEL, tag_files={name: b""})


def test_a_payload_without_its_events_is_refused() -> None:
    payload = {k: v for k, v in PAYLOAD.items() if k != "data/events.jsonl"}
    with pytest.raises(MalformedError, match="always holds") as refused:
        written(payload)
    assert refused.value.place == "data/events.jsonl"


def test_a_bundle_without_extra_tag_files_is_clean() -> None:
    file = BytesIO()
    parts = [
        Part(name=name, size=len(data), chunks=[data]) for name, data in PAYLOAD.items()
    ]
    write_bundle(file, parts, label=LABEL, tag_files={})
    assert check(file.getvalue()) == []
