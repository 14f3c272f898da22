"""Export a book: the whole of it as one proof bundle, in one consistent read.

The same book gives the same bytes, whenever and wherever it is exported: what looks
like a date is the Brussels day of the last event. Memory holds the state of the book
and a chunk of what is written; a bundle is written under a temporary name beside its
target, and is there whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from ledger.book.checkpoints import format_note_of, head, kept_note
from ledger.book.contents import Contents
from ledger.book.placing import new_file
from ledger.book.snapshot import snapshot
from ledger.bundle.bag import write_bundle
from ledger.bundle.how_to_verify import HOW_TO_VERIFY, how_to_verify
from ledger.bundle.tag_files import Label
from ledger.errors import SurroundingsError, UsageError
from ledger.keys import SigningKey
from ledger.note import Checkpoint
from ledger.store.reading import Reader


class Exported(Struct, frozen=True):
    """What was written: the head of the bundle, its note, and the bytes of the file."""

    head: Checkpoint
    note: bytes
    octets: int


def software() -> str:
    """Name this program and its version."""
    return f"verantwoord {metadata.version('verantwoord')}"


def export(
    path: Path,
    target: Path,
    *,
    key: SigningKey | None = None,
    force: bool = False,
    agent: str | None = None,
) -> Exported:
    """Write the bundle of the book at `path` to `target`, a new file unless `force`.

    A book whose log names a key needs it, unless the head of all its events was kept.
    `agent` names the program that made the bundle: this one, by default.
    """
    if target.resolve() == path.resolve():
        raise UsageError(
            "a book is not written over by its own bundle", place=str(target)
        )
    with snapshot(path) as connection:
        reader = Reader(connection)
        said = head(reader)
        kept = kept_note(reader, said) if key is None else None
        note = kept or format_note_of(reader, said, key=key)
        contents = Contents(connection, said, agent=agent or software())
        with _placed(target, force=force) as part, part.open("r+b") as file:
            octets = _write(file, contents, note=note)
    return Exported(said, note, octets)


def _write(file: BinaryIO, contents: Contents, *, note: bytes) -> int:
    label = Label(agent=contents.agent, day=contents.day, origin=contents.head.origin)
    tags = {HOW_TO_VERIFY: how_to_verify()}
    write_bundle(file, contents.parts(note), label=label, tag_files=tags)
    return file.seek(0, os.SEEK_END)


@contextmanager
def _placed(target: Path, *, force: bool) -> Iterator[Path]:
    if not force:
        with new_file(target) as part:
            yield part
        return
    other = target.with_name(f"{target.name}.{os.getpid()}.new")
    with new_file(other) as part:
        yield part
    try:
        other.replace(target)
    except OSError as error:
        other.unlink(missing_ok=True)
        raise SurroundingsError(
            f"{target} cannot be written over: {error.strerror}", place=str(target)
        ) from None
