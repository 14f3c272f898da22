"""The passphrase comes from a file, a variable or a prompt, and is never empty."""

from __future__ import annotations

import sys

import pytest

from tests.cli.terminal import Answer, Terminal

INIT = "init zon --school 030569 --level primary"
GIVEN = "een lange zin"


@pytest.fixture
def asked(terminal: Terminal) -> list[str]:
    """What is typed where a passphrase is asked for: it is not echoed."""
    answers: list[str] = []

    def typed(prompt: str, *_: object) -> str:
        sys.stderr.write(prompt)
        return answers.pop(0)

    terminal.patch.setattr("click.termui.hidden_prompt_func", typed)
    terminal.typing()
    return answers


def signed(terminal: Terminal, rest: str = "") -> Answer:
    return terminal(f"export zon.zip --force {rest}")


def test_from_a_prompt_that_asks_twice(terminal: Terminal, asked: list[str]) -> None:
    asked += [GIVEN, "een andere", "", GIVEN, GIVEN]
    answer = terminal.does(INIT)
    assert "Repeat for confirmation" in answer.err
    assert "do not match" in answer.err
    assert GIVEN not in answer.out + answer.err
    asked[:] = [GIVEN]
    answer = signed(terminal)
    assert (answer.code, asked) == (0, [])
    assert "Repeat" not in answer.err
    assert answer.out.endswith("signed\n")


def test_from_a_file_of_which_the_first_line_counts(terminal: Terminal) -> None:
    terminal.writes("geheim.txt", f"{GIVEN}\r\nnog iets\n")
    terminal.does(f"{INIT} --passphrase-file geheim.txt")
    assert signed(terminal, "--passphrase-file geheim.txt").code == 0
    terminal.sets(passphrase=GIVEN)
    assert signed(terminal).code == 0
    # The file goes before the variable.
    terminal.writes("fout.txt", "fout")
    assert signed(terminal, "--passphrase-file fout.txt").code == 3


def test_an_empty_one_is_refused(terminal: Terminal) -> None:
    terminal.writes("leeg.txt", "\nnog iets")
    error = terminal.refuses(f"{INIT} --passphrase-file leeg.txt", code=2)
    assert error["message"] == "the passphrase in leeg.txt is empty"
    terminal.sets(passphrase="")
    error = terminal.refuses(INIT, code=2)
    assert error["place"] == "VERANTWOORD_PASSPHRASE"
    assert list(terminal.folder.iterdir()) == [terminal.folder / "leeg.txt"]


def test_a_file_that_is_none_is_refused(terminal: Terminal) -> None:
    (terminal.folder / "bin").write_bytes(b"\xff\xfe\xff")
    for name in ("gone.txt", ".", "bin"):
        error = terminal.refuses(f"{INIT} --passphrase-file {name}", code=3)
        assert error["message"] == f"the passphrase cannot be read from {name}"


def test_a_wrong_or_missing_one_signs_nothing(terminal: Terminal) -> None:
    terminal.sets(passphrase=GIVEN)
    terminal.does(INIT)
    terminal.sets(passphrase="fout")
    before = terminal.book
    for command in ("export zon.zip", "checkpoint"):
        assert terminal.refuses(command, code=3)["place"]
    terminal.patch.delenv("VERANTWOORD_PASSPHRASE")
    for command in ("export zon.zip", "checkpoint"):
        error = terminal.refuses(command, code=3)
        assert "--passphrase-file FILE" in error["next"]
    assert not (terminal.folder / "zon.zip").exists()
    assert terminal.book == before


def test_recording_needs_none(terminal: Terminal) -> None:
    terminal.sets(passphrase=GIVEN)
    terminal.does(INIT)
    terminal.patch.delenv("VERANTWOORD_PASSPHRASE")
    (terminal.folder / "zon.key").unlink()
    terminal.does("record allocation --year 2024 --on 2024-01-15 --amount 100")
    answer = terminal.does("close 2024 --json").json
    assert len(answer["head"]["fingerprint"].replace(" ", "")) == 52
    objections = terminal("check --json").json["objections"]
    assert "no-checkpoint" in {each["code"] for each in objections}


def test_without_one_the_book_begins_without_a_key_and_says_so(
    terminal: Terminal,
) -> None:
    assert "key: none; checkpoints will be unsigned" in terminal.does(INIT).out
    assert "has no key" in terminal.does("key show").out
    assert terminal.does("checkpoint").out.endswith("unsigned: the book has no key\n")
    assert signed(terminal).out.endswith("unsigned: the book has no key\n")
