"""Processes that are killed at random moments, and the books that they leave.

    python -m tests.lives.crash [--kills 1000] [--seed 1] [KIND…]

At most one piece of work of each process may be done and not acknowledged. `writers`
are four processes in one book, of which one or several are killed; `program` is the
real command line (see `tests.lives.program`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from ledger.book import Book
from ledger.book.creating import create_book
from ledger.commands import AddUser
from ledger.note import parse_checkpoint, parse_head
from ledger.store.connection import connect
from ledger.store.reading import Reader
from ledger.verify.bundle import verify_bundle
from tests.ledger.book.small import scratch
from tests.lives import working as w
from tests.lives.checking import check_book
from tests.lives.program import Program
from tests.lives.watching import Working, crowd_and_kill, work_and_kill

CHECKED_AS = {
    "record": "records",
    "import": "imports",
    "squeeze": "imports",
    "create": "files",
    "backup": "files",
    "close": "close",
    "checkpoint": "checkpoint",
    "export": "export",
}
"""What is worked at, and how it is checked what is left of it."""

WRONG = {"lie": "records", "halves": "imports"}
KINDS = (*CHECKED_AS, "writers", "program")
PIECES = 2.0
"""A process is killed within the time that so many pieces of its work take."""

WRITERS, FACTS = 4, 12
EVER_TAKEN = AddUser(name="Karim Benali")
PER_LIFE = 20
"""How many are killed in one book."""


class Life:
    """One folder with a book, `a.book`, and everything that was acknowledged in it."""

    def __init__(self, folder: Path, chance: Random) -> None:
        """Begin the book."""
        self.folder, self.chance = folder, chance
        self.path = folder / "a.book"
        self.acknowledged: dict[str, int] = {}
        self.seconds: dict[str, float] = {}
        self.program: Program | None = None
        create_book(self.path, w.OPENED_WITH_KEY, world=w.real_world())

    def kill_one(self, kind: str) -> None:
        """Start a process, kill it at a random moment, and check what it leaves."""
        name = f"{kind}-{len(self.acknowledged)}"
        if kind == "program":
            self.program = self.program or Program(self.folder / "real", self.chance)
            self.program.kill_one()
            return
        if kind == "writers":
            self._kill_writers(name)
            return
        if kind not in self.seconds:
            first = Working(kind, self.folder, name=f"{kind}-first", most=1)
            first.wait_until_ready()
            start = time.perf_counter()
            self.acknowledged[first.name] = first.acknowledged(killed=False)
            self.seconds[kind] = PIECES * (time.perf_counter() - start)
        after = self.chance.uniform(0, self.seconds[kind])
        self.acknowledged[name] = work_and_kill(
            kind, self.folder, name=name, after=after
        )
        check = getattr(self, f"_check_{(CHECKED_AS | WRONG)[kind]}")
        check(name)

    def _kill_writers(self, name: str) -> None:
        names = [f"record-{name}-{number}" for number in range(WRITERS)]
        told = crowd_and_kill(self.folder, names, chance=self.chance, facts=FACTS)
        self.acknowledged |= told
        for each in told:
            self._check_records(each)

    def _check_records(self, name: str) -> None:
        """Whoever comes next opens the book, and finds all that was acknowledged."""
        with Book(self.path, w.real_world()) as book:
            book.record(w.SPENT, by="u1")
        assert not Path(f"{self.path}-journal").exists()
        found = check_book(self.path)
        done = self.acknowledged[name]
        events = [found[w.command_id(name, number)] for number in range(done + 2)]
        assert all(count in (2, 3) for count in events[:done])
        assert events[done] in (0, 2, 3)
        assert events[done + 1] == 0

    def _check_imports(self, name: str) -> None:
        """An import is there whole, or nothing of it."""
        found = check_book(self.path)
        done = self.acknowledged[name]
        for number in range(done + 2):
            ids = [w.command_id(name, number, row) for row in range(w.IMPORTED)]
            kept = [found[each] for each in ids if found[each]]
            whole = len(kept) == w.IMPORTED and set(kept) <= {2, 3}
            assert whole or (number >= done and not kept)
            assert not kept or number <= done

    def _check_close(self, name: str) -> None:
        """A close is there with the opening that it gives, or neither of them is."""
        path, done = self.folder / f"{name}.book", self.acknowledged[name]
        assert path.exists() or not done
        found = check_book(path) if path.exists() else Counter[str]()
        for number in range(done + 2):
            size = len(w.TURNS[number % 3])
            events = [found[w.command_id(name, number, i)] for i in range(size)]
            is_whole = all(events) and (number % 3 != 1 or events == [3])
            assert is_whole or (number >= done and not any(events)), events
            assert number <= done or not any(events)
        if path.exists():
            with Book(path, w.real_world()) as book:
                book.record(EVER_TAKEN, by="u1")
        path.unlink(missing_ok=True)

    def _check_checkpoint(self, name: str) -> None:
        """A head that was given out is kept in the book, and is of its events."""
        found = check_book(self.path)
        done = self.acknowledged[name]
        assert all(found[w.command_id(name, n)] for n in range(0, done, 2))
        with closing(connect(self.path)) as connection:
            reader = Reader(connection)
            ids = [leaf.id for leaf in reader.leaves(0, reader.size())]
            kept = reader.checkpoint_sizes()
            for size in kept:
                said = parse_checkpoint(parse_head(reader.checkpoint(size) or b"").text)
                assert (said.size, said.root) == (size, reader.root(size))
        for number in range(0, done - 1, 2):
            last = len(ids) - ids[::-1].index(w.command_id(name, number))
            assert last in kept

    def _check_files(self, name: str) -> None:
        """Each new file is whole, or is not there."""
        made = {path.name for path in self.folder.glob(f"{name}-*.book")}
        done = self.acknowledged[name]
        acknowledged = {f"{name}-{number}.book" for number in range(done)}
        assert acknowledged <= made <= {*acknowledged, f"{name}-{done}.book"}
        for each in made:
            check_book(self.folder / each)
        check_book(self.path)
        self._clear(name)

    def _check_export(self, name: str) -> None:
        """A bundle is there whole, also where it takes the place of another one."""
        made = {path.name for path in self.folder.glob(f"{name}-*.zip")}
        done = self.acknowledged[name]
        acknowledged = {f"{name}-{number // 2}.zip" for number in range(done)}
        assert acknowledged <= made <= {*acknowledged, f"{name}-{done // 2}.zip"}
        for each in made:
            with (self.folder / each).open("rb") as file:
                assert verify_bundle(file).code == 0
        self._clear(name)

    def _clear(self, name: str) -> None:
        for left in self.folder.glob(f"{name}-*"):
            left.unlink()

    def check_all(self) -> None:
        """At the end of the life everything is there that was ever acknowledged."""
        found = check_book(self.path)
        for name, done in self.acknowledged.items():
            kind = name.partition("-")[0]
            for number in range(done):
                if kind == "record":
                    assert found[w.command_id(name, number)] in (2, 3)
                if kind in ("import", "squeeze"):
                    rows = range(w.IMPORTED)
                    assert all(found[w.command_id(name, number, row)] for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=list(KINDS))
    given = parser.parse_args()
    chance, killed, start = Random(given.seed), Counter[str](), time.perf_counter()
    while (left := given.kills - killed.total()) > 0:
        with scratch() as folder:
            life = Life(Path(folder), chance)
            for _ in range(min(PER_LIFE, left)):
                kind = chance.choice(given.kinds)
                life.kill_one(kind)
                killed[kind] += 1
            life.check_all()
        sys.stdout.write(f"{killed.total()} killed, nothing lost\n")
        sys.stdout.flush()
    for kind, count in sorted(killed.items()):
        sys.stdout.write(f"{kind:12}{count:6} kills, nothing lost\n")
    sys.stdout.write(f"in {time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main()
