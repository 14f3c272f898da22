"""Record what came back: recognised by its content, or said to be minutes or mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct

from cli.anchoring.files import read_small
from cli.passphrase import key_for
from cli.recording import user_code
from cli.surroundings import Surroundings
from cli.verifying.trusting import Asked, trust_of
from ledger.book import Book
from ledger.book.anchors import Came, cosigned_anchor, timestamp_anchor
from ledger.book.kept_heads import keep_head, kept_head
from ledger.book.snapshot import snapshot
from ledger.commands import RecordAnchor
from ledger.errors import UsageError
from ledger.events import PROVEN
from ledger.messages import message, plural
from ledger.note.policy import Policy
from ledger.store.reading import Reader
from ledger.timestamps.answers import is_answer
from ledger.values import AnchorKind

Keep = Callable[[Book], object]
"""Sees that the head of an anchor is kept in the book."""

PAPER = ("minutes", "mail", "git")


class Given(Struct, frozen=True, kw_only=True):
    """The options of the command, as they were given."""

    file: Path | None
    kind: AnchorKind | None
    on: dt.date | None
    size: int | None
    policy: Path | None
    passphrase_file: Path | None


class Added(Struct, frozen=True):
    """The anchor that was recorded, by the number of its event."""

    number: int
    kind: str
    size: int
    on: dt.date | None
    sha256: str | None


def add_anchor(here: Surroundings, given: Given) -> None:
    """Recognise, compare with the book, and record."""
    data = read_small(given.file) if given.file else None
    if given.kind and given.kind in PAPER:
        wish, keep = _paper(here, given, data=data, kind=given.kind)
    else:
        wish, keep = _recognised(here, given, data=data)
    path = here.book
    by = user_code(path)
    with Book(path, here.world) as book:
        # What is refused keeps no head either, so it is tried first.
        book.carry_out(lambda writer: writer.record(wish), by=by, keep=False)
        keep(book)
        (leaf,) = book.record(wish, by=by).leaves
    digest = getattr(leaf.event, "sha256", None)
    added = Added(leaf.n + 1, wish.kind, wish.size, wish.on, digest)
    here.answer(added, lambda: _lines(added))


def _paper(
    here: Surroundings, given: Given, *, data: bytes | None, kind: AnchorKind
) -> tuple[RecordAnchor, Keep]:
    if given.size is None or given.on is None:
        raise UsageError(
            message(
                "of {kind} the program sees neither the head nor the day", kind=kind
            ),
            expected=message("--size N and --on DATE"),
            next_step=message("see both on what was printed: verantwoord anchor print"),
        )
    secret = partial(key_for, here, here.book, file=given.passphrase_file)
    wish = RecordAnchor(kind=kind, size=given.size, on=given.on, proof=data)
    return wish, partial(keep_head, size=given.size, ask_key=secret)


def _recognised(
    here: Surroundings, given: Given, *, data: bytes | None
) -> tuple[RecordAnchor, Keep]:
    if data is None:
        raise UsageError(
            message("there is nothing to record"),
            expected=message("the file that came back, or --kind minutes, mail or git"),
        )
    policy = _policy(given.policy)
    with snapshot(here.book) as connection:
        reader = Reader(connection)
        came = _came(reader, data, given=given, policy=policy)
        is_kept = kept_head(reader, came.size) is not None

    def keep(book: Book) -> None:
        if not is_kept:
            book.keep_note(came.size, came.note)

    wish = RecordAnchor(kind=came.kind, size=came.size, on=given.on, proof=data)
    return wish, keep


def _came(reader: Reader, data: bytes, *, given: Given, policy: Policy | None) -> Came:
    if is_answer(data):
        came = timestamp_anchor(reader, data, size=given.size)
    else:
        came = cosigned_anchor(reader, data, policy=policy)
    if given.kind not in (None, came.kind):
        raise UsageError(
            message("the file is of another kind"),
            place=str(given.file),
            expected=given.kind,
            found=came.kind,
        )
    if given.size not in (None, came.size):
        raise UsageError(
            message("the file is of another head"),
            place=str(given.file),
            expected=plural("{count} event", "{count} events", count=given.size or 0),
            found=plural("{count} event", "{count} events", count=came.size),
        )
    return came


def _policy(path: Path | None) -> Policy | None:
    return trust_of(Asked(files=(), policy=path)).policy


def _lines(added: Added) -> Iterator[str]:
    yield _line(added)
    if added.kind in PROVEN:
        yield message("it goes into every bundle from now on")
    else:
        yield message("only its digest is recorded: keep the paper, or the file")
    yield message("sign the new head with: verantwoord checkpoint")


def _line(added: Added) -> str:
    number, kind, size = added.number, added.kind, added.size
    if added.on is None:
        return message(
            "#{number}: {kind} for the head of {size} events",
            number=number,
            kind=kind,
            size=size,
        )
    return message(
        "#{number}: {kind} of {day} for the head of {size} events",
        number=number,
        kind=kind,
        day=added.on,
        size=size,
    )
