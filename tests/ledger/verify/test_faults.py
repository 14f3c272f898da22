"""Every bundle of the corpus gets its one right answer, in little time and memory."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from fixtures.faults import faults
from fixtures.hostile_content import Fault
from fixtures.repacking import honest
from tests.conftest import ROOT
from tests.ledger.verify.measuring import Cost

FAULTS = faults()
GROUPS = ["anchor", "bag", "claim", "entry", "file", "head", "large", "layout", "line"]
KIBIBYTES_MAX = 200_000
SECONDS_MAX = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bundles of the corpus, in its order."""
    made = tmp_path_factory.mktemp("faults")
    for number, fault in enumerate(FAULTS.values()):
        (made / f"{number:04}.zip").write_bytes(fault.make())
    return made


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(FAULTS) >= 60
    assert len(FAULTS) == len({name.casefold() for name in FAULTS})
    groups = Counter(name.partition(":")[0] for name in FAULTS)
    assert set(groups) == set(GROUPS)
    assert min(groups.values()) >= 10


def test_no_two_bundles_of_the_corpus_are_the_same(folder: Path) -> None:
    names = {sha256(honest()).digest(): "honest"}
    for name, path in zip(FAULTS, sorted(folder.iterdir()), strict=True):
        digest = sha256(path.read_bytes()).digest()
        assert names.setdefault(digest, name) == name


def test_every_fault_gets_its_code_in_words_soon_and_in_little_memory(
    folder: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.verify.measuring", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=600,
    )
    lines = done.stdout.splitlines()
    measured = [msgspec.json.decode(line, type=Cost) for line in lines]
    pairs = zip(FAULTS.items(), measured, strict=True)
    complaints = {
        name: told for (name, fault), cost in pairs if (told := [*against(fault, cost)])
    }
    assert complaints == {}


def against(fault: Fault, cost: Cost) -> Iterator[str]:
    """What is to be said against this answer."""
    if cost.code != fault.code:
        yield f"code {cost.code}, not {fault.code}"
    elif not any(place.startswith(fault.place) for place in cost.places):
        yield f"found at {cost.places}, not at {fault.place}"
    if cost.unprintable:
        yield f"no terminal should be given {cost.unprintable}"
    if cost.seconds > SECONDS_MAX:
        yield f"{cost.seconds:.1f} seconds"
    if (cost.kibibytes or 0) > KIBIBYTES_MAX:
        yield f"{cost.kibibytes} KiB"
