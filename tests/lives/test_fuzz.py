"""No input brings a reader down: a short run of `tests.lives.fuzz` for each of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import ANY

import pytest

from ledger.errors import LedgerError
from tests.conftest import ROOT
from tests.lives import corpus, fuzzing
from tests.lives import fuzz as f
from tests.lives.reader import Reader
from tests.lives.readers import READERS

INPUTS = 250
SLOW = {name: 40 for name in READERS if name.startswith(("bundle", "xlsx-"))}
OPENED = {"book", "memory", "witness-memory", "key-file", "ssh-key", "hand-out"}
OPENED |= {name for name in READERS if name.startswith("xlsx")}
QUICK = set(READERS) - set(SLOW) - OPENED
"""Readers that are given the inputs of all others as well."""


@pytest.mark.parametrize("name", READERS)
def test_a_reader_returns_or_says_what_is_wrong(name: str) -> None:
    inputs = SLOW.get(name, INPUTS)
    assert [str(fault) for fault in f.fuzz(name, inputs=inputs, seed=7)] == []


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_its_own_samples(name: str) -> None:
    reader = READERS[name]
    assert reader.samples()
    for sample in reader.samples():
        try:
            reader.read(sample)
        except LedgerError as refused:
            pytest.fail(f"{name} refuses {sample[:200]!r}: {refused}")


@pytest.mark.parametrize("name", sorted(path.name for path in corpus.CORPUS.iterdir()))
def test_no_file_of_the_corpus_brings_a_reader_down(name: str) -> None:
    assert name in READERS
    for path in corpus.files(name):
        data = path.read_bytes()
        assert len(data) <= corpus.SIZE_MAX, path
        for reader in {name, *QUICK}:
            fault = f.try_one(reader, data)
            assert fault is None, f"{reader}: {path}: {fault.what if fault else ''}"


def test_every_reader_has_a_corpus_or_samples_of_its_own() -> None:
    without = {name for name in READERS if not corpus.files(name)}
    assert without <= {*SLOW, "book", "hand-out", "memory", "witness-memory"}


def test_one_seed_gives_the_same_inputs_every_time() -> None:
    made = [[*f.given("note", inputs=50, seed=7)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 40


def _endless(_data: bytes) -> None:
    while True:
        pass


def _dying(_data: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _undocumented(_data: bytes) -> None:
    raise LedgerError("something is wrong")


PLANTED: dict[str, tuple[Callable[[bytes], object], str]] = {
    "falls over": (lambda data: data.decode(), "UnicodeDecodeError"),
    "comes to no end": (_endless, "EndlessError"),
    "takes all memory": (lambda data: data * 2**33, "MemoryError"),
    "dies": (_dying, "the process ended with -9"),
    "says no code": (_undocumented, "an error without a code"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_reader_that_does_not_hold_is_reported_and_its_input_kept(
    what: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    read, said = PLANTED[what]
    monkeypatch.setitem(READERS, "brittle", Reader(lambda: [b"ok", b"\xff"], read))
    monkeypatch.setattr(fuzzing, "SECONDS_MAX", 0.2)
    assert fuzzing.run(["brittle"], asked(tmp_path, inputs=3)) == [
        fuzzing.Done("brittle", ANY, 1, ANY)
    ]
    out = capfd.readouterr().out
    assert said in out
    (kept,) = re.findall(
        r"^python -m tests.lives.fuzz brittle --input (.*)$", out, re.MULTILINE
    )
    assert Path(kept).parent == tmp_path / "brittle"
    assert Path(kept).read_bytes() in (b"ok", b"\xff")


def test_a_reader_that_holds_is_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = fuzzing.run(["day", "amount"], asked(tmp_path, inputs=200))
    assert [each[:3] for each in done] == [("amount", 200, 0), ("day", 200, 0)]
    assert not list(tmp_path.iterdir())
    out = capfd.readouterr().out
    assert re.search(r"^amount: 200 inputs, 0 faults, \d+ s$", out, re.MULTILINE)
    assert re.search(r"^day: 200 inputs, 0 faults, \d+ s$", out, re.MULTILINE)


def asked(folder: Path, *, inputs: int) -> fuzzing.Asked:
    return fuzzing.Asked(inputs, seed=7, seconds=30, jobs=2, corpus=folder)


def test_an_input_can_be_given_again(tmp_path: Path) -> None:
    (tmp_path / "input").write_bytes(b"{}")
    command = [sys.executable, "-m", "tests.lives.fuzz", "leaf", "--input"]
    subprocess.run([*command, str(tmp_path / "input")], cwd=ROOT, check=True)
