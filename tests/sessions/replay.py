"""Sessions: read from text, replayed by a shell, written as text again.

`parse(text).text == text` for every text that ends in a line feed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

SECONDS_MAX = 120
FENCES = {"```console": "```", "<!-- console": "-->"}

# Variables that are exported, and the folder, outlive the command: they are written to
# the file $2 when its shell ends, however it ends, and read by the next one.
PROGRAM = """
_left=$2
trap '_code=$?; { export -p; printf "cd %q\\n" "$PWD"; } >"$_left"; exit $_code' EXIT
. "$_left"
eval "$1"
"""


class AmbiguousAnswerError(Exception):
    """An answer that would be read back as something else, such as another command."""


@dataclass(frozen=True)
class Step:
    """One command as it is `typed`, its answer, and the text `before` them."""

    before: str
    typed: str
    answer: str

    @property
    def command(self) -> str:
        """What the shell is given: without the `$ ` and the `> ` of further lines."""
        return "".join(line[2:] or "\n" for line in _lines(self.typed))


@dataclass(frozen=True)
class Session:
    """Steps in their order, and the text `after` the last one."""

    steps: tuple[Step, ...]
    after: str

    @property
    def text(self) -> str:
        """The inverse of `parse`."""
        parts = (step.before + step.typed + step.answer for step in self.steps)
        return "".join(parts) + self.after


class Shell:
    """One person at a fresh machine: a home folder, few variables, no terminal.

    The clock and the chance of `verantwoord` are the session's to set, by `export`.
    """

    def __init__(self, folder: Path, *, fixtures: Path) -> None:
        """`folder` is empty and the shell's own; `fixtures` is called $FIXTURES."""
        self._home = folder / "home"
        self._home.mkdir()
        self._left = folder / "left"
        self._left.touch()
        self._fixtures = fixtures

    def answer(self, command: str) -> str:
        """What comes back: lines, or nothing; then the code where it is not 0."""
        done = subprocess.run(
            ["bash", "-c", PROGRAM, "bash", command, str(self._left)],
            cwd=self._home,
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS_MAX,
            check=False,
        )
        said = self._without_places(done.stdout.decode(errors="backslashreplace"))
        lines = said.rstrip("\n") + "\n" if said.strip("\n") else ""
        return lines + (f"[{done.returncode}]\n" if done.returncode else "")

    def _variables(self) -> dict[str, str]:
        beside = str(Path(sys.executable).parent)
        return {
            "COLUMNS": "80",
            "FIXTURES": str(self._fixtures),
            "HOME": str(self._home),
            "LANG": "C.UTF-8",
            "LOGNAME": "anna",
            "NO_COLOR": "1",
            "PATH": os.pathsep.join([beside, os.environ.get("PATH", os.defpath)]),
            "TZ": "UTC",
            "USER": "anna",
        }

    def _without_places(self, said: str) -> str:
        # Where these folders lie differs from run to run.
        named = said.replace(str(self._home), "~")
        return named.replace(str(self._fixtures), "$FIXTURES")


def replay(session: Session, shell: Shell) -> Session:
    """The same session with the answers that come back now."""
    steps = (replace(step, answer=shell.answer(step.command)) for step in session.steps)
    return replace(session, steps=tuple(steps))


def check_readable(session: Session, *, markdown: bool = False) -> None:
    """Raise `AmbiguousAnswerError` unless its text is read back as the session."""
    again = parse(session.text, markdown=markdown)
    if again == session:
        return
    pairs = zip_longest(session.steps, again.steps)
    misread = next((meant for meant, read in pairs if meant != read), None)
    where = misread.typed.rstrip() if misread else "the end"
    message = f"at {where}: the answer would be read as something else"
    raise AmbiguousAnswerError(message)


def parse(text: str, *, markdown: bool = False) -> Session:
    """Read a session; in Markdown only what stands between fences counts."""
    lines = _lines(text)
    kinds = "".join(_kinds_in_markdown(lines) if markdown else _kinds(lines))
    # Blank lines at the end of an answer belong to the text that follows.
    kinds = re.sub(r"b+(?![ab])", lambda blank: "p" * len(blank[0]), kinds)
    steps, end = [], 0
    for found in re.finditer(r"(p*)(cm*)([ab]*)", kinds):
        parts = ("".join(lines[slice(*found.span(group))]) for group in (1, 2, 3))
        steps.append(Step(*parts))
        end = found.end()
    return Session(tuple(steps), "".join(lines[end:]))


def _lines(text: str) -> list[str]:
    # Not `splitlines`, which also ends a line at a form feed and at a bare CR.
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _kinds(lines: list[str]) -> Iterator[str]:
    """Of each line: p(rose), c(ommand), m(ore of it), a(nswer) or b(lank in one)."""
    kind = "p"
    for line in lines:
        if line.startswith("$ "):
            kind = "c"
        elif kind in "cm" and line.startswith(("> ", ">\n")):
            kind = "m"
        elif kind == "p" or (kind == "b" and line.startswith("#")):
            kind = "p"
        else:
            kind = "a" if line.strip("\n") else "b"
        yield kind


def _kinds_in_markdown(lines: list[str]) -> Iterator[str]:
    close = ""
    block: list[str] = []
    for line in lines:
        if close and line.rstrip() != close:
            block.append(line)
            continue
        yield from _kinds(block)
        yield "p"
        close, block = "" if close else FENCES.get(line.rstrip(), ""), []
    yield from _kinds(block)
