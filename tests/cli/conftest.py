"""A terminal in a fresh folder, without a book or with one."""

from __future__ import annotations

import io
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from cli import key_files
from ledger.keys import COST_MIN, seal_key
from tests.cli.terminal import INIT, PASSPHRASE, Terminal
from tests.conftest import ROOT

VARIABLES = ("BOOK", "CLOCK", "PASSPHRASE", "SEED", "USER")


@pytest.fixture
def terminal(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    *,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """An empty folder on 20 January 2026; nobody sits there who could be asked."""
    for name in VARIABLES:
        monkeypatch.delenv(f"VERANTWOORD_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    for kind in ("data", "cache"):
        folder = str(tmp_path_factory.mktemp(kind))
        monkeypatch.setenv(f"VERANTWOORD_{kind.upper()}", folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    # A key of the program takes a tenth of a second to seal, and so to open each time.
    monkeypatch.setattr(key_files, "seal_key", partial(seal_key, cost=COST_MIN))
    made = Terminal(tmp_path, monkeypatch, capsys)
    made.sets(clock="2026-01-20T10:00:00Z", user="an", seed="tests")
    return made


@pytest.fixture(scope="session")
def fresh_book() -> list[bytes]:
    """The bytes of a book without facts, once one was made."""
    return []


@pytest.fixture(scope="session")
def school_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the sample school, with its files; its book is made once."""
    folder = tmp_path_factory.mktemp("school") / "school"
    shutil.copytree(ROOT / "fixtures" / "school", folder)
    return folder


@pytest.fixture
def school(terminal: Terminal, school_year: Path) -> Terminal:
    """The sample school's two years in a book with a key, and a bundle of it."""
    terminal.sets(passphrase=PASSPHRASE)
    if not (school_year / "zon.book").exists():
        terminal.patch.chdir(school_year)
        terminal.does(INIT.removesuffix("--no-key"))
        for files in ("2024.jsonl", "uitgaven-2025.csv", "2025.jsonl"):
            terminal.does(f"import {files}")
        terminal.does("checkpoint")
        terminal.does("export zon.zip")
        terminal.patch.chdir(terminal.folder)
    shutil.copytree(school_year, terminal.folder, dirs_exist_ok=True)
    return terminal


@pytest.fixture
def book(terminal: Terminal, fresh_book: list[bytes]) -> Terminal:
    """A folder with zon.book, of school 030569, in which nothing is recorded."""
    if not fresh_book:
        terminal.does(INIT)
        fresh_book.append(terminal.book)
    (terminal.folder / "zon.book").write_bytes(fresh_book[0])
    return terminal
