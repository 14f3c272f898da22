"""Every hostile bundle gets its one right answer, in little time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from fixtures.hostile_bags import hostile_bags
from fixtures.hostile_layouts import hostile_layouts
from fixtures.hostile_zips import Hostile, hostile_zips
from fixtures.zip_forge import PAYLOAD, Raw, bag, bundle, forge
from ledger.bundle.zip_reader import CAPS
from ledger.findings import exit_code
from tests.ledger.bundle.checking import check, written

ZIPS, LAYOUTS, BAGS = hostile_zips(), hostile_layouts(), hostile_bags()
CORPUS: dict[str, Hostile] = {**ZIPS, **LAYOUTS, **BAGS}
MEMORY = Path("/proc/self/status")
_MEASURE = """
import sys
from pathlib import Path
from ledger.bundle.bag_check import check_bag
from ledger.bundle.container import Container
from ledger.bundle.zip_reader import open_container
from ledger.findings import exit_code
path = Path(sys.argv[1])
with path.open("rb") as file:
    found = open_container(file, path.stat().st_size)
    if isinstance(found, Container):
        found = check_bag(found).findings
status = Path("/proc/self/status").read_text()
print(exit_code(found), status.split("VmHWM:")[1].split()[0])
"""
ENTRIES_OF_A_ZIP = 65_534


def test_the_corpus_is_large_and_each_bundle_has_its_own_name() -> None:
    assert len(CORPUS) == len(ZIPS) + len(LAYOUTS) + len(BAGS)
    assert len(CORPUS) >= 180
    assert len({hostile.data for hostile in CORPUS.values()}) == len(CORPUS)


@pytest.mark.parametrize("sentence", CORPUS)
def test_it_is_answered_with_its_code_and_in_words(sentence: str) -> None:
    hostile = CORPUS[sentence]
    findings = check(hostile.data)
    assert exit_code(findings) == hostile.code
    assert hostile.words
    assert any(hostile.words in finding.message for finding in findings), findings


@pytest.mark.parametrize("sentence", CORPUS)
def test_what_is_said_of_it_is_safe_to_print_and_short(sentence: str) -> None:
    for finding in check(CORPUS[sentence].data):
        said = [finding.place, finding.message, finding.expected, finding.found]
        for words in filter(None, said):
            assert words.isprintable()
            assert words.replace("…", "").isascii()
            assert len(words) < 200


def test_all_of_them_together_cost_little() -> None:
    tracemalloc.start()
    start = time.monotonic()
    for hostile in CORPUS.values():
        check(hostile.data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    assert time.monotonic() - start < 10


def _sixteen_mebibytes(line: bytes) -> bytes:
    return bundle({"manifest-sha256.txt": line * ((16 << 20) // len(line))})


LARGE = {
    "as many entries as go without Zip64, all with foreign names": lambda: forge(
        [Raw(name=b"data/%06d" % index) for index in range(ENTRIES_OF_A_ZIP)]
    ),
    "as many entries, all of them the same": lambda: forge(
        [Raw(name=b"data/derived/a")] * ENTRIES_OF_A_ZIP
    ),
    "long names in a directory that is longer than all others": lambda: forge(
        [Raw(name=b"data/derived/" + b"a" * 9_000) for _ in range(2_000)]
    ),
    "a manifest of short lines": lambda: _sixteen_mebibytes(b"x\n"),
    "a manifest of no lines": lambda: _sixteen_mebibytes(b"0"),
    "a manifest of empty lines": lambda: _sixteen_mebibytes(b"\n"),
    "a manifest of one line that is right": lambda: _sixteen_mebibytes(
        b"0" * 64 + b"  data/checkpoint\n"
    ),
    "a bag-info of one word": lambda: bundle({"bag-info.txt": b"a" * (16 << 20)}),
    "a tag file that is too large": lambda: bundle({"verify.html": bytes(17 << 20)}),
}


@pytest.mark.skipif(not MEMORY.exists(), reason="/proc says how much memory it was")
@pytest.mark.parametrize("sentence", LARGE)
def test_a_large_one_stays_within_200_megabytes(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(LARGE[sentence]())
    code, kibibytes = _measured(path)
    assert code in {10, 11}
    assert kibibytes < 200_000


@pytest.mark.skipif(not MEMORY.exists(), reason="/proc says how much memory it was")
def test_so_does_the_largest_that_is_honest(tmp_path: Path) -> None:
    path = tmp_path / "honest.zip"
    tags = len(bag()) - len(PAYLOAD)
    documents = range(CAPS.entries_max - len(bag()))
    more = {f"data/documents/{number:064x}": b"%d" % number for number in documents}
    path.write_bytes(written({**PAYLOAD, **more}))
    assert len(more) + len(PAYLOAD) + tags == CAPS.entries_max
    code, kibibytes = _measured(path)
    assert code == 0
    assert kibibytes < 200_000


def _measured(path: Path) -> tuple[int, int]:
    """The exit code and the most memory, in KiB, of a check in its own process."""
    program = [sys.executable, "-c", _MEASURE, str(path)]
    said = subprocess.run(
        program, check=True, capture_output=True, text=True, timeout=30
    )
    code, kibibytes = said.stdout.split()
    return int(code), int(kibibytes)
