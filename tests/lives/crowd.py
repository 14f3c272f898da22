"""Several processes record into one book at once.

python -m tests.lives.crowd --writers 4 --facts 1000
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from fixtures.books import OPENED
from ledger.book.creating import create_book
from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.lives.checking import check_book
from tests.lives.working import command_id, real_world


def crowd(folder: Path, *, writers: int, facts: int) -> int:
    """Let `writers` record `facts` each; check the book, and count its events."""
    create_book(folder / "a.book", OPENED, world=real_world())
    names = [f"writer-{number}" for number in range(writers)]
    working = [work(folder, name, facts=facts) for name in names]
    told = [process.communicate() for process in working]
    for process, (out, err) in zip(working, told, strict=True):
        assert (process.returncode, err) == (0, "")
        assert out.split() == ["ready", *map(str, range(facts))]
    found = check_book(folder / "a.book")
    ids = [command_id(name, number) for name in names for number in range(facts)]
    events = sorted(found[each] for each in ids)
    # An expense and its link; whoever came first also opened the year.
    assert events == [2] * (len(ids) - 1) + [3]
    assert len(found) == len(ids) + 1
    return found.total()


def work(folder: Path, name: str, *, facts: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.lives.working"]
    return subprocess.Popen(
        [*command, "record", str(folder), name, str(facts)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--facts", type=int, default=1_000)
    given = parser.parse_args()
    start = time.perf_counter()
    with scratch() as folder:
        events = crowd(Path(folder), writers=given.writers, facts=given.facts)
    seconds = time.perf_counter() - start
    sys.stdout.write(f"{events} events, none lost, in {seconds:.1f} s\n")


if __name__ == "__main__":
    main()
