"""What all commands that record have in common: who, which book, what to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import starmap
from pathlib import Path
from shlex import quote
from typing import TypeVar

from msgspec import Struct

from cli.event_words import event_word, stream_word
from cli.surroundings import Surroundings, user_name
from ledger.book import Book, Writer
from ledger.commands import Wish
from ledger.errors import UsageError
from ledger.events import Leaf, type_name
from ledger.invoices import fold
from ledger.messages import joined, message
from ledger.store.connection import connect
from ledger.store.loading import load_school
from ledger.store.reading import Reader

T = TypeVar("T")


class Told(Struct, frozen=True):
    """One event that was recorded, as it is told."""

    number: int
    type: str
    stream: str
    ref: str | None
    on: dt.date | None
    amount: int | None


class Answer(Struct, frozen=True):
    """What a command recorded; `dry_run` says that nothing was kept."""

    recorded: list[Told]
    repeated: bool
    dry_run: bool


def user_code(book: Path) -> str:
    """Give the code of who records: by code, or by the name that the book has."""
    name = user_name()
    connection = connect(book)
    try:
        reader = Reader(connection)
        users = load_school(reader, reader.size()).users
        names = {
            code: reader.disclosures(user.n).get("name")
            for code, user in users.items()
            if not user.left
        }
    finally:
        connection.close()
    if name in names:
        return name
    for code, known in names.items():
        if known and fold(known) == fold(name):
            return code
    raise UsageError(
        message("{name} is not among those who record in this book", name=name),
        place=str(book),
        expected=joined(", ", starmap(_user, names.items())),
        found=name,
        next_step=f"VERANTWOORD_USER={next(iter(names), 'u1')} verantwoord user add"
        f" {quote(name)}",
    )


def _user(code: str, name: str | None) -> str:
    return f"{name} ({code})" if name else message("erased ({code})", code=code)


def carry_out(
    here: Surroundings, work: Callable[[Writer], T], *, keep: bool = True
) -> T:
    """Do `work` in one transaction of the book, as the user who calls."""
    path = here.book
    by = user_code(path)
    with Book(path, here.world) as book:
        return book.carry_out(work, by=by, keep=keep)


def record_one(
    here: Surroundings, wish: Wish, *, command: str | None = None, dry_run: bool = False
) -> None:
    """Record one command and tell what was recorded."""
    recorded = carry_out(
        here, lambda writer: writer.record(wish, command), keep=not dry_run
    )
    told = [tell(leaf) for leaf in recorded.leaves]
    answer = Answer(told, recorded.repeated, dry_run)
    here.answer(answer, lambda: lines(here, answer))


def tell(leaf: Leaf) -> Told:
    """Tell a leaf in a line: its number, what it is, its ref, day and amount."""
    event = leaf.event
    return Told(
        number=leaf.n + 1,
        type=type_name(event),
        stream=leaf.stream,
        ref=getattr(event, "ref", None),
        on=getattr(event, "on", None),
        amount=getattr(event, "amount", None),
    )


def lines(here: Surroundings, answer: Answer) -> Iterator[str]:
    """Give the lines that tell what was recorded."""
    if answer.repeated:
        yield message("recorded before with this id; nothing new:")
    if answer.dry_run:
        yield message("would be recorded (this was a dry run):")
    for told in answer.recorded:
        yield line(here, told)


def line(here: Surroundings, told: Told) -> str:
    """Give the line of one event."""
    words = stream_word(told.stream), event_word(told.type)
    parts = [f"#{told.number}", *map(here.tell, words)]
    if told.ref:
        parts.append(told.ref)
    if told.on:
        parts.append(here.locale.day(told.on))
    if told.amount is not None:
        parts.append(here.locale.amount(told.amount))
    return "  ".join(parts)
