"""The demonstration ends well, and leaves a bundle that verifies."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import bagit
import pytest

from tests.cli.terminal import Answer, Terminal
from tests.house.test_docs import recipe


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


@pytest.mark.needs("sh", "unzip", "sha256sum", "openssl", "sed", "tail")
def test_its_bundle_holds_for_stock_programs(terminal: Terminal) -> None:
    story(terminal)
    bundle = terminal.folder / "verhaal" / "zonnewijzer-2025.zip"
    unpacked = terminal.folder / "unpacked"
    shell("unzip", "-q", str(bundle), "-d", str(unpacked), cwd=terminal.folder)
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        shell("sha256sum", "--quiet", "-c", manifest, cwd=unpacked)
    bagit.Bag(str(unpacked)).validate()
    note = (unpacked / "data" / "checkpoint").read_text("utf-8").splitlines()
    assert shell("sh", "-c", recipe(), cwd=unpacked).splitlines() == note[1:3]
    steps = steps_of((unpacked / "HOW-TO-VERIFY.txt").read_text("utf-8"))
    said = shell("sh", "-c", f"work=$(mktemp -d)\n{steps[4]}", cwd=unpacked)
    assert "Signature Verified Successfully" in said


def steps_of(text: str) -> dict[int, str]:
    """The commands of HOW-TO-VERIFY, by the number of their step."""
    steps: dict[int, str] = {}
    number = 0
    for line in text.splitlines():
        begun = re.match(r"([1-9])\. ", line)
        number = int(begun[1]) if begun else number
        command = re.match(r"    (?! |EN |NL )(\S.*)", line)
        if command and number:
            steps[number] = f"{steps.get(number, '')}{command[1]}\n"
    return steps


def shell(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done
    return done.stdout + done.stderr
