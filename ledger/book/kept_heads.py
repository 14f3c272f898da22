"""Heads that a book keeps: what lies outside is compared with them.

A book with a key keeps signed notes, one without keeps the bare three lines.
"""

from __future__ import annotations

from collections.abc import Callable

from ledger.book import Book
from ledger.book.checkpoints import format_note_of, head, kept_note, log_key
from ledger.book.snapshot import snapshot
from ledger.errors import RefusedError, UsageError
from ledger.events import AnchorRecorded
from ledger.keys import SigningKey
from ledger.messages import message, plural
from ledger.note import Note, format_checkpoint, format_head, format_vkey
from ledger.store.reading import Reader

AskKey = Callable[[], SigningKey | None]
"""Opens the key of the log; asked for only where a head has to be signed."""


def kept_head(reader: Reader, size: int) -> bytes | None:
    """Give the note that is kept of just the first `size` events; None for none."""
    said = head(reader, size)
    if log_key(reader, size) is not None:
        return kept_note(reader, said)
    bare = format_head(Note(format_checkpoint(said)))
    return bare if reader.checkpoint(size) == bare else None


def covering_size(reader: Reader) -> int:
    """Give the least size of a head that covers the log: only anchors stand above."""
    size = reader.size()
    while size and isinstance(reader.leaf(size - 1).event, AnchorRecorded):
        size -= 1
    return size


def covering_head(book: Book, ask_key: AskKey) -> bytes:
    """Give the newest kept note that covers the log; one is made where none does."""
    with snapshot(book.path) as connection:
        reader = Reader(connection)
        least = covering_size(reader)
        for size in reversed(reader.checkpoint_sizes()):
            note = kept_head(reader, size) if least <= size else None
            if note is not None:
                return note
        size = reader.size()
    return keep_head(book, size, ask_key=ask_key)


def keep_head(book: Book, size: int, *, ask_key: AskKey) -> bytes:
    """See that the head of the first `size` events is kept, and give its note."""
    with snapshot(book.path) as connection:
        reader = Reader(connection)
        check_size(reader, size)
        if (note := kept_head(reader, size)) is not None:
            return note
        said, key, named = head(reader, size), ask_key(), log_key(reader, size)
        if named is None and log_key(reader) is not None:
            note = format_head(Note(format_checkpoint(said)))
        elif key and named and format_vkey(named) != key.vkey:
            raise RefusedError(
                plural(
                    "the head of {count} event was never kept, and it is signed by a"
                    " key that the log no longer has",
                    "the head of {count} events was never kept, and it is signed by a"
                    " key that the log no longer has",
                    count=size,
                ),
                expected=message("a head that was kept, or one of the present key"),
                found=plural("{count} event", "{count} events", count=size),
                next_step=message("anchor a newer head: verantwoord checkpoint"),
            )
        else:
            note = format_note_of(reader, said, key=key)
    book.keep_note(size, note)
    return note


def check_size(reader: Reader, size: int) -> None:
    """Raise `UsageError` where the log never had so many events."""
    if not 0 < size <= reader.size():
        raise UsageError(
            plural(
                "the log has no head of {count} event",
                "the log has no head of {count} events",
                count=size,
            ),
            expected=message("a size from 1 to {most}", most=reader.size()),
            found=str(size),
        )
