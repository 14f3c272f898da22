"""Somebody at a terminal: types a command, and sees what comes back."""

from __future__ import annotations

import io
import json
import shlex
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.main import main

PASSPHRASE = "een lange zin die niemand raadt"
INIT = "init zon --school 030569 --level primary --no-key"


@dataclass(frozen=True)
class Answer:
    """What came back: the exit code, and what was printed on either stream."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # any document
        """The one document on stdout; fails where there is more or less than one."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error of the document."""
        found: dict[str, Any] = self.json["error"]
        return found


class Keyboard(io.StringIO):
    """What somebody types at a terminal; nothing more comes after it."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Terminal:
    """A folder, a clock, a user's name; commands run in this process."""

    folder: Path
    patch: pytest.MonkeyPatch
    screen: pytest.CaptureFixture[str]

    def __call__(self, command: str, *rest: str) -> Answer:
        """Run a command; `rest` are words that need no quotes."""
        self.screen.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*shlex.split(command), *rest])
        # Whoever was interrupted hears nothing of a second time; the tests go on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        said = self.screen.readouterr()
        code = left.value.code
        assert isinstance(code, int)
        assert "Traceback" not in said.out + said.err
        return Answer(code, said.out, said.err)

    def does(self, command: str, *rest: str) -> Answer:
        """Run a command that must end well."""
        answer = self(command, *rest)
        assert answer.code == 0, answer
        return answer

    def refuses(self, command: str, *rest: str, code: int) -> dict[str, Any]:
        """Run a command that must fail with this code; give its error."""
        answer = self(f"{command} --json", *rest)
        assert answer.code == code, answer
        return answer.error

    def typing(self, *lines: str) -> None:
        """Let somebody sit there who types these lines when asked."""
        typed = "".join(f"{line}\n" for line in lines)
        self.patch.setattr(sys, "stdin", Keyboard(typed))

    def sets(self, **variables: str) -> None:
        """Set variables of the environment: `clock=…` is VERANTWOORD_CLOCK."""
        for name, value in variables.items():
            self.patch.setenv(f"VERANTWOORD_{name.upper()}", value)

    def writes(self, name: str, text: str) -> Path:
        """Write a file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def journal(self, *records: dict[str, Any], name: str = "j.jsonl") -> Path:
        """Write a journal with these records."""
        lines = (json.dumps(record) + "\n" for record in records)
        return self.writes(name, "".join(lines))

    @property
    def book(self) -> bytes:
        """The bytes of the book."""
        return (self.folder / "zon.book").read_bytes()

    def events(self) -> int:
        """Count the events of the book."""
        size: int = self.does("show history --json").json["events"]
        return size
