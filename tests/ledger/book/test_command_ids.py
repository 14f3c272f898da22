"""A command that is sent twice is recorded once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from fixtures.books import Clock, build, steady_world
from ledger.book import Book, Writer
from ledger.errors import RefusedError, UsageError
from tests.conftest import ROOT
from tests.ledger.book.small import ID, SPENT, everything, size


def test_the_same_command_is_recorded_once(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        first = book.record(SPENT, by="u1", command=ID)
        before = everything(book.path)
        second = book.record(SPENT, by="u1", command=ID)
        assert everything(book.path) == before
    with Book(book.path, steady_world(Clock(), "later")) as again:
        third = again.record(SPENT, by="u1", command=ID)
        assert everything(book.path) == before
    assert not first.repeated
    assert second.repeated
    assert third.repeated
    assert first.leaves == second.leaves == third.leaves


def test_the_same_command_in_one_transaction_is_recorded_once(tmp_path: Path) -> None:
    def work(writer: Writer) -> None:
        first = writer.record(SPENT, ID)
        assert writer.record(SPENT, ID).leaves == first.leaves

    with build(tmp_path / "a.book") as book:
        book.carry_out(work, by="u1")
        assert size(book.path) == 5


@pytest.mark.parametrize("reopened", [False, True])
def test_an_id_that_was_used_for_another_command_is_refused(
    tmp_path: Path, *, reopened: bool
) -> None:
    with build(tmp_path / "a.book") as book:
        book.record(SPENT, by="u1", command=ID)
        before = everything(book.path)
        other = msgspec.structs.replace(SPENT, amount=101)
        used = Book(book.path, steady_world(Clock(), "later")) if reopened else book
        with used, pytest.raises(RefusedError, match="was used for another command"):
            used.record(other, by="u1", command=ID)
    assert everything(book.path) == before


@pytest.mark.parametrize("command", ["", "1", "x" * 32, "A" * 32, f"{ID}\n"])
def test_an_id_has_one_form(tmp_path: Path, command: str) -> None:
    with build(tmp_path / "a.book") as book:
        before = everything(book.path)
        with pytest.raises(UsageError, match="is no id of a command"):
            book.record(SPENT, by="u1", command=command)
        assert everything(book.path) == before


def test_a_command_that_another_process_sent_is_recorded_once(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        book.record(SPENT, by="u1", command=ID)
    program = (
        "import sys; from pathlib import Path\n"
        "from fixtures.books import Book, Clock, steady_world\n"
        "from tests.ledger.book.small import ID, SPENT\n"
        "with Book(Path(sys.argv[1]), steady_world(Clock(), 'other')) as book:\n"
        "    print(book.record(SPENT, by='u1', command=ID).repeated)\n"
    )
    command = [sys.executable, "-c", program, str(book.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "True\n"
    assert size(book.path) == 5
