"""Collect what is said to people, from the sources: the msgids of every domain.

A domain is a part of the program with catalogues of its own. Its messages are the
literals that stand in calls of `message`, `plural` and `term` (`ledger.messages`); that
of `commands` also has the help of every command, which click is given as plain text;
that of `click` is what the library itself says.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
from babel.messages.extract import extract_python

from cli.main import COMMANDS, program
from tests.conftest import ROOT

FOLDERS: Final = {
    "cli": ("cli",),
    "commands": ("cli/commands",),
    "projections": ("projections",),
    "reports": ("projections/reports",),
    "ledger": ("ledger",),
    "verify": ("ledger/verify", "ledger/findings.py"),
}
"""Where the messages of a domain stand, folders and files; what is another's is not."""

DOMAINS: Final = (*FOLDERS, "click")

OURS: Final = {"message": None, "plural": (1, 2), "term": ((1, "c"), 2)}
CLICKS: Final = {"_": None, "ngettext": (1, 2)}


class Said(NamedTuple):
    """A msgid: in English, of one and of many, and the context that tells it apart."""

    one: str
    many: str | None = None
    context: str | None = None


REQUIRED: Final = Said("required")
"""What click says of an option too, but not where it asks for the translation."""


def messages(domain: str) -> set[Said]:
    """Give all that a domain says."""
    if domain == "click":
        return {REQUIRED, *_in_files(_click_files(), CLICKS)}
    found = set(_in_files(_files(domain), OURS))
    return found | set(_helps()) if domain == "commands" else found


def _files(domain: str) -> Iterator[Path]:
    others = [ROOT / each for name in FOLDERS for each in FOLDERS[name]]
    own = [ROOT / each for each in FOLDERS[domain]]
    inner = [each for each in others if each not in own]
    for place in own:
        for file in sorted(place.rglob("*.py")) or [place]:
            if not any(
                each in (file, *file.parents) and place in each.parents
                for each in inner
            ):
                yield file


def _click_files() -> Iterator[Path]:
    found = find_spec("click")
    assert found
    assert found.origin
    yield from sorted(Path(found.origin).parent.glob("*.py"))


def _in_files(files: Iterator[Path], keywords: dict[str, Any]) -> Iterator[Said]:
    for file in files:
        read = BytesIO(file.read_bytes())
        for _, function, said, _ in extract_python(read, keywords, [], {}):
            found = _said(said, keywords[str(function)])
            if found:
                yield found


def _said(
    found: str | Sequence[str] | None, form: tuple[object, ...] | None
) -> Said | None:
    texts = [found] if isinstance(found, str) else found or [""]
    if form is None:
        return Said(texts[0]) if texts[0] else None
    if any(isinstance(each, tuple) for each in form):
        return Said(texts[1], context=texts[0]) if texts[0] and texts[1] else None
    return Said(texts[0], texts[1]) if texts[0] and texts[1] else None


def _helps() -> Iterator[Said]:
    yield from map(Said, COMMANDS.values())
    yield from _helps_of(program, click.Context(program))


def _helps_of(command: click.Command, context: click.Context) -> Iterator[Said]:
    if command.help:
        yield from map(Said, paragraphs(command.help))
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            yield Said(option.help)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner:
                yield from _helps_of(inner, context)


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of a help text, each on one line: each is one message."""
    parts = inspect.cleandoc(text).split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
