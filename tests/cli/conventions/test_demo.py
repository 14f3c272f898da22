"""The demonstration ends well, and leaves a bundle that verifies."""

from __future__ import annotations

import os

from tests.cli.terminal import Answer, Terminal


def story(terminal: Terminal, rest: str = "") -> Answer:
    before = dict(os.environ)
    answer = terminal.does(f"demo verhaal {rest}")
    assert dict(os.environ) == before
    assert not (terminal.folder / "zonnewijzer.book").exists()
    return answer


def test_the_story_is_told_and_can_be_looked_at(terminal: Terminal) -> None:
    answer = story(terminal)
    commands = [line for line in answer.out.splitlines() if line.startswith("$ ")]
    assert len(commands) > 15
    assert "Caught: the answer is code 12" in answer.out
    terminal.patch.chdir(terminal.folder / "verhaal")
    report = terminal.does("verify zonnewijzer-2025.zip --json").json
    assert report["figures"]["2025"]["refund_due"] == 125_169
    assert terminal("verify tampered.zip").code == 12


def test_a_program_gets_one_document(terminal: Terminal) -> None:
    answer = story(terminal, "--json")
    assert answer.json == {
        "folder": "verhaal",
        "bundle": "zonnewijzer-2025.zip",
        "caught": 12,
    }
    assert "$ verantwoord init" in answer.err


def test_a_folder_that_is_not_empty_is_left_alone(terminal: Terminal) -> None:
    terminal.writes("verhaal/mine", "x")
    error = terminal.refuses("demo verhaal", code=2)
    assert error["next"] == "verantwoord demo ANOTHER-FOLDER"
    assert [path.name for path in (terminal.folder / "verhaal").iterdir()] == ["mine"]
    terminal.writes("file", "x")
    assert terminal.refuses("demo file", code=2)
