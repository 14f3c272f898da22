"""A program that works in a book until it has done enough, or is killed.

    python -m tests.lives.working KIND FOLDER NAME [COUNT]

`NAME` tells one process from another: what it records, makes or copies bears it. It
prints `ready`, and then a line for each piece of work as soon as it was acknowledged:
its number. Kinds: `record` one fact after the other, `import` many in one transaction,
`squeeze` the same with so little memory that pages are written before its end, `create`
one book after the other, `backup` one copy after the other, `erase` one fact after the
other, and then all that it told.
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

from fixtures.books import OPENED
from ledger.book import Book, World, Writer
from ledger.book.copying import backup
from ledger.book.creating import create_book
from ledger.book.erasing import erase
from ledger.commands import EraseData, RecordExpense
from ledger.store import recorder

IMPORTED = 1_500
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
    "erase": erase_own,
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
