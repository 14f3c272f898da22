"""No input brings a reader down: a short run of `tests.lives.fuzz` for each of them."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest

from ledger.errors import LedgerError
from tests.conftest import ROOT
from tests.lives import fuzz as f
from tests.lives.readers import READERS, Reader

INPUTS = 300
SLOW = {name: 40 for name in READERS if name.startswith("bundle")}


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


def test_one_seed_gives_the_same_inputs_every_time() -> None:
    made = [[*f.damaged(READERS["note"], Random(7), inputs=50)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 40


def test_a_reader_that_falls_over_is_reported_with_its_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(READERS, "brittle", Reader(lambda: [b"\xff"], bytes.decode))
    assert f.run(["brittle"], inputs=1, seed=7) == 1
    said = capsys.readouterr().out
    assert "UnicodeDecodeError" in said
    assert "python -m tests.lives.fuzz brittle --input ff\n" in said
    assert f.run(["brittle"], inputs=0, seed=7) == 0


def test_an_input_can_be_given_again() -> None:
    command = [sys.executable, "-m", "tests.lives.fuzz", "leaf", "--input", "7b7d"]
    subprocess.run(command, cwd=ROOT, check=True)
