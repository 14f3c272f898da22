"""Export a book: the whole of it as one proof bundle, in one consistent read.

The same book gives the same bytes, whenever and wherever it is exported: what looks
like a date is the Brussels day of the last event. Memory holds the state of the book
and a chunk of what is written; a bundle is written under a temporary name beside its
target, and is there whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, Final

from msgspec import Struct

from ledger.book.checkpoints import format_note_of, head, kept_note
from ledger.book.contents import CHUNK_OCTETS, Contents, reports
from ledger.book.snapshot import snapshot
from ledger.bundle.bag import write_bundle
from ledger.bundle.how_to_verify import HOW_TO_VERIFY, how_to_verify
from ledger.bundle.software import software
from ledger.bundle.tag_files import Label
from ledger.bundle.verify_page import VERIFY_PAGE, verify_page
from ledger.errors import UsageError
from ledger.keys import SigningKey
from ledger.messages import message
from ledger.note import Checkpoint
from ledger.placing import placed
from ledger.state.book import BookState
from ledger.store.reading import Reader


class Exported(Struct, frozen=True):
    """What was written: the head of the bundle, its note, and the bytes of the file."""

    head: Checkpoint
    note: bytes
    octets: int


class Making(Struct, frozen=True, kw_only=True):
    """How a bundle is made, where that is not the usual.

    `agent` names the program that made it: this one, by default. `sign` makes the
    exporter's own signature of the list of files (see `ledger.keys.sshsig`). `left_out`
    are the units that are not told (see `ledger.bundle.redaction`). `cosigned` is the
    note of just the head that is exported, as it came back from witnesses. `derived`
    makes the reports for people of the events that the state was folded from, by their
    names.
    """

    agent: str | None = None
    cosigned: bytes | None = None
    derived: Callable[[BookState], Mapping[str, bytes]] | None = None
    left_out: frozenset[str] = frozenset()
    sign: Callable[[bytes], bytes] | None = None


USUAL: Final = Making()


def export(
    path: Path,
    target: Path,
    *,
    key: SigningKey | None = None,
    force: bool = False,
    making: Making = USUAL,
) -> Exported:
    """Write the bundle of the book at `path` to `target`, a new file unless `force`.

    A book whose log names a key needs it, unless the head of all its events was kept.
    """
    if target.resolve() == path.resolve():
        raise UsageError(
            message("a book is not written over by its own bundle"), place=str(target)
        )
    with snapshot(path) as connection:
        reader = Reader(connection)
        said = head(reader)
        kept = kept_note(reader, said) if key is None else None
        note = kept or format_note_of(reader, said, key=key)
        if making.cosigned is not None:
            from ledger.book.anchors import check_cosigned_whole

            check_cosigned_whole(reader, making.cosigned, said=said)
        agent = making.agent or software()
        contents = Contents(connection, said, agent=agent, left_out=making.left_out)
        with placed(target, force=force) as part, part.open("r+b") as file:
            octets = _write(file, contents, note=note, making=making)
    return Exported(said, note, octets)


def _write(
    file: BinaryIO,
    contents: Contents,
    *,
    note: bytes,
    making: Making,
) -> int:
    label = Label(agent=contents.agent, day=contents.day, origin=contents.head.origin)
    tags = {HOW_TO_VERIFY: how_to_verify(), VERIFY_PAGE: verify_page()}
    derived = making.derived(contents.state) if making.derived else {}
    with _beside(Path(file.name)) as beside:
        parts = contents.parts(note, making.cosigned, beside=beside)
        every = chain(parts, reports(derived))
        write_bundle(file, every, label=label, tag_files=tags, sign=making.sign)
    return file.seek(0, os.SEEK_END)


def _beside(path: Path) -> IO[bytes]:
    """Give a file without a name in the folder of `path`, in memory while it is small.

    It is as secret as the bundle, and goes to the same place.
    """
    from tempfile import SpooledTemporaryFile

    return SpooledTemporaryFile(CHUNK_OCTETS, dir=str(path.parent))
