"""The rows of the table: each a job of ours, and beside it the floor or the peer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.school import YEAR, Size, amount
from tests.benchmarks.timing import Job, Run, alternate, program, python, run, told

MEGABYTE = 1_000_000
BARE = "import click, msgspec, sqlite3"
SHOW = ("show", "balance", "--year", str(YEAR), "--json", "--book")
VERIFY = ("verify", "--no-memory", "--allow-redacted", "--json")
MONTH = f"show history --kind expense --from {YEAR}-03-01 --until {YEAR}-03-31 --book"


@dataclass(frozen=True)
class Row:
    """A job beside its floor; the ratio is to be at most `limit`.

    With more than one process it is the one by the clock.
    """

    job: str
    floor: str
    took: Run
    least: Run
    limit: float
    by_wall: bool = False

    def line(self) -> str:
        took, least = self.took, self.least
        walls = took.seconds / least.seconds
        ratio = walls if self.by_wall else took.processor / least.processor
        peak = f"{took.peak / MEGABYTE:.0f}"
        cells = (self.job, _s(took), self.floor, _s(least), f"{ratio:.2f}")
        return f"| {' | '.join(cells)} | {self.limit:.2f} | {walls:.2f} | {peak} |"


def _s(run: Run) -> str:
    return f"{run.processor:.3f}"


@dataclass(frozen=True)
class Setting:
    """Where it is measured, how large, how often, and which program is beancount."""

    folder: Path
    size: Size
    runs: int
    beancount: str

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def pair(self, job: Job, floor: Job) -> tuple[Run, Run]:
        took, least = alternate([job, floor], runs=self.runs)
        return took, least


def prepare(at: Setting) -> None:
    """Record the school, and one of its last year alone; export it, whole and not."""
    for name, years in (("school.book", at.size.years), ("year.book", 1)):
        words = (at.path(name), str(at.size.expenses), str(years))
        run(told("school", *words, cwd=at.folder))
    for name, redact in (("full.zip", ()), ("redacted.zip", ("--redact", "all"))):
        run(program(*_export(at, name), *redact, cwd=at.folder))


def _export(at: Setting, name: str) -> list[str]:
    return ["export", at.path(name), "--no-reports", "--book", at.path("school.book")]


def show(at: Setting) -> Iterator[Row]:
    shown = program(*SHOW, at.path("school.book"), cwd=at.folder)
    pair = at.pair(shown, python("-c", BARE, cwd=at.folder))
    yield Row("`show balance` of one year", f"`{BARE}`", *pair, 2.5)


def growth(at: Setting) -> Iterator[Row]:
    many = program(*SHOW, at.path("school.book"), cwd=at.folder)
    one = program(*SHOW, at.path("year.book"), cwd=at.folder)
    job = f"the same, {at.size.years} years in the book"
    yield Row(job, "one year in the book", *at.pair(many, one), 1.05)


def verify(at: Setting) -> Iterator[Row]:
    floor = "decode, encode, compare, hash, tree"
    # Of a redacted bundle a second process has nothing to hash, and is not asked.
    for name, hands in (("full", "two processes"), ("redacted", "still by one")):
        bundle = at.path(f"{name}.zip")
        job = program(*VERIFY, bundle, "--jobs", "1", cwd=at.folder)
        module = ("-m", "tests.benchmarks.floors", "verifying", bundle)
        least = python(*module, cwd=at.folder)
        yield Row(f"`verify`, {name}", floor, *at.pair(job, least), 2.0)
        both = program(*VERIFY, bundle, "--jobs", "2", cwd=at.folder)
        pair, said = at.pair(both, least), f"`verify --jobs 2`, {name}: {hands}"
        yield Row(said, floor, *pair, 1.2, by_wall=True)


def export(at: Setting) -> Iterator[Row]:
    job = program(*_export(at, "again.zip"), "--force", cwd=at.folder)
    floor = program(*VERIFY, at.path("full.zip"), "--jobs", "1", cwd=at.folder)
    yield Row("`export`", "`verify` of it", *at.pair(job, floor), 1.0)


def importing(at: Setting) -> Iterator[Row]:
    ours = (at.path("import.book"), str(at.size.expenses), str(at.size.years))
    plain = ("importing", at.path("school.book"), at.path("import.db"))
    pair = at.pair(
        told("school", *ours, cwd=at.folder), told("floors", *plain, cwd=at.folder)
    )
    floor = "plain sqlite3, same rows, tables, indexes"
    yield Row("import in one transaction", floor, *pair, 1 / 0.35)


def durable(at: Setting) -> Iterator[Row]:
    book, facts = at.path("import.book"), "200"
    ours = told("durable", "ours", book, facts, cwd=at.folder)
    size = (str(at.size.expenses), str(at.size.years))
    run(told("school", book, *size, cwd=at.folder))
    plain = told("durable", "plain", book, at.path("plain.db"), facts, cwd=at.folder)
    floor = "plain sqlite3, same rows, `synchronous=FULL`"
    yield Row(f"{facts} facts, each durable", floor, *at.pair(ours, plain), 2.0)


def replay(at: Setting) -> Iterator[Row]:
    book = at.path("school.book")
    ours = told("replay", book, at.path("kept.db"), cwd=at.folder)
    plain = ("replaying", book, at.path("replayed.db"))
    pair = at.pair(ours, told("floors", *plain, cwd=at.folder))
    floor = "plain sqlite3, same decoder, same rows"
    yield Row("replay into the read model", floor, *pair, 1 / 0.8)


def history(at: Setting) -> Iterator[Row]:
    words = (*MONTH.split(), at.path("school.book"))
    kept = program(*words, cwd=at.folder, VERANTWOORD_CACHE=str(at.folder))
    pair = at.pair(kept, program(*words, cwd=at.folder))
    yield Row("`show history` of a month", "the same without read model", *pair, 1.0)


def compare(at: Setting) -> Iterator[Row]:
    there, missing = peers.installed(at.beancount)
    for name in missing:
        print(f"{name} is not installed: its row is left out")
    year = Size(at.size.expenses, 1)
    for size in (at.size, year):
        peers.write(at.folder, size)
        cents = size.years * sum(map(amount, range(size.expenses)))
        for peer in there:
            peers.check(peer, at.folder, cents=cents)
            yield from _beside(at, peer, is_year=size == year)
    _check_ours(at, sum(map(amount, range(year.expenses))))


def _beside(at: Setting, peer: peers.Peer, *, is_year: bool) -> Iterator[Row]:
    other = Job(peer.arguments(at.folder), at.folder)
    if not is_year:
        ours = program(*VERIFY, at.path("redacted.zip"), cwd=at.folder)
        pair, floor = at.pair(ours, other), f"{peer.name}: a balance"
        yield Row("`verify`, redacted", floor, *pair, 1 / peer.limit)
    elif peer.name == "hledger":
        ours = program(*SHOW, at.path("school.book"), cwd=at.folder)
        pair = at.pair(ours, other)
        yield Row("`show balance` of one year", "hledger, that year", *pair, 1 / 3)


def _check_ours(at: Setting, cents: int) -> None:
    job = program(*SHOW, at.path("school.book"), cwd=at.folder)
    said = subprocess.run(job.arguments, cwd=job.cwd, check=True, capture_output=True)
    if (found := json.loads(said.stdout)["spent"]) != cents:
        raise ValueError(f"verantwoord says {found}, and not {cents}")


ROWS: dict[str, Callable[[Setting], Iterator[Row]]] = {
    "show": show,
    "growth": growth,
    "verify": verify,
    "export": export,
    "import": importing,
    "durable": durable,
    "replay": replay,
    "history": history,
    "peers": compare,
}
