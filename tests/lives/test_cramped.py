"""Where there is too little room a command says so, and leaves all as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.lives.cramped import COMMANDS, ROOMS

ALONE = ["unshare", "-m", "sh", "-c"]
IN_SMALL_DISK = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"'


def check_codes(answer: str, kind: str) -> None:
    codes: dict[str, list[int]] = json.loads(answer)
    assert list(codes) == list(COMMANDS)
    for command, found in codes.items():
        assert found[0] == 3, f"{command} needs room: there was none"
        assert len(found) == len(ROOMS[kind])
    assert any(0 in found for found in codes.values())


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_no_file_may_grow_any_more() -> None:
    with scratch() as folder:
        done = run([sys.executable, "-m", "tests.lives.cramped", folder, "file"])
    assert done.returncode == 0, done.stderr
    check_codes(done.stdout, "file")


@pytest.mark.needs("unshare", "mount")
def test_the_disk_is_full(tmp_path: Path) -> None:
    folder = str(tmp_path)
    if run([*ALONE, IN_SMALL_DISK, folder, "true"]).returncode:
        pytest.skip("only an administrator may make a small disk")
    program = [sys.executable, "-m", "tests.lives.cramped", folder, "disk"]
    done = run([*ALONE, IN_SMALL_DISK, folder, *program])
    assert done.returncode == 0, done.stderr
    check_codes(done.stdout, "disk")
