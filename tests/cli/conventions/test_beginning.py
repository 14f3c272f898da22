"""`init` makes a book with its key, or nothing at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli import key_files
from cli.commands import init
from ledger.errors import SurroundingsError
from ledger.keys import write_key
from tests.cli.terminal import INIT, PASSPHRASE, Terminal

WITH_KEY = INIT.removesuffix(" --no-key")


@pytest.fixture
def locked(terminal: Terminal) -> Terminal:
    """An empty folder, and a passphrase for the key."""
    terminal.sets(passphrase=PASSPHRASE)
    return terminal


def files(terminal: Terminal) -> list[str]:
    return sorted(path.name for path in terminal.folder.rglob("*"))


def test_a_book_lies_beside_its_key(locked: Terminal) -> None:
    made = locked.does(f"{WITH_KEY} --name Zon --board 1234 --json").json
    assert files(locked) == ["zon.book", "zon.key", "zon.pub"]
    assert made["key"] == (locked.folder / "zon.pub").read_text("utf-8").strip()
    assert (locked.folder / "zon.key").stat().st_mode & 0o077 == 0
    assert locked.does("key show --json").json["key"] == made["key"]
    assert "BEGIN PUBLIC KEY" in locked.does("key show --pem").out


def test_its_name_is_the_number_of_the_school_if_left_out(terminal: Terminal) -> None:
    terminal.does("init --school 30569 --level primary")
    assert files(terminal) == ["030569.book"]


def test_a_book_is_named_with_its_ending_or_without(terminal: Terminal) -> None:
    terminal.does(INIT.replace("zon", "zon.book"))
    terminal.does(f"-b maan.2025 {INIT.replace('zon', '')}")
    assert files(terminal) == ["maan.2025.book", "zon.book"]


@pytest.mark.parametrize("command", [INIT, WITH_KEY])
@pytest.mark.parametrize("name", ["zon.book", "zon.key", "zon.pub"])
@pytest.mark.parametrize("what", ["file", "folder", "dangling link"])
def test_what_is_there_is_never_overwritten(
    locked: Terminal, *, command: str, name: str, what: str
) -> None:
    path = locked.folder / name
    if what == "file":
        path.write_text("mine")
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    error = locked.refuses(command, code=2)
    assert error["message"] == f"{name} is there already"
    assert files(locked) == [name]
    assert what != "file" or path.read_text() == "mine"


@pytest.mark.parametrize("command", [INIT, WITH_KEY])
def test_a_folder_that_is_not_there_is_not_made(locked: Terminal, command: str) -> None:
    error = locked.refuses(command.replace("zon", "weg/zon"), code=3)
    assert "weg/zon" in error["place"]
    locked.writes("file", "")
    assert locked.refuses(command.replace("zon", "file/zon"), code=3)
    assert files(locked) == ["file"]


@pytest.mark.parametrize("command", [INIT, WITH_KEY])
def test_a_folder_that_may_not_be_written_is_left(
    locked: Terminal, command: str
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root may write everywhere, so the system is stood in for.
    locked.patch.setattr(os, "open", refuses)
    locked.patch.setattr(Path, "open", refuses)
    error = locked.refuses(command, code=3)
    locked.patch.undo()
    assert "permission denied" in error["message"]
    assert files(locked) == []


@pytest.mark.parametrize("step", ["write_key", "write_public", "create_book"])
@pytest.mark.parametrize(
    "error",
    [SurroundingsError("full"), OSError(28, "No space left"), KeyboardInterrupt()],
    ids=["ours", "the system's", "the user's"],
)
def test_nothing_is_left_of_a_book_that_could_not_be_made(
    locked: Terminal, *, step: str, error: BaseException
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    place = init if step == "create_book" else key_files
    locked.patch.setattr(place, step, fails)
    answer = locked(WITH_KEY)
    assert answer.code == (2 if isinstance(error, KeyboardInterrupt) else 3)
    assert files(locked) == []


def test_a_key_that_somebody_else_makes_meanwhile_is_left(locked: Terminal) -> None:
    def late(path: Path, data: bytes) -> None:
        path.write_text("theirs")
        write_key(path, data)

    locked.patch.setattr(key_files, "write_key", late)
    error = locked.refuses(WITH_KEY, code=3)
    assert "never overwritten" in error["message"]
    assert (locked.folder / "zon.key").read_text() == "theirs"
    assert files(locked) == ["zon.key"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--school 3o569 --level primary", "'3o569' is not a school number"),
        ("--school 0305691 --level primary", "'0305691' is not a school number"),
        ("--school 030569 --level lager", "'lager' is none of the words"),
        ("--level primary", "--school is missing"),
        ("--school 030569", "--level is missing"),
        ("--school 1 --level primary --kbo 0123456789", "not a Belgian company"),
        ("--school 1 --level primary --iban BE00", "is not an IBAN"),
        ("--school 1 --level primary --board x", "does not fit"),
        ("--school 1 --level primary --name ''", ""),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(
    locked: Terminal, given: str, said: str
) -> None:
    if said:
        assert said in locked.refuses(f"init zon {given}", code=2)["message"]
        assert files(locked) == []
    else:
        locked.does(f"init zon {given} --no-key")


def test_what_is_missing_is_asked_for(terminal: Terminal) -> None:
    terminal.typing("30569", "lager", "primary")
    answer = terminal.does("init zon --no-key")
    assert "School:" in answer.err
    assert "the school number was padded to 030569" in answer.err
    assert files(terminal) == ["zon.book"]
