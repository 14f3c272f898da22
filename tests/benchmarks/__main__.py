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
from projections.outlines import Shelf
from projections.outlines.keeping import catch_up
from projections.view import BookView
from tests.benchmarks import floors, school
from tests.conftest import ROOT

COUNT = 10_000
RUNS = 5
PROGRAM = ("-c", "from cli.main import main; main()")
MONTH = "--kind expense --from 2025-03-01 --until 2025-03-31"

ALL = ["show", "verify", "import", "replay"]
"""The rows of the table; `history` is one for a book that is large enough."""


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


def measure(folder: Path, count: int, *, asked: list[str]) -> list[Row]:
    facts = school.wishes(count)
    book, bundle = folder / "school.book", folder / "school.zip"
    school.record(book, facts)
    jobs = {
        "show": lambda: _showing(folder),
        "verify": lambda: _verifying(book, bundle),
        "import": lambda: _importing(folder, facts),
        "replay": lambda: _replaying(folder),
        "history": lambda: _finding(folder),
    }
    return [jobs[name]() for name in asked]


def _showing(folder: Path) -> Row:
    shown = (*PROGRAM, "show", "balance", "--year", str(school.YEAR), "--json")
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


def _verifying(book: Path, bundle: Path) -> Row:
    export(book, bundle)

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


def _replaying(folder: Path) -> Row:
    book, count = folder / "school.book", iter(range(2 * RUNS))
    with BookView(book) as view:
        took, least = pairs(
            lambda: floors.seconds(
                lambda: catch_up(folder / f"kept-{next(count)}.db", view)
            ),
            lambda: floors.replaying(book, folder / f"plain-{next(count)}.db"),
        )
    return Row(
        "replay into the read model",
        "plain sqlite3, same decoder, same rows",
        took,
        least,
        1 / 0.8,
    )


def _finding(folder: Path) -> Row:
    with BookView(folder / "school.book") as view:
        catch_up(Shelf(folder).path(view.origin), view)
    found = (*PROGRAM, *f"show history {MONTH}".split())
    took, least = pairs(
        lambda: floors.process(*found, cwd=folder, VERANTWOORD_CACHE=str(folder)),
        lambda: floors.process(*found, cwd=folder, VERANTWOORD_CACHE=""),
    )
    job = "`show history` of a month, whole process"
    return Row(job, "the same without read model", took, least, 1.0)


def main(count: int, *, asked: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), count, asked=asked or ALL)
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
    if not asked:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT, asked=sys.argv[2:])
