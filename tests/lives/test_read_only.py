"""A book where nothing may be written: looked at, checked and taken elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.lives.read_only import LOOKED, REFUSED

ALONE = ["unshare", "-m", "sh", "-c"]
MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


@pytest.mark.needs("unshare", "mount")
def test_a_book_on_a_medium_that_is_read_only() -> None:
    with scratch() as folder:
        program = [sys.executable, "-m", "tests.lives.read_only", folder]
        subprocess.run([*program, "begin"], cwd=ROOT, check=True)
        medium = str(Path(folder, "office"))
        alone = [*ALONE, MOUNTED, medium]
        if subprocess.run([*alone, "true"], check=False).returncode:
            pytest.skip("only an administrator may mount a medium read-only")
        done = subprocess.run(
            [*alone, *program], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    answers: dict[str, tuple[int, str]] = json.loads(done.stdout)
    for command in LOOKED:
        assert answers[command][0] in (0, 1), answers[command]
    for command in REFUSED:
        code, said = answers[command]
        assert code == 3, command
        first, *_ = said.splitlines()
        assert first.startswith("error: "), said
        assert "read-only" in said.lower() or "may not be" in said, said
