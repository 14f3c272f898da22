"""Measure, print a table, and write it to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sqlite3
import tempfile
from pathlib import Path

from tests.benchmarks.rows import ROWS, Row, Setting, prepare
from tests.benchmarks.school import YEARS_MAX, Size
from tests.conftest import ROOT
from tests.projections import growing

EVENTS = 100_000
MILLION = 1_000_000
YEARS = 10
RUNS = 5
PAGE = ROOT / "docs" / "benchmarks.md"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []])
    parser.add_argument(
        "--years", type=int, default=YEARS, choices=range(1, YEARS_MAX + 1)
    )
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--million", action="store_true", help="a book of a million")
    parser.add_argument("--beancount", default="bean-query", help="its bean-query")
    parser.add_argument("--page", type=Path, default=PAGE, help="where it is written")
    return parser.parse_args()


def measure(asked: argparse.Namespace, size: Size) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        at = Setting(Path(folder), size, asked.runs, asked.beancount)
        prepare(at)
        made = []
        for name in asked.rows or ROWS:
            for row in ROWS[name](at):
                print(row.line(), flush=True)
                made.append(row)
    return made


def page(asked: argparse.Namespace, size: Size, *, rows: list[Row]) -> str:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    each = f"{size.expenses:,} expenses in each of {size.years} years"
    day = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    lines = [
        "# Benchmarks",
        "",
        f"{day}, {versions}, {machine}.",
        f"{each}; half of them have a link.",
        "Job and floor in turn, whole processes, or the part of one that is named:",
        f"medians of {asked.runs} runs, in processor seconds. Where the ratio is above",
        "the limit, work is left. Wall is that ratio by the clock; for two processes",
        "both are. MB is the peak, for two processes of the larger one.",
        "",
        f"    python -m tests.benchmarks {asked.events}",
        "",
        "| job | seconds | its floor | seconds | ratio | limit | wall | MB |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |",
        *(row.line() for row in rows),
        "",
        "## Growth",
        "",
        "What the balance of one year asks of SQLite, however large the book is:",
        "",
        "    python -m tests.projections.growing",
        "",
        *growing.table(),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    asked = options()
    if asked.million:
        asked.events = MILLION
    size = Size.of(asked.events, asked.years)
    rows = measure(asked, size)
    text = page(asked, size, rows=rows)
    print(text)
    if not asked.rows:
        asked.page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
