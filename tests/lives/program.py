"""The real command line, killed at random moments from its start to beyond its end.

What it acknowledged is its exit code and its answer; a command that was killed is done
whole, or nothing of it is.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from ledger import codec
from ledger.events import OpeningRecorded, YearClosed
from ledger.store.connection import connect
from ledger.store.loading import load_school
from ledger.store.reading import Reader
from ledger.verify.bundle import verify_bundle
from tests.conftest import ROOT
from tests.lives.checking import check_book
from tests.lives.office import BOOK, SPENT, WORLD, journal, prepare

MAIN = [sys.executable, "-c", "from cli.main import main; main()"]
ROWS = 40
"""How many expenses a file has that is imported."""

NOW = {**WORLD, "VERANTWOORD_DATA": "", "VERANTWOORD_CACHE": ""}
del NOW["VERANTWOORD_SEED"]
MONEY = "record tranche --year 2024 --tranche 1 --on 2024-02-01 --amount 2000"
KILLED = {
    "record": f"{SPENT} --on 2024-05-01 --amount 20,50 --activity a --relevance r",
    "import": "import ../given/many.jsonl",
    "close": "close 2024",
    "checkpoint": "checkpoint",
    "export": "export zon.zip --force --no-reports",
    "backup": "backup copy.book",
    "report": "report jaar.html --year 2024 --force",
}
REOPEN = "reopen 2024 --reason nagekomen"


class Program:
    """A folder in which the real program is at work."""

    def __init__(self, folder: Path, chance: Random) -> None:
        """Begin a book with a key, and a year that can be closed."""
        self.folder, self.chance = folder, chance
        self.path = folder / BOOK
        self.given = folder.with_name("given") / "many.jsonl"
        self.imports = 0
        self.seconds: dict[str, float] = {}
        prepare(folder)
        for command in (
            "init zon --school 030569 --level primary",
            "record allocation --year 2024 --on 2024-01-15 --amount 500000",
            MONEY,
        ):
            assert self.run(command) is not None

    def start(self, command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*MAIN, *shlex.split(command), "--json"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **NOW},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, command: str, *, after: float | None = None) -> bytes | None:
        """Run a command, or kill it after so many seconds; give its whole answer."""
        process = self.start(command)
        if after is not None:
            time.sleep(after)
            process.kill()
        out, err = process.communicate()
        assert process.returncode in (0, -9), (command, out)
        assert err == b"", err.decode()
        return out if process.returncode == 0 else None

    def kill_one(self, kind: str | None = None) -> None:
        """Kill one command, and check what it leaves."""
        kind = kind or self.chance.choice(list(KILLED))
        if kind not in self.seconds:
            start = time.perf_counter()
            self._go(kind, after=None)
            self.seconds[kind] = time.perf_counter() - start
        after = self.chance.uniform(0.3, 1.1) * self.seconds[kind]
        self._go(kind, after=after)

    def _go(self, kind: str, *, after: float | None) -> None:
        if kind == "import":
            self.imports += 1
            self.given.write_text(journal(f"Leverancier {self.imports}"))
        if kind == "close":
            assert self.run(MONEY) is not None
        before = self._lines()
        answer = self.run(KILLED[kind], after=after)
        check_book(self.path)
        now = self._lines()
        assert now[: len(before)] == before
        new = [codec.decode(line).event for line in now[len(before) :]]
        if kind == "close" and new:
            kinds = [type(event) for event in new]
            assert (kinds[0], kinds[-1]) == (YearClosed, OpeningRecorded)
        if answer is not None and kind in {"record", "import", "close"}:
            assert len(json.loads(answer)["recorded"]) == len(new)
        self._check_files(kind, is_acknowledged=answer is not None)
        if kind == "import" and new:
            assert len(new) == ROWS + 1  # and that the file was read
        if self._is_closed():
            assert self.run(REOPEN) is not None

    def _check_files(self, kind: str, *, is_acknowledged: bool) -> None:
        """Check that what has its name is whole; the next command is not disturbed."""
        bundle, copy = self.folder / "zon.zip", self.folder / "copy.book"
        if kind == "export" and (bundle.exists() or is_acknowledged):
            with bundle.open("rb") as file:
                assert verify_bundle(file).code == 0
        if kind == "backup" and (copy.exists() or is_acknowledged):
            check_book(copy)
            copy.unlink()
        page = self.folder / "jaar.html"
        if kind == "report" and (page.exists() or is_acknowledged):
            assert page.read_bytes().endswith(b"</html>\n")

    def _lines(self) -> list[bytes]:
        with closing(connect(self.path)) as connection:
            return list(Reader(connection).lines())

    def _is_closed(self) -> bool:
        with closing(connect(self.path)) as connection:
            reader = Reader(connection)
            return bool(load_school(reader, reader.size()).years_closed)
