"""The proof bundle: one file for the verifier."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from cli.commands.checkpoint import Head, head_of
from cli.options import common_options, pass_surroundings
from cli.passphrase import key_for
from cli.surroundings import Surroundings
from ledger.book.exporting import export as write_bundle
from ledger.errors import UsageError


class Told(msgspec.Struct, frozen=True):
    """What was written."""

    bundle: str
    bytes: int
    head: Head


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase of the key.",
)
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@common_options
@pass_surroundings
def export(
    here: Surroundings, /, file: Path, passphrase_file: Path | None, force: bool
) -> None:
    """Write the proof bundle of the whole book to FILE (.zip).

    The same book gives the same bytes. Whoever gets it can check all of it offline:
    `verantwoord verify FILE`, or the stock commands in its HOW-TO-VERIFY.txt.
    """
    if file.suffix.lower() != ".zip":
        raise UsageError(
            f"{file} does not end in .zip",
            place=str(file),
            expected="a name as bundle.zip",
            found=file.name,
        )
    book = here.book
    key = key_for(here, book, file=passphrase_file)
    written = write_bundle(book, file, key=key, force=force)
    head = head_of(written.note)
    told = Told(str(file), written.octets, head)
    here.answer(
        told,
        lambda: [
            f"{file}: {written.octets} bytes, {head.size} events, root {head.root}",
            "signed" if head.signed else "unsigned: the book has no key",
        ],
    )
