"""Heads of a book: what it holds at a size, signed by the key that its log names.

A book whose log names no key has bare heads, which nobody stands for. A kept note is
evidence of what the book held: who can show one can show that the book has changed.
"""

from __future__ import annotations

from ledger.book import Book
from ledger.book.snapshot import snapshot
from ledger.errors import LedgerError, MalformedError, SurroundingsError
from ledger.events import BookOpened
from ledger.keys import SigningKey
from ledger.messages import message
from ledger.note import (
    Checkpoint,
    Note,
    VerifierKey,
    format_checkpoint,
    format_head,
    format_vkey,
    parse_checkpoint,
    parse_head,
    parse_vkey,
    sign,
    verify_note,
)
from ledger.store.loading import load_school
from ledger.store.reading import Reader


def head(reader: Reader, size: int | None = None) -> Checkpoint:
    """Say what the book holds in its first `size` events, in all of them by default."""
    size = reader.size() if size is None else size
    return Checkpoint(_opened(reader).origin, size, reader.root(size))


def log_key(reader: Reader, size: int | None = None) -> VerifierKey | None:
    """Give the public key that the log names below `size`, None where it names none.

    That is the key which signs a checkpoint of this size; by default of all events.
    """
    key = load_school(reader, reader.size() if size is None else size).key
    try:
        return parse_vkey(key) if key else None
    except MalformedError as error:
        found = message("a log key that is none: {reason}", reason=error.message)
        raise reader.damaged(found) from None


def sign_head(book: Book, key: SigningKey | None) -> bytes:
    """Give the note of all that the book holds now; a signed one is kept in the book.

    Raises `SurroundingsError` for another key than the one that the log names, and
    where the book has not grown from the last head that was kept in it.
    """
    with snapshot(book.path) as connection:
        reader = Reader(connection)
        said = head(reader)
        note = format_note_of(reader, said, key=key)
        refuse_changed(reader, said.size)
    if key is not None:
        book.keep_note(said.size, note)
    return note


def format_note_of(
    reader: Reader, said: Checkpoint, *, key: SigningKey | None
) -> bytes:
    """Give the note of a head: signed, or bare for a log that names no key."""
    check_key(reader, key)
    text = format_checkpoint(said)
    if key is None:
        return format_head(Note(text))
    line = sign(text, key.name, public=key.public, sign_bytes=key.sign)
    return format_head(Note(text, (line,)))


def check_key(reader: Reader, key: SigningKey | None) -> None:
    """Raise `SurroundingsError` unless this is the key that the log names, or none."""
    named = log_key(reader)
    if named is None and key is not None:
        raise SurroundingsError(
            message("the book has no key, and cannot be signed with one"),
            expected=message("no key"),
            found=key.vkey,
            next_step=message("leave the key out"),
        )
    if named is not None and key is None:
        raise SurroundingsError(
            message(
                "the book has a key, and its head is worth nothing without its"
                " signature"
            ),
            expected=message("the key file of {name}", name=named.name),
            found=message("no key"),
            next_step=message("give its key file and the passphrase"),
        )
    if named is not None and key is not None and key.vkey != format_vkey(named):
        raise SurroundingsError(
            message("that is not the key of this book"),
            expected=format_vkey(named),
            found=key.vkey,
            next_step=message(
                "give the key file that was made with the book, or for it since"
            ),
        )


def kept_note(reader: Reader, said: Checkpoint) -> bytes | None:
    """Give the note that was kept of just this head, signed by the log's own key."""
    data, key = reader.checkpoint(said.size), log_key(reader, said.size)
    if data is None or key is None:
        return None
    try:
        note = parse_head(data)
        holds = note.text == format_checkpoint(said) and verify_note(note, [key])
    except LedgerError:
        return None
    return data if holds else None


def _opened(reader: Reader) -> BookOpened:
    event = reader.leaf(0).event
    if not isinstance(event, BookOpened):
        raise reader.damaged(message("a first event that does not open the book"))
    return event


def refuse_changed(reader: Reader, size: int) -> None:
    """Raise `SurroundingsError` where the book has not grown from its last head."""
    sizes = reader.checkpoint_sizes()
    if not sizes:
        return
    note = reader.checkpoint(sizes[-1]) or b""
    try:
        kept = parse_checkpoint(parse_head(note).text)
    except LedgerError as error:
        found = message("a kept head: {reason}", reason=error.message)
        raise reader.damaged(found) from None
    if kept.size > size or kept.root != reader.root(kept.size):
        raise reader.damaged(
            message("a log that has not grown from its head #{size}", size=kept.size)
        )
