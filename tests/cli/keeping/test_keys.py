"""`key rotate` and `key replace`: the files beside the book, and what is said."""

from __future__ import annotations

import json

import pytest

from cli import key_files
from ledger.keys import named_vkey, seal_key
from tests.cli.terminal import PASSPHRASE, Terminal

INIT = "init zon --school 030569 --level primary"


@pytest.fixture
def signed(terminal: Terminal) -> Terminal:
    terminal.sets(passphrase=PASSPHRASE)
    terminal.does(INIT)
    return terminal


def files(terminal: Terminal) -> dict[str, str]:
    """The key files that lie there, and whose they are."""
    found = terminal.folder.glob("*.key")
    return {path.name: named_vkey(path.read_bytes()) for path in found}


def test_a_key_file_of_the_program_costs_32_mebibytes(terminal: Terminal) -> None:
    """Those that other tests have the program make cost less; this one does not."""
    terminal.patch.setattr(key_files, "seal_key", seal_key)
    terminal.sets(passphrase=PASSPHRASE)
    terminal.does(INIT)
    assert json.loads((terminal.folder / "zon.key").read_bytes())["n"] == 2**15


def test_the_new_key_takes_the_name_and_the_old_one_stays(signed: Terminal) -> None:
    before = files(signed)["zon.key"]
    changed = signed.does("key rotate --json").json
    assert (changed["number"], changed["before"]) == (4, before)
    old = before.split("+")[1]
    assert files(signed) == {"zon.key": changed["key"], f"zon.{old}.key": before}
    assert (signed.folder / "zon.pub").read_text() == changed["key"] + "\n"
    assert (signed.folder / f"zon.{old}.pub").read_text() == before + "\n"
    assert signed.does("key show --json").json["key"] == changed["key"]
    signed.does("export zon.zip")
    report = signed.does("verify zon.zip --json --key", before).json
    assert report["grade"] == "SIGNED"


def test_the_right_file_is_found_by_its_public_line(signed: Terminal) -> None:
    """As after a call that was cut short before the files had their names."""
    signed.does("key rotate")
    (signed.folder / "zon.key").rename(signed.folder / "zon.half.key")
    signed.does("checkpoint")
    assert signed.does("key show --json").json["key_file"] == "zon.half.key"


def test_the_new_key_may_have_a_passphrase_of_its_own(signed: Terminal) -> None:
    signed.writes("nieuw.txt", "een andere zin")
    signed.does("key rotate --new-passphrase-file nieuw.txt")
    assert signed.refuses("checkpoint", code=3)["message"].startswith("the passphrase")
    signed.does("checkpoint --passphrase-file nieuw.txt")


def test_a_wrong_passphrase_leaves_all_as_it_was(signed: Terminal) -> None:
    before = files(signed)
    signed.writes("fout.txt", "fout")
    signed.refuses("key rotate --passphrase-file fout.txt", code=3)
    assert files(signed) == before
    assert signed.does("show history --json").json["events"] == 3


def test_a_key_that_is_there_is_not_replaced_without_a_word(signed: Terminal) -> None:
    error = signed.refuses("key replace", code=1)
    assert "key rotate" in error["next"]
    changed = signed.does("key replace --lost").out
    assert "code 13" in changed
    assert len(files(signed)) == 2


def test_a_lost_file_is_replaced(signed: Terminal) -> None:
    (signed.folder / "zon.key").unlink()
    assert signed.refuses("key rotate", code=3)["place"] == "zon.key"
    signed.does("key replace --lost")
    signed.does("checkpoint")


def test_a_book_without_a_key_gets_one(terminal: Terminal) -> None:
    terminal.does(f"{INIT} --no-key")
    assert "key replace" in terminal.refuses("key rotate", code=1)["next"]
    error = terminal.refuses("key replace", code=3)
    assert "VERANTWOORD_NEW_PASSPHRASE" in error["next"]
    terminal.sets(passphrase=PASSPHRASE)
    terminal.does("key replace")
    assert "signed" in terminal.does("export zon.zip").out
