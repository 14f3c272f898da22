"""Exit codes, and no traceback: of a bug, a break, a full disk or a closed pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import checkpoint
from tests.cli.terminal import Terminal
from tests.conftest import ROOT

PROGRAM = [sys.executable, "-c", "from cli.main import main; main()"]


def fails(error: BaseException) -> object:
    """A command that fails with this error."""

    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


class TestABug:
    def test_ends_in_70_and_keeps_its_traceback_in_a_file(self, book: Terminal) -> None:
        book.patch.setattr(checkpoint, "sign_head", fails(ZeroDivisionError("secret")))
        answer = book("checkpoint")
        assert answer.code == 70
        assert answer.out == ""
        assert "an error of the program itself (ZeroDivisionError)" in answer.err
        assert "secret" not in answer.err
        file = Path(answer.err.split()[-1])
        assert "ZeroDivisionError: secret" in file.read_text()
        file.unlink()

    def test_is_one_document_too(self, book: Terminal) -> None:
        book.patch.setattr(checkpoint, "sign_head", fails(RecursionError()))
        error = book.refuses("checkpoint", code=70)
        assert (error["code"], error["kind"]) == (70, "bug")
        Path(error["next"].split()[-1]).unlink()

    def test_is_told_also_where_nothing_can_be_kept(self, book: Terminal) -> None:
        book.patch.setattr(checkpoint, "sign_head", fails(ZeroDivisionError()))
        book.patch.setattr("tempfile.mkstemp", fails(OSError(28, "No space left")))
        error = book.refuses("checkpoint", code=70)
        assert error["next"] is None


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 2, "interrupted; nothing was recorded"),
        (EOFError(), 2, "interrupted; nothing was recorded"),
        (OSError(28, "No space left on device"), 3, "no space left on device"),
        (PermissionError(13, "Permission denied", "x.key"), 3, "x.key: permission"),
    ],
    ids=["a break", "an end", "a full disk", "a permission"],
)
def test_what_breaks_off_is_a_sentence(
    book: Terminal, *, error: BaseException, code: int, said: str
) -> None:
    book.patch.setattr(checkpoint, "sign_head", fails(error))
    answer = book("checkpoint")
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert said in book.refuses("checkpoint", code=code)["message"]


def test_every_code_of_recording_and_of_verifying(school: Terminal) -> None:
    before = school.book
    assert school("show balance").code == 0
    assert school("record expense --on 2025-03-01 --amount 1").code == 2
    expense = "record expense --amount 1 --category travel --beneficiary team"
    assert school(f"{expense} --on 2024-03-01").code == 1
    assert school(f"{expense} --on 2026-03-01").code == 1
    assert school("-b zon.key show balance").code == 3
    assert school("verify zon.pub").code == 10
    data = (school.folder / "zon.zip").read_bytes()
    at = data.index(b"data/checkpoint")
    damaged = data.replace(b"\n137\n", b"\n138\n", 1)
    assert at
    (school.folder / "zon.zip").write_bytes(damaged)
    assert school("verify zon.zip").code in (10, 11)
    assert school.book == before


def run(command: str, folder: Path, *, out: int) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a program of its own, with this as its output."""
    return subprocess.run(
        [*PROGRAM, *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.mark.parametrize("command", ["show history", "show balance --json", "--help"])
def test_a_pipe_that_closes_is_no_news(school: Terminal, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(command, school.folder, out=writing)
    os.close(writing)
    assert (done.stderr, done.returncode) == (b"", 3)


def test_an_answer_that_cannot_be_written_is_said(school: Terminal) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("show balance", school.folder, out=full.fileno())
    assert done.stderr == b"error: no space left on device\n"
    assert done.returncode == 3


def test_an_output_that_knows_few_signs_gets_the_others_written_out(
    school: Terminal,
) -> None:
    school.patch.setenv("PYTHONIOENCODING", "ascii:strict")
    done = run("show event A", school.folder, out=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
