"""Run it: trace the tests if need be, show mutants to their tests, write the report."""

from __future__ import annotations

import argparse
import importlib
import sys
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.conftest import ROOT
from tests.forked import Ended, forked
from tests.mutants import equivalent, report
from tests.mutants.changes import Module, Mutant
from tests.mutants.choosing import Choice
from tests.mutants.core import ARGUMENTS, TRACES, modules
from tests.mutants.kept_traces import traced
from tests.mutants.quiet import QUIET
from tests.mutants.shown import Warm, show_cold

LIBRARIES: Final = (
    *("cryptography.hazmat.primitives.asymmetric.ed25519", "eventsourcing.sqlite"),
    *("click", "rich.console", "platformdirs", "stdnum", "_pytest.pytester", "sqlite3"),
    *("hypothesis.strategies", "msgspec.json", "xlsxwriter", "zipfile", "typst"),
)
"""What a cold process knows already."""


def main() -> int:
    """Read the command line, and do it."""
    asked = _asked()
    read = {name: Module(name, (ROOT / name).read_text("utf-8")) for name in modules()}
    every = [each for module in read.values() for each in module.mutants]
    reasons = equivalent.reasons(every)
    left = [each for each in every if (each in reasons) == asked.equivalent]
    left = [each for each in left if each.module.startswith(tuple(asked.only or [""]))]
    chosen = left
    if asked.sample is not None and asked.sample < len(left):
        chosen = sorted(Random(asked.seed).sample(left, asked.sample))
    ended = _show(chosen, read, asked=asked)
    what = report.Run(asked.sample, asked.seed, tuple(asked.only), len(left))
    if asked.report:
        text = report.written(what, ended, reasons=reasons)
        asked.report.write_text(text, encoding="utf-8")
    sys.stdout.write(report.summary(ended))
    score = report.score(ended)
    return int(score > 0 if asked.equivalent else score < report.SCORE_MIN)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], metavar="MODULE")
    parser.add_argument("--tests", default="", metavar="FILE", help="none but these")
    parser.add_argument(
        "--equivalent", action="store_true", help="those that nothing should kill"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--traces", type=Path, default=TRACES, metavar="FILE")
    parser.add_argument("--report", type=Path, metavar="FILE")
    return parser.parse_args()


def _show(
    mutants: list[Mutant], read: dict[str, Module], *, asked: argparse.Namespace
) -> list[Ended[Mutant]]:
    choice = Choice(traced(asked.traces, jobs=asked.jobs, only=asked.tests))
    told = report.Progress(len(mutants))
    for library in LIBRARIES:
        importlib.import_module(library)
    cold = [each for each in mutants if not each.is_warm]
    work = partial(_cold, read=read, choice=choice)
    ended = [*map(told.tell, forked(cold, work, jobs=asked.jobs))]

    def each(warm: Warm) -> None:
        those = [each for each in mutants if each.is_warm]
        work = partial(_warm, read=read, warm=warm)
        ended.extend(map(told.tell, forked(those, work, jobs=asked.jobs)))

    if len(cold) < len(mutants):
        files = [asked.tests] if asked.tests else ARGUMENTS
        pytest.main([*QUIET, *files], plugins=[Warm(choice, each)])
    if len(ended) < len(mutants):
        raise RuntimeError("the tests could not be collected")
    return ended


def _cold(
    mutant: Mutant, folder: Path, *, read: dict[str, Module], choice: Choice
) -> int:
    return show_cold(mutant, folder, module=read[mutant.module], choice=choice)


def _warm(mutant: Mutant, folder: Path, *, read: dict[str, Module], warm: Warm) -> int:
    return warm.show(mutant, folder, module=read[mutant.module])


if __name__ == "__main__":
    sys.exit(main())
