"""A run of the fuzzer: readers side by side, progress, a summary; faults are kept."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from tests.lives import corpus
from tests.lives.bounded import SECONDS_MAX, BlackBox, in_time, start
from tests.lives.fuzz import Fault, given, try_one

FAULTS_MAX: Final = 20
TELL_EVERY: Final = 20_000


class Asked(NamedTuple):
    """How much: inputs and seconds for each reader, by which seed; where faults go."""

    inputs: int
    seed: int
    seconds: float
    jobs: int
    corpus: Path


class Done(NamedTuple):
    """What one reader was given, and how many kinds of faults came of it."""

    reader: str
    inputs: int
    faults: int
    seconds: int


def run(names: Iterable[str], asked: Asked) -> list[Done]:
    """Fuzz these readers, some side by side; give them in the order of their names."""
    left, done = iter(names), list[Done]()
    running: dict[int, tuple[str, BlackBox, float]] = {}
    while True:
        while len(running) < asked.jobs and (name := next(left, None)) is not None:
            box = BlackBox()
            pid = start(_work(name, box, asked=asked))
            running[pid] = name, box, time.monotonic()
        if not running:
            return sorted(done)
        pid, status = os.wait()
        name, box, begin = running.pop(pid)
        inputs, faults = box.counted()
        if code := os.waitstatus_to_exitcode(status):
            said = f"{name}: the process ended with {code} (below 0: by that signal)"
            _report(Fault(name, box.last(), said), asked.corpus)
            faults += 1
        took = int(time.monotonic() - begin)
        done.append(Done(name, inputs, faults, took))
        _say(f"{name}: {inputs} inputs, {faults} faults, {took} s")


def _work(name: str, box: BlackBox, *, asked: Asked) -> Callable[[], int]:
    return lambda: _fuzz(name, box, asked=asked)


def _fuzz(name: str, box: BlackBox, *, asked: Asked) -> int:
    begin, found = time.monotonic(), set[str]()
    each = given(name, inputs=asked.inputs, seed=asked.seed)
    for count, data in enumerate(each, 1):
        box.put(data)
        with in_time(SECONDS_MAX):
            fault = try_one(name, data)
        if fault and fault.where not in found:
            found.add(fault.where)
            _report(fault, asked.corpus)
        box.count(count, len(found))
        took = time.monotonic() - begin
        if count % TELL_EVERY == 0:
            _say(f"{name}: {count} inputs in {took:.0f} s …")
        if len(found) == FAULTS_MAX or took > asked.seconds:
            break
    return 0


def _report(fault: Fault, folder: Path) -> None:
    path = corpus.keep(fault.reader, fault.data, corpus=folder)
    again = f"python -m tests.lives.fuzz {fault.reader} --input {path}"
    _say(f"{fault.reader}: {fault.what.rstrip()}\n{again}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def page(done: list[Done], asked: Asked) -> str:
    """Write docs/fuzzing.md."""
    rows = [
        f"| {each.reader} | {each.inputs:,} | {asked.seed} | {each.faults}"
        f" | {each.seconds} | {len(corpus.files(each.reader))} |"
        for each in done
    ]
    ran = (
        f"Run on {dt.datetime.now(dt.UTC).date()} with Python"
        f" {platform.python_version()}, seed {asked.seed}: at most {asked.inputs:,}"
        f" inputs and {asked.seconds:.0f} seconds for each reader,"
        f" {sum(each.inputs for each in done):,} inputs in all.\n"
    )
    return "\n".join([HEAD, ran, TABLE, *rows]) + "\n"


HEAD: Final = """# Fuzzing of every reader

`make fuzz` gives damaged inputs to everything that reads a file or what somebody typed:
samples that the program makes itself, and those of `fixtures/corpus`, with bits turned,
pieces cut, repeated and spliced, lines in another order, deep nesting, huge numbers,
foreign digits, bidi and control characters. A reader may return, or refuse with an
error that has a code and a sentence, within 5 seconds of work and 2 GB; anything else
is printed, ends the run with code 1, and its input goes into the corpus, which `make
check` gives to every reader. `make fuzz COUNT=1000 SECONDS=60 READERS="note policy"`
does less. What a reader is stands in `tests/lives/readers.py`.

## What it found, and is mended

- A workbook whose list of texts says that it holds 799,999,999,999 of them: the library
  made room for all, and the process ended. It is refused now, wherever that number
  stands (`xlsx-texts/found-many-texts`, and `…-behind-a-bracket` for the first mend).
- A name of 70,000 letters in a sheet took more than 5 seconds: it was looked through
  anew from each of its letters. Now it is once (`xlsx-sheet/found-long-name`).
- A company number of thousands of digits was a traceback (`company-number/found-…`).

## The last run
"""
TABLE: Final = """| reader | inputs | seed | faults | seconds | files in the corpus |
| --- | ---: | ---: | ---: | ---: | ---: |"""
