"""A terminal in a fresh folder, without a book or with one."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import INIT, Terminal

VARIABLES = ("BOOK", "CLOCK", "PASSPHRASE", "SEED", "USER")


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """An empty folder on 20 January 2026; nobody sits there who could be asked."""
    for name in VARIABLES:
        monkeypatch.delenv(f"VERANTWOORD_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    made = Terminal(tmp_path, monkeypatch, capsys)
    made.sets(clock="2026-01-20T10:00:00Z", user="an", seed="tests")
    return made


@pytest.fixture(scope="session")
def fresh_book() -> list[bytes]:
    """The bytes of a book without facts, once one was made."""
    return []


@pytest.fixture
def book(terminal: Terminal, fresh_book: list[bytes]) -> Terminal:
    """A folder with zon.book, of school 030569, in which nothing is recorded."""
    if not fresh_book:
        terminal.does(INIT)
        fresh_book.append(terminal.book)
    (terminal.folder / "zon.book").write_bytes(fresh_book[0])
    return terminal
