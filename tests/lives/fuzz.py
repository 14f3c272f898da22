"""Inputs that were damaged at random, given to every reader of the program.

    python -m tests.lives.fuzz [--inputs 100000] [--seconds 600] [--seed 7] [READER…]
    python -m tests.lives.fuzz READER --input FILE

A reader may only return or raise a `LedgerError` of a documented kind. Anything else
is printed, its input is put into the corpus, and the run ends with code 1. One seed and
one corpus make the same inputs every time.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from ledger.errors import FaultyLinesError, LedgerError
from tests.lives import corpus
from tests.lives.bounded import SECONDS_MAX
from tests.lives.damage import damaged
from tests.lives.readers import READERS


class Fault(msgspec.Struct, frozen=True):
    """A reader, an input that it did not bear, and what happened."""

    reader: str
    data: bytes
    what: str

    @property
    def where(self) -> str:
        """What tells it from others: the last place of the traceback, and the error."""
        *_, place, error = ["", *self.what.rstrip().splitlines()]
        return f"{place}\n{error.partition(':')[0]}"


def fuzz(name: str, *, inputs: int, seed: int) -> Iterator[Fault]:
    """Yield what goes wrong with this many inputs of one seed."""
    for data in given(name, inputs=inputs, seed=seed):
        fault = try_one(name, data)
        if fault:
            yield fault


def given(name: str, *, inputs: int, seed: int) -> Iterator[bytes]:
    """Yield what a reader is given: its samples, its corpus, and damaged ones."""
    samples = READERS[name].samples() + corpus.inputs(name)
    return damaged(samples, Random(f"{name} {seed}"), inputs=inputs)


def try_one(name: str, data: bytes) -> Fault | None:
    """Give one input to a reader."""
    start = time.process_time()
    try:
        READERS[name].read(data)
    except LedgerError as error:
        if undocumented := _undocumented(error):
            return Fault(name, data, undocumented)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # libraries panic with more than exceptions
        return Fault(name, data, traceback.format_exc(limit=-2))
    took = time.process_time() - start
    if took > SECONDS_MAX:
        return Fault(name, data, f"{name}: {took:.1f} seconds for {len(data)} bytes")
    return None


def _undocumented(error: LedgerError) -> str | None:
    """Say what keeps an error from being told: no code of its own, or no sentence."""
    faults = error.faults if isinstance(error, FaultyLinesError) else [error]
    for each in faults:
        if type(each) is LedgerError or not each.message.strip():
            return f"an error without a code or a sentence: {each!r}"
    return None


def main() -> int:
    """Read the command line."""
    from tests.lives.fuzzing import Asked, page, run

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER", default=[*READERS])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=3_600.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--input", type=Path, metavar="FILE")
    parser.add_argument("--report", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if unknown := set(asked.readers) - set(READERS):
        parser.error(f"no reader is called {sorted(unknown)}")
    if asked.input is None:
        how = Asked(asked.inputs, asked.seed, asked.seconds, asked.jobs, corpus.CORPUS)
        done = run(asked.readers, how)
        if asked.report:
            asked.report.write_text(page(done, how), encoding="utf-8")
        return int(any(each.faults for each in done))
    data = asked.input.read_bytes()
    faults = [fault for name in asked.readers if (fault := try_one(name, data))]
    sys.stdout.writelines(f"{fault.reader}: {fault.what}\n" for fault in faults)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
