"""Processes that are killed at random moments, and the books that they leave.

    python -m tests.lives.crash --kills 1000 [--seed 1] [--folder DIR]

What a process acknowledged before it was killed comes through a pipe, so the book is
not asked what it should hold. At most one piece of work may be done and not
acknowledged.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from fixtures.books import OPENED
from ledger.book import Book
from ledger.book.creating import create_book
from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.lives.checking import check_book
from tests.lives.working import IMPORTED, SPENT, command_id, real_world

SECONDS_MAX = {
    "record": 0.15,
    "import": 0.7,
    "squeeze": 0.9,
    "create": 0.1,
    "backup": 0.15,
}
"""By when a process of each kind is killed, after it was ready."""


class Life:
    """One folder with a book, `a.book`, and everything that was acknowledged in it."""

    def __init__(self, folder: Path, chance: Random) -> None:
        """Begin the book."""
        self.folder, self.chance = folder, chance
        self.path = folder / "a.book"
        self.acknowledged: dict[str, int] = {}
        create_book(self.path, OPENED, world=real_world())

    def kill_one(self, kind: str) -> None:
        """Start a process, kill it at a random moment, and check what it leaves."""
        name = f"{kind}-{len(self.acknowledged)}"
        self.acknowledged[name] = self._work(kind, name)
        CHECKS[kind](self, name)

    def _work(self, kind: str, name: str) -> int:
        command = [sys.executable, "-m", "tests.lives.working"]
        with subprocess.Popen(
            [*command, kind, str(self.folder), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # the line that is waited for takes no later one with it
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(self.chance.uniform(0, SECONDS_MAX[kind]))
            process.kill()
            said, wrong = process.communicate()
        assert (process.returncode, wrong) == (-signal.SIGKILL, b"")
        numbers = said.decode().split()
        assert numbers == [str(number) for number in range(len(numbers))]
        return len(numbers)

    def check_records(self, name: str) -> None:
        """Whoever comes next opens the book, and finds all that was acknowledged."""
        with Book(self.path, real_world()) as book:
            book.record(SPENT, by="u1")
        assert not Path(f"{self.path}-journal").exists()
        found = check_book(self.path)
        done = self.acknowledged[name]
        events = [found[command_id(name, number)] for number in range(done + 2)]
        assert all(count in (2, 3) for count in events[:done])
        assert events[done] in (0, 2, 3)
        assert events[done + 1] == 0

    def check_imports(self, name: str) -> None:
        """An import is there whole, or nothing of it."""
        found = check_book(self.path)
        done = self.acknowledged[name]
        for number in range(done + 2):
            rows = [found[command_id(name, number, row)] for row in range(IMPORTED)]
            kept = [count for count in rows if count]
            whole = len(kept) == IMPORTED and set(kept) <= {2, 3}
            assert whole or (number >= done and not kept)
            assert not kept or number <= done

    def check_files(self, name: str) -> None:
        """Each new file is a whole book, or is not there."""
        made = list(self.folder.glob(f"{name}-*.book"))
        done = self.acknowledged[name]
        assert len(made) in (done, done + 1)
        for number in range(done):
            assert self.folder / f"{name}-{number}.book" in made
        for path in made:
            check_book(path)
            path.unlink()
        check_book(self.path)
        for left in self.folder.glob("*.part*"):
            left.unlink()

    def check_all(self) -> None:
        """At the end of the life everything is there that was ever acknowledged."""
        found = check_book(self.path)
        for name, done in self.acknowledged.items():
            kind = name.partition("-")[0]
            for number in range(done):
                if kind == "record":
                    assert found[command_id(name, number)] in (2, 3)
                if kind in ("import", "squeeze"):
                    rows = range(IMPORTED)
                    assert all(found[command_id(name, number, row)] for row in rows)


CHECKS: dict[str, Callable[[Life, str], None]] = {
    "record": Life.check_records,
    "import": Life.check_imports,
    "squeeze": Life.check_imports,
    "create": Life.check_files,
    "backup": Life.check_files,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    chance = Random(given.seed)
    killed = 0
    while killed < given.kills:
        with scratch() as folder:
            life = Life(given.folder or Path(folder), chance)
            for _ in range(min(50, given.kills - killed)):
                life.kill_one(chance.choice(list(CHECKS)))
                killed += 1
            life.check_all()
        sys.stdout.write(f"{killed} killed, nothing lost\n")


if __name__ == "__main__":
    main()
