"""What was traced is kept, by file of tests, for as long as nothing of it changes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from tests.conftest import ROOT
from tests.forked import forked
from tests.mutants.core import LEFT_OUT, TESTS, modules
from tests.mutants.quiet import QUIET
from tests.mutants.tracing import Traced, Tracing


class Kept(msgspec.Struct):
    """The tests of one file, and the digest of it and of all that it may run."""

    digest: str
    tests: dict[str, Traced]


def traced(path: Path, *, jobs: int, only: str = "") -> dict[str, Traced]:
    """Give what each test goes through; trace anew what has changed."""
    path.parent.mkdir(exist_ok=True)
    before = path.read_bytes() if path.exists() else b"{}"
    kept = msgspec.json.decode(before, type=dict[str, Kept])
    now = digests()
    kept = {name: each for name, each in kept.items() if now.get(name) == each.digest}
    missing = sorted(name for name in now.keys() - kept if name.startswith(only))
    for ended in forked(missing, _trace, jobs=jobs, seconds=3_600):
        tests = msgspec.json.decode(ended.said or "{}", type=dict[str, Traced])
        if ended.code or not tests:
            said = f"{ended.task} does not pass as it is: {ended.code}"
            raise RuntimeError(said)
        kept[ended.task] = Kept(now[ended.task], tests)
        sys.stdout.write(f"traced {ended.task}: {len(tests)} tests\n")
        sys.stdout.flush()
        path.write_bytes(msgspec.json.encode(kept))
    files = [each for name, each in kept.items() if name.startswith(only)]
    return {test: each for file in files for test, each in file.tests.items()}


def _trace(file: str, folder: Path) -> int:
    tracing = Tracing(modules())
    code = pytest.main([*QUIET, str(ROOT / file)], plugins=[tracing])
    (folder / "said").write_bytes(msgspec.json.encode(tracing.tests))
    return int(code)


def digests() -> dict[str, str]:
    """Give the digest of each file of tests, with all that no test is."""
    files = [path for folder in TESTS for path in (ROOT / folder).rglob("*.py")]
    tests = [path for path in files if path.name.startswith("test_")]
    beside = [*(set(files) - set(tests)), *(ROOT / "ledger").rglob("*.py")]
    all_else = _digest([*beside, *(ROOT / "fixtures").glob("*.py")])
    return {
        name: _digest([path], all_else)
        for path in tests
        if not (name := path.relative_to(ROOT).as_posix()).startswith(LEFT_OUT)
    }


def _digest(paths: Iterable[Path], before: str = "") -> str:
    digest = hashlib.sha256(before.encode())
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
