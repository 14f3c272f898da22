"""A book of an older format, made anew."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.book.copying import upgrade as make_anew
from ledger.messages import message


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@common_options
@pass_surroundings
def upgrade(here: Surroundings, /, file: Path) -> None:
    """Make a book of an older format anew, into FILE; the old one stays.

    Every event keeps its exact bytes, so the root stays the same.
    """
    book = here.book
    make_anew(book, file)
    document = {"book": str(book), "upgraded": str(file)}
    said = message(
        "{book} made anew as {file}; keep the old one too", book=book, file=file
    )
    here.answer(document, lambda: [said])
