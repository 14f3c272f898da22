"""Measure, print a table, and write it to docs/benchmarks.md."""

from __future__ import annotations

import datetime as dt
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ledger.book.exporting import export
from ledger.commands import Wish
from ledger.verify import verify_bundle
from tests.benchmarks import floors, school
from tests.conftest import ROOT

COUNT = 10_000
RUNS = 5


@dataclass(frozen=True)
class Row:
    """A job with its time and that of its floor, in seconds: medians of the runs."""

    job: str
    floor: str
    took: float
    least: float
    limit: float

    def line(self) -> str:
        ratio = self.took / self.least
        cells = (self.job, f"{self.took:.3f}", self.floor, f"{self.least:.3f}")
        return f"| {' | '.join(cells)} | {ratio:.2f} | {self.limit:.2f} |"


def pairs(job: Callable[[], float], floor: Callable[[], float]) -> tuple[float, float]:
    """Run both in turn, so that a machine that drifts drifts for both."""
    runs = [(job(), floor()) for _ in range(RUNS)]
    took, least = zip(*runs, strict=True)
    return statistics.median(took), statistics.median(least)


def measure(folder: Path, count: int) -> list[Row]:
    facts = school.wishes(count)
    book, bundle = folder / "school.book", folder / "school.zip"
    school.record(book, facts)
    export(book, bundle)
    return [_showing(folder), _verifying(bundle), _importing(folder, facts)]


def _showing(folder: Path) -> Row:
    command = "from cli.main import main; main()"
    shown = ("-c", command, "show", "balance", "--year", str(school.YEAR), "--json")
    bare = ("-c", "import click, msgspec, sqlite3")
    took, least = pairs(
        lambda: floors.process(*shown, cwd=folder),
        lambda: floors.process(*bare, cwd=folder),
    )
    return Row(
        "`show balance`, whole process",
        "bare interpreter, imports",
        took,
        least,
        2.5,
    )


def _verifying(bundle: Path) -> Row:
    def verify() -> float:
        with bundle.open("rb") as file:
            start = time.perf_counter()
            report = verify_bundle(file)
            taken = time.perf_counter() - start
        if not report.ok:
            raise ValueError(report.findings)
        return taken

    took, least = pairs(verify, lambda: floors.verifying(bundle))
    return Row("`verify` a bundle", "decode, encode, compare, hash", took, least, 2.0)


def _importing(folder: Path, facts: list[Wish]) -> Row:
    count = iter(range(2 * RUNS))

    def ours() -> float:
        return school.record(folder / f"ours-{next(count)}.book", facts)

    took, least = pairs(
        ours,
        lambda: floors.importing(folder / "school.book", folder / f"{next(count)}.db"),
    )
    return Row(
        "import in one transaction", "plain sqlite3, same rows", took, least, 1 / 0.35
    )


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), count)
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    table = [
        f"# Benchmarks, {count:,} expenses",
        "",
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine}, {platform.machine()}.",
        f"Seconds are medians of {RUNS} runs, job and floor in turn: compare ratios.",
        "The last column is the ratio at most; where it is exceeded, work is left.",
        "",
        f"    python -m tests.benchmarks {count}",
        "",
        "| job | seconds | its floor | seconds | ratio | to reach |",
        "| --- | ---: | --- | ---: | ---: | ---: |",
        *(row.line() for row in rows),
    ]
    text = "\n".join(table) + "\n"
    print(text)
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
