"""Ctrl-C, and processes that are killed: a sentence, the right code, nobody left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fixtures.stories import told
from tests.conftest import ROOT

PROGRAM = [sys.executable, "-c", "from cli.main import main; main()"]
SECONDS_MAX = 60

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="needs /proc to find who is at work"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle, and one that never comes: who opens it waits."""
    (tmp_path / "a.zip").write_bytes(told(1))
    os.mkfifo(tmp_path / "never.zip")
    return tmp_path


@contextmanager
def verifying(folder: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Somebody verifies both, until the second is read, and nothing comes."""
    with working(folder, how) as process:
        writer = _awaited(folder / "never.zip")
        try:
            yield process
        finally:
            os.close(writer)


@contextmanager
def working(folder: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Somebody works on both."""
    with subprocess.Popen(
        [*PROGRAM, *how.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "VERANTWOORD_DATA": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _awaited(fifo: Path) -> int:
    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads it yet
            time.sleep(0.02)
    raise TimeoutError


def who_reads(fifo: Path) -> list[int]:
    """Whose file it is, but for this process."""
    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end:
        # Who is still about to open it has no descriptor yet.
        others = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
        if found := [p for p in others if p != os.getpid() and fifo in set(_files(p))]:
            return found
        time.sleep(0.02)
    raise TimeoutError


def _files(process: int) -> Iterator[Path]:
    try:
        every = list(Path(f"/proc/{process}/fd").iterdir())
    except OSError:  # it is somebody else's, or has ended
        return
    for each in every:
        with suppress(OSError):  # it was closed in the meantime
            yield each.readlink()


def is_empty(group: int) -> bool:
    """Whether nobody of a group of processes is left, after a moment."""
    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_process_that_is_killed_is_a_fault_of_its_file(folder: Path) -> None:
    with verifying(folder, "verify a.zip never.zip --jobs 2") as process:
        (reader,) = who_reads(folder / "never.zip")
        assert reader != process.pid
        os.kill(reader, signal.SIGKILL)
        out, err = process.communicate(timeout=SECONDS_MAX)
    assert (process.returncode, err) == (3, "")
    assert "its process was ended from outside (signal 9)" in " ".join(out.split())
    assert out.splitlines()[-1] == "1 of 2 files held"
    assert is_empty(process.pid)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("command", ["verify", "status"])
def test_ctrl_c_ends_every_process(folder: Path, command: str, jobs: int) -> None:
    how = f"{command} a.zip never.zip --jobs {jobs}"
    with working(folder, how) as process:
        # Nobody ever writes into it, so whoever opens it waits.
        wait_until_idle(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS_MAX)
    assert (process.returncode, out) == (2, "")
    assert err.strip() == "error: interrupted; nothing was recorded"
    assert is_empty(process.pid)


def test_ctrl_c_again_and_again_is_no_traceback(folder: Path) -> None:
    with working(folder, "status a.zip never.zip --jobs 1") as process:
        wait_until_idle(process.pid)
        with suppress(ProcessLookupError):
            for _ in range(20):
                os.killpg(process.pid, signal.SIGINT)
                time.sleep(0.002)
        out, err = process.communicate(timeout=SECONDS_MAX)
    assert (process.returncode, out) == (2, "")
    assert err.strip() == "error: interrupted; nothing was recorded"


def wait_until_idle(group: int) -> None:
    """Wait until all processes of a group sleep, and go on sleeping."""
    end, before = time.monotonic() + SECONDS_MAX, [""]
    while time.monotonic() < end:
        now = list(_at_work(group))
        if now == before and all(state.startswith("S") for state in now):
            return
        before = now
        time.sleep(0.5)
    raise TimeoutError


def _at_work(group: int) -> Iterator[str]:
    """The state of each process of a group, and the processor time that it has used."""
    for each in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if os.getpgid(int(each.name)) == group:
                after_name = (each / "stat").read_text().rpartition(")")[2].split()
                yield " ".join([after_name[0], each.name, *after_name[11:13]])
