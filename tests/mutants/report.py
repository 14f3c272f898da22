"""What came out, for people: progress as it goes, and docs/mutants.md."""

from __future__ import annotations

import datetime as dt
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Final, NamedTuple

from tests.forked import Ended
from tests.limits import RAISED
from tests.mutants import words
from tests.mutants.changes import Mutant
from tests.mutants.shown import SURVIVED

SCORE_MIN: Final = 0.90
TELL_EVERY: Final = 20
Results = list[Ended[Mutant]]


class Run(NamedTuple):
    """What was asked for: how many of how many, by which seed, and where."""

    sample: int | None
    seed: int
    only: tuple[str, ...]
    of: int


class Progress:
    """Says every now and then how far it is."""

    def __init__(self, count: int) -> None:
        """Begin to count."""
        self._count, self._done, self._survived = count, 0, 0
        self._start = time.monotonic()

    def tell(self, ended: Ended[Mutant]) -> Ended[Mutant]:
        """Count one more, and name it where it survived.

        Raises `RuntimeError` where it was not shown to its tests: nothing killed it.
        """
        if ended.code == RAISED:
            said = f"{ended.task} was not shown to its tests: an error of the runner"
            raise RuntimeError(said)
        self._done += 1
        if ended.code == SURVIVED:
            self._survived += 1
            sys.stdout.write(f"survived: {ended.task}\n")
        if self._done % TELL_EVERY == 0 or self._done == self._count:
            took = time.monotonic() - self._start
            sys.stdout.write(
                f"{self._done} of {self._count} in {took:.0f} s,"
                f" {self._survived} survived\n"
            )
        sys.stdout.flush()
        return ended


def survivors(results: Results) -> list[Mutant]:
    """Give those that no test killed, in the order of the sources."""
    return sorted(each.task for each in results if each.code == SURVIVED)


def score(results: Results) -> float:
    """Give the share that was killed."""
    return 1 - len(survivors(results)) / max(1, len(results))


def summary(results: Results) -> str:
    """Say it in one line."""
    killed = len(results) - len(survivors(results))
    endless = sum(each.code < 0 for each in results)
    return (
        f"{killed} of {len(results)} mutants killed ({score(results):.1%}),"
        f" {endless} of them because they came to no end\n"
    )


def written(run: Run, results: Results, *, reasons: dict[Mutant, str]) -> str:
    """Write docs/mutants.md."""
    parts = [
        *(words.HEAD, _what(run, results), summary(results), words.BY_MODULE),
        *_rows(results, reasons),
        *_survivors(results),
        *_equivalents(reasons),
    ]
    return "\n".join(part.rstrip("\n") for part in parts) + "\n"


def _what(run: Run, results: Results) -> str:
    asked = "all" if run.sample is None else f"SAMPLE={run.sample} SEED={run.seed}"
    where = f" of {', '.join(run.only)}" if run.only else ""
    tools = ", ".join(f"{name} {version(name)}" for name in ("pytest", "hypothesis"))
    return (
        f"Run on {dt.datetime.now(dt.UTC).date()} with Python"
        f" {platform.python_version()}, {tools}: {asked}{where},"
        f" {len(results)} of {run.of} mutants that are not known to be equivalent.\n"
    )


def _rows(results: Results, reasons: dict[Mutant, str]) -> Iterator[str]:
    for module in sorted({each.task.module for each in results}):
        those = [each for each in results if each.task.module == module]
        lived, known = len(survivors(those)), _count(reasons, module)
        yield (
            f"| `{module}` | {len(those)} | {len(those) - lived} | {lived} | {known}"
            f" | {score(those):.0%} |"
        )


def _count(mutants: Iterable[Mutant], module: str) -> int:
    return sum(each.module == module for each in mutants)


def _survivors(results: Results) -> Iterator[str]:
    yield words.SURVIVORS
    found = survivors(results)
    for each in found:
        yield f"- `{each.module}:{each.lines[0]}` {_code(each.change)}: to do"
    if not found:
        yield "None."


def _equivalents(reasons: dict[Mutant, str]) -> Iterator[str]:
    yield words.EQUIVALENTS
    by_reason: dict[tuple[str, str], list[Mutant]] = {}
    for mutant, why in reasons.items():
        by_reason.setdefault((mutant.module, why), []).append(mutant)
    for (module, why), mutants in sorted(by_reason.items()):
        yield f"- `{module}`, {len(mutants)}: {why}"


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"
