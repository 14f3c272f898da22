"""Whole processes side by side: their time, their processor time, and their memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

KIBIBYTE = 1024


@dataclass(frozen=True)
class Run:
    """One run of a process: seconds by the wall and by the processors, peak bytes."""

    seconds: float
    processor: float
    peak: int


@dataclass(frozen=True)
class Job:
    """A process to be run, in a folder and with further variables around it.

    One that is `told` prints the processor seconds of the part that is measured.
    """

    arguments: Sequence[str]
    cwd: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    told: bool = False


def python(*arguments: str, cwd: Path, **variables: str) -> Job:
    """Run this Python; compiled files may be kept, as those of an installed program."""
    kept = {"PYTHONPYCACHEPREFIX": str(cwd / "pycache"), "PYTHONDONTWRITEBYTECODE": ""}
    return Job([sys.executable, *arguments], cwd, {**kept, **variables})


def program(*words: str, cwd: Path, **variables: str) -> Job:
    """Run the command line of this checkout."""
    return python(
        "-c",
        "from cli.main import main; main()",
        *words,
        cwd=cwd,
        **{"VERANTWOORD_USER": "u1", "VERANTWOORD_CACHE": "", **variables},
    )


def told(module: str, *words: str, cwd: Path) -> Job:
    """Run a program of the benchmarks that measures itself."""
    job = python("-m", f"tests.benchmarks.{module}", *words, cwd=cwd)
    return replace(job, told=True)


def run(job: Job) -> Run:
    """Run a process to its end; raises `CalledProcessError` where it failed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        job.arguments,
        cwd=job.cwd,
        env={**os.environ, **job.variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, job.arguments)
    processor = float(said) if job.told else used.ru_utime + used.ru_stime
    return Run(seconds, processor, used.ru_maxrss * KIBIBYTE)


def alternate(jobs: Sequence[Job], *, runs: int) -> list[Run]:
    """Run each in turn, so that a machine that drifts drifts for all; give medians.

    A round before them is not counted: it fills caches, and compiles what is imported.
    """
    for job in jobs:
        run(job)
    rounds = [[run(job) for job in jobs] for _ in range(runs)]
    return [_median(column) for column in zip(*rounds, strict=True)]


def _median(runs: Sequence[Run]) -> Run:
    return Run(
        statistics.median(each.seconds for each in runs),
        statistics.median(each.processor for each in runs),
        max(each.peak for each in runs),
    )
