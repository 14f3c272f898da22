"""A program that works in a book until it has done enough, or is killed.

    python -m tests.lives.working KIND FOLDER NAME [COUNT]

`NAME` tells one process from another: what it records, makes or copies bears it. It
prints `ready`, and then a line for each piece of work as soon as it was acknowledged:
its number. Kinds: `record` one fact after the other, `import` many in one transaction,
`squeeze` the same with so little memory that pages are written before its end, `create`
one book after the other, `backup` one copy after the other, `close` money, a close and
a reopening by turns in a new book, `checkpoint` a fact and a signed head by turns,
`export` one bundle after the other, each once more over itself, `erase` one fact after
the other, and then all that it told. Two do it wrong, to see that it is found: `lie`
says that a fact is recorded while it is not, and `halves` imports in two transactions.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from msgspec import structs

from fixtures.books import OPENED, ORIGIN
from ledger.admit.year import CLOSES_MAX
from ledger.book import Book, World, Writer
from ledger.book.checkpoints import sign_head
from ledger.book.copying import backup
from ledger.book.creating import create_book
from ledger.book.erasing import erase
from ledger.book.exporting import export
from ledger.commands import (
    CloseYear,
    EraseData,
    ReceiveTranche,
    RecordAdjustment,
    RecordExpense,
    ReopenYear,
    Wish,
)
from ledger.keys import generate
from ledger.store import recorder

IMPORTED = 500
"""How many facts one import records."""

SPENT = RecordExpense(
    on=dt.date(2025, 3, 1),
    amount=100,
    category="external-training",
    beneficiary="team",
    supplier="Uil vzw",
    activity="vorming",
    relevance="voor het team",
)
"""A fact of two events: the expense, and its link."""


KEY = generate(ORIGIN, bytes(range(32)))
OPENED_WITH_KEY = structs.replace(OPENED, key=KEY.vkey)

TURNS: list[list[Wish]] = [
    [
        RecordAdjustment(year=2025, on=dt.date(2025, 1, 15), amount=90_000_00),
        ReceiveTranche(year=2025, on=dt.date(2025, 2, 1), tranche=1, amount=90_000_00),
    ],
    [CloseYear(year=2025)],
    [ReopenYear(year=2025, reason="nagekomen factuur")],
]
"""More money each time, so that each close gives another opening to the next year."""


def real_world() -> World:
    """The clock, the chance and the patience of this machine."""
    return World(
        now=lambda: dt.datetime.now(dt.UTC), random=os.urandom, sleep=time.sleep
    )


def command_id(name: str, *numbers: int) -> str:
    """The id of a piece of work, which the one who watches can work out as well."""
    return sha256(repr((name, *numbers)).encode()).hexdigest()[:32]


def record(folder: Path, name: str) -> Iterator[int]:
    with Book(folder / "a.book", real_world()) as book:
        for number in count():
            book.record(SPENT, by="u1", command=command_id(name, number))
            yield number


def import_many(folder: Path, name: str) -> Iterator[int]:
    with Book(folder / "a.book", real_world()) as book:
        for number in count():
            ids = [command_id(name, number, row) for row in range(IMPORTED)]
            book.carry_out(partial(take, ids=ids), by="u1")
            yield number


def take(writer: Writer, *, ids: list[str]) -> None:
    for each in ids:
        writer.record(SPENT, each)


def squeeze(folder: Path, name: str) -> Iterator[int]:
    recorder.CACHE_KIB = 64
    yield from import_many(folder, name)


def create(folder: Path, name: str) -> Iterator[int]:
    for number in count():
        create_book(folder / f"{name}-{number}.book", OPENED, world=real_world())
        yield number


def back_up(folder: Path, name: str) -> Iterator[int]:
    for number in count():
        backup(folder / "a.book", folder / f"{name}-{number}.book")
        yield number


def lie(folder: Path, name: str) -> Iterator[int]:
    with Book(folder / "a.book", real_world()) as book:
        for number in count():
            yield number
            book.record(SPENT, by="u1", command=command_id(name, number))


def halves(folder: Path, name: str) -> Iterator[int]:
    with Book(folder / "a.book", real_world()) as book:
        for number in count():
            ids = [command_id(name, number, row) for row in range(IMPORTED)]
            for half in (ids[::2], ids[1::2]):
                book.carry_out(partial(take, ids=half), by="u1")
            yield number


def close(folder: Path, name: str) -> Iterator[int]:
    # A year is closed fifty times at most, so each process has a book of its own.
    path = folder / f"{name}.book"
    create_book(path, OPENED, world=real_world())
    with Book(path, real_world()) as book:
        for number in range(CLOSES_MAX * len(TURNS)):
            wishes = TURNS[number % len(TURNS)]
            ids = [command_id(name, number, each) for each in range(len(wishes))]
            work = partial(take_all, wishes=dict(zip(ids, wishes, strict=True)))
            book.carry_out(work, by="u1")
            yield number


def take_all(writer: Writer, *, wishes: dict[str, Wish]) -> None:
    for each, wish in wishes.items():
        writer.record(wish, each)


def checkpoint(folder: Path, name: str) -> Iterator[int]:
    with Book(folder / "a.book", real_world()) as book:
        for number in count():
            if number % 2:
                sign_head(book, KEY)
            else:
                book.record(SPENT, by="u1", command=command_id(name, number))
            yield number


def export_many(folder: Path, name: str) -> Iterator[int]:
    for number in count():
        target = folder / f"{name}-{number // 2}.zip"
        export(folder / "a.book", target, key=KEY, force=number % 2 == 1)
        yield number


def erase_own(folder: Path, name: str) -> Iterator[int]:
    path = folder / "a.book"
    for number in count():
        with Book(path, real_world()) as book:
            recorded = book.record(SPENT, by="u1", command=command_id(name, number))
        expense, _ = recorded.leaves[-2:]
        of = f"#{expense.n + 1}"
        wish = EraseData(of=of, ground="request", everything=True)
        erase(path, wish, world=real_world(), by="u1")
        yield number


WORK: dict[str, Callable[[Path, str], Iterator[int]]] = {
    "record": record,
    "import": import_many,
    "squeeze": squeeze,
    "create": create,
    "backup": back_up,
    "close": close,
    "checkpoint": checkpoint,
    "export": export_many,
    "erase": erase_own,
    "lie": lie,
    "halves": halves,
}


def say(text: str) -> None:
    """Tell the one who watches, at once."""
    os.write(1, f"{text}\n".encode())


def main(kind: str, folder: Path, *, name: str, most: int | None) -> None:
    say("ready")
    for number in islice(WORK[kind](folder, name), most):
        say(str(number))


if __name__ == "__main__":
    KIND, FOLDER, NAME, *MOST = sys.argv[1:]
    main(KIND, Path(FOLDER), name=NAME, most=int(MOST[0]) if MOST else None)
