"""A whole copy of a book."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.book.copying import backup as back_up
from ledger.messages import message


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@common_options
@pass_surroundings
def backup(here: Surroundings, /, file: Path) -> None:
    """Copy the whole book to FILE, which must not be there.

    The key is not copied: keep NAME.key, and its passphrase, in another safe place.
    """
    book = here.book
    back_up(book, file)
    size = file.stat().st_size
    document = {"book": str(book), "backup": str(file), "bytes": size}
    said = message(
        "{book} copied to {file} ({size} bytes)", book=book, file=file, size=size
    )
    here.answer(document, lambda: [said])
