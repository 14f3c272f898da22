"""What the pure core is, and which tests stand for it: the one place that says so."""

from __future__ import annotations

from typing import Final

from tests.conftest import ROOT

CORE: Final = (
    *("ledger/money.py", "ledger/days.py", "ledger/values.py"),
    *("ledger/codec.py", "ledger/sealed.py", "ledger/tree.py", "ledger/invoices.py"),
    *("ledger/rules", "ledger/events", "ledger/state", "ledger/counting.py"),
    *("ledger/figures.py", "ledger/closing.py", "ledger/decide", "ledger/admit"),
    "ledger/note",
)
"""What figures, admission and hashes rest on: modules, and whole packages."""

TESTS: Final = ("tests/ledger",)
"""The tests that a mutant is shown, as pytest takes them."""

LEFT_OUT: Final = (
    *("tests/ledger/bundle", "tests/ledger/store", "tests/ledger/book"),
    *("tests/ledger/verify/test_every_byte.py", "tests/ledger/verify/test_faults.py"),
    *("tests/ledger/verify/test_book_rows.py", "tests/ledger/test_key_files.py"),
)
"""Tests of what is no part of the core, and those that take minutes."""

ARGUMENTS: Final = (*TESTS, *(f"--ignore={each}" for each in LEFT_OUT))

TRACES: Final = ROOT / ".mutants" / "traces.json"
"""Where a run keeps which test goes through which line. Git knows nothing of it."""


def modules() -> list[str]:
    """Name the files of the core, as paths below the root."""
    found: list[str] = []
    for name in CORE:
        path = ROOT / name
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        found += [each.relative_to(ROOT).as_posix() for each in files]
    return found
