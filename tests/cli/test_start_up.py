"""A command imports what it needs, and not what another one does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.main import COMMANDS, program
from fixtures.books import build, worked_example
from ledger.book.exporting import export
from tests.conftest import ROOT

HEAVY = {
    *("babel", "bcrypt", "cryptography", "email", "hypothesis", "importlib.metadata"),
    *("importlib.resources", "multiprocessing", "platformdirs", "python_calamine"),
    *("rfc3161_client", "rich", "segno", "stdnum", "tempfile", "typst", "xlsxwriter"),
    *("zoneinfo",),
}
"""What only few commands need: other people's libraries, and slow parts of Python."""
PROGRAM = """
import json, sys
from cli.main import main
try:
    main(sys.argv[1:])
finally:
    sys.stdout.write("\\n" + json.dumps(sorted(sys.modules)))
"""
RECORD = (
    "record expense --on 2025-03-12 --amount 1 --category travel --beneficiary team"
    " --supplier X --dry-run"
)
COUNTS = {
    "--help": 190,
    "status": 275,
    "show balance --year 2025": 250,
    "show balance --year 2025 --book zon.zip": 350,
    "show history": 280,
    "show expenses --year 2025": 250,
    "explain spent --year 2025": 265,
    RECORD: 305,
    "import --help": 330,
    "verify zon.zip": 385,
    "export --help": 440,
}
"""How many modules a command may have imported when it ends."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("start")
    build(made / "zon.book", worked_example()).close()
    export(made / "zon.book", made / "zon.zip")
    return made


def imported(command: str, folder: Path) -> set[str]:
    """The modules that were imported when a command ended well."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "VERANTWOORD_USER": "u1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "command",
    [
        *("--help", "check --help"),
        *("show balance --year 2025", "show history", "status"),
        *("explain spent --year 2025", "diff #3 #9", "show plan"),
        "show history --kind expense",
    ],
)
def test_looking_needs_no_library_that_records(command: str, folder: Path) -> None:
    modules = imported(command, folder)
    assert modules & (HEAVY | {"eventsourcing"}) == set()


def test_looking_at_a_bundle_needs_no_library_that_records(folder: Path) -> None:
    modules = imported("show balance --year 2025 --book zon.zip", folder)
    needed = {"tempfile", "importlib.resources"}  # the first comes with `zipfile`
    assert modules & (HEAVY | {"eventsourcing"}) <= needed


@pytest.mark.parametrize("command", ["verify zon.zip", "verify --help"])
def test_verifying_needs_no_library_that_records_or_writes(
    command: str, folder: Path
) -> None:
    needed = {"tempfile", "importlib.resources", "platformdirs"}
    assert imported(command, folder) & (HEAVY | {"eventsourcing"}) <= needed


@pytest.mark.parametrize(
    "command", ["--version", "show expenses --year 2025", "show event #3"]
)
def test_what_shows_says_nothing_by_other_libraries(command: str, folder: Path) -> None:
    known = {"importlib.metadata", "importlib.resources", "email", "tempfile"}
    allowed = known if command == "--version" else set()
    assert imported(command, folder) & (HEAVY | {"eventsourcing"}) <= allowed


def test_looking_at_a_book_needs_nothing_that_verifies(folder: Path) -> None:
    modules = imported("show balance --year 2025", folder)
    assert {m for m in modules if m.startswith("ledger.verify")} == set()


@pytest.mark.parametrize("command", [RECORD, "record expense --help", "import --help"])
def test_recording_needs_no_key_and_no_spreadsheet(command: str, folder: Path) -> None:
    assert imported(command, folder) & HEAVY == set()


@pytest.mark.parametrize(
    "command", ["status", "status zon.book", "show history", "verify zon.zip"]
)
def test_one_file_needs_nothing_that_starts_processes(
    command: str, folder: Path
) -> None:
    modules = imported(command, folder)
    several = {"multiprocessing", "cli.at_once.pool", "cli.verifying.several"}
    assert modules & (several | {"cli.statuses", "projections.claims"}) == set()


def test_little_work_starts_no_process(folder: Path) -> None:
    for command in ("verify zon.zip zon.book --no-memory", "status zon.book zon.zip"):
        assert "multiprocessing" not in imported(command, folder)


def test_a_bundle_without_reports_needs_nothing_that_makes_them(folder: Path) -> None:
    modules = imported("export bare.zip --no-reports", folder)
    assert {m for m in modules if m.startswith("projections.reports")} == set()


def test_help_imports_no_command(folder: Path) -> None:
    commands = {m for m in imported("--help", folder) if m.startswith("cli.commands.")}
    assert commands == set()


def test_a_command_imports_no_other_one(folder: Path) -> None:
    modules = imported("show balance --year 2025", folder)
    assert {m for m in modules if m.startswith("cli.commands.")} == {
        *("cli.commands.show", "cli.commands.showing"),
        "cli.commands.showing.balance",
    }


@pytest.mark.parametrize(("command", "most"), COUNTS.items())
def test_the_count_of_modules_stays_small(
    command: str, most: int, folder: Path
) -> None:
    # A guard against an import at the top that drags in a whole library: each module
    # costs a third of a millisecond, in every call. There is room for thirty more.
    assert len(imported(command, folder)) <= most


def test_the_help_says_of_a_command_what_the_command_says() -> None:
    for name, said in COMMANDS.items():
        command = program.get_command(click.Context(program), name)
        assert command is not None
        assert (command.help or "").partition("\n")[0] == said
