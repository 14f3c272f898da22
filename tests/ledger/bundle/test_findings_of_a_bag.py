"""A finding names the place, what was expected and found there, and nothing else."""

from __future__ import annotations

from hashlib import sha256

from fixtures.hostile_zips import changed
from fixtures.zip_forge import PAYLOAD, bundle, manifest
from ledger.findings import Code, Finding
from tests.ledger.bundle.checking import check

PATH = "data/derived/report.csv"
MANIFEST = "manifest-sha256.txt"
BAGIT = b"BagIt-Version: 0.97\n"


def _finding(place: str, message: str, **sides: str) -> Finding:
    return Finding(code=Code.MANIFEST, place=place, message=message, **sides)


def test_a_changed_file_is_found_once_and_at_its_path() -> None:
    old = sha256(PAYLOAD[PATH]).hexdigest()
    new = sha256(b"budget;999.00\n").hexdigest()
    words = "this file is not the one that manifest-sha256.txt:4 lists"
    assert check(changed(PATH, content=b"budget;999.00\n")) == [
        _finding(PATH, words, expected=old, found=new)
    ]


def test_a_line_too_many_is_found_at_its_line() -> None:
    line = b"0" * 64 + b"  data/zzz\n"
    words = "this line lists a file that it should not, or that is missing"
    assert check(bundle({MANIFEST: manifest(PAYLOAD) + line})) == [
        _finding("manifest-sha256.txt:10", words, found="data/zzz")
    ]


def test_a_line_too_few_is_found_at_the_file_that_it_would_list() -> None:
    lines = manifest(PAYLOAD).splitlines(keepends=True)
    del lines[3]
    assert check(bundle({MANIFEST: b"".join(lines)})) == [
        _finding(PATH, "manifest-sha256.txt does not list this file", found=PATH)
    ]


def test_two_lines_in_the_wrong_order_are_found_at_the_second() -> None:
    lines = manifest(PAYLOAD).splitlines(keepends=True)
    lines[1:3] = lines[2:0:-1]
    words = "a manifest is sorted by path, each path once"
    sides = {"expected": "after data/checkpoints/1", "found": "data/checkpoint"}
    assert check(bundle({MANIFEST: b"".join(lines)})) == [
        _finding("manifest-sha256.txt:3", words, **sides)
    ]


def test_another_bagit_txt_is_shown_beside_the_right_one() -> None:
    right = "BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n"
    sides = {"expected": right, "found": "BagIt-Version: 0.97\\n"}
    assert check(bundle({"bagit.txt": BAGIT})) == [
        _finding("bagit.txt", "bagit.txt is not that of BagIt 1.0", **sides)
    ]


def test_a_bagging_date_that_is_another_day_is_found_in_bag_info() -> None:
    honest = bundle()
    start = honest.index(b"Bag-Software-Agent")
    info = honest[start : honest.index(b"PK", start)].replace(b"12-31", b"12-30")
    sides = {"expected": "2025-12-31", "found": "2025-12-30"}
    assert check(bundle({"bag-info.txt": info})) == [
        _finding("bag-info.txt", "Bagging-Date is not that of the bundle", **sides)
    ]


def test_what_is_missing_is_found_at_its_path() -> None:
    assert check(bundle({"tagmanifest-sha256.txt": None})) == [
        _finding("tagmanifest-sha256.txt", "this file is missing", expected="a file")
    ]
