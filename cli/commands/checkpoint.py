"""The head of the log, signed by its key."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct

from cli.anchoring.files import write_new
from cli.options import common_options, pass_surroundings
from cli.passphrase import key_for
from cli.printing import Exact
from cli.surroundings import Surroundings
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.errors import UsageError
from ledger.messages import message
from ledger.note import parse_checkpoint, parse_head
from ledger.note.fingerprint import fingerprint


class Head(Struct, frozen=True):
    """What stands for the whole book at a size."""

    origin: str
    size: int
    root: str
    fingerprint: str
    signed: bool
    note: str


@click.command()
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase of the key.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, readable=False),
    help="Write the note to a file.",
)
@common_options
@pass_surroundings
def checkpoint(
    here: Surroundings, /, passphrase_file: Path | None, output: Path | None
) -> None:
    """Sign the head of the log, keep it in the book, and print it.

    The three lines are the whole of what stands for the book: send them to somebody who
    keeps them, or put the fingerprint into signed minutes.
    """
    if output and output.exists():
        raise UsageError(
            message("{path} is there already", path=output),
            place=str(output),
            expected=message("the name of a new file"),
            next_step=message("choose another name"),
        )
    key = key_for(here, here.book, file=passphrase_file)
    with Book(here.book, here.world) as book:
        note = sign_head(book, key)
    if output:
        write_new(output, note)
    head = head_of(note)
    here.answer(head, lambda: _lines(head))


def head_of(note: bytes) -> Head:
    """Tell a note in its parts."""
    parsed = parse_head(note)
    said = parse_checkpoint(parsed.text)
    return Head(
        origin=said.origin,
        size=said.size,
        root=b64encode(said.root).decode(),
        fingerprint=fingerprint(said.root),
        signed=bool(parsed.signatures),
        note=note.decode(),
    )


def _lines(head: Head) -> Iterator[str]:
    yield Exact(head.note.rstrip("\n"))
    yield ""
    yield message("fingerprint: {fingerprint}", fingerprint=head.fingerprint)
    if not head.signed:
        yield message("unsigned: the book has no key")
