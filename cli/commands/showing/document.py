"""The documents of a fact, and the content of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.provenance import gone, provenance
from cli.seeing import asked, point_options, seen, standing
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.errors import UsageError
from ledger.events import DocumentAttached
from projections.document import content, documents
from projections.documents import DocumentLine


@click.command()
@click.argument("which")
@click.option(
    "--save",
    type=click.Path(path_type=Path, readable=False),
    help="Write its content to a file.",
)
@point_options
@common_options
@pass_surroundings
def document(
    here: Surroundings, /, which: str, save: Path | None, **given: Any
) -> None:
    """Show the documents of the fact WHICH (a ref, a number, or a SHA-256)."""
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        found = documents(view, which)
        data = content(view, _only(found, which)) if save else b""
        stands = standing(view, point=wanted.point)
        absent = here.tell(gone(view, DocumentAttached, slot="name"))
        source = list(provenance(view))
    if save:
        _write(save, data)
    here.answer(
        {**stands, "documents": found},
        lambda: [*_lines(found, save, absent=absent), *source],
    )


def _only(found: list[DocumentLine], which: str) -> DocumentLine:
    if len(found) == 1:
        return found[0]
    numbers = ", ".join(f"#{line.number}" for line in found) or "none"
    raise UsageError(
        f"{which} has {len(found)} documents: name one",
        expected="the number of one document",
        found=numbers,
    )


def _write(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise UsageError(
            f"{path} is there already",
            place=str(path),
            expected="the name of a new file",
        ) from None


def _lines(
    found: list[DocumentLine], save: Path | None, *, absent: str
) -> Iterator[str]:
    rows = (
        (
            f"#{d.number}",
            d.kind,
            d.name or absent,
            d.media_type,
            str(d.size),
            f"content erased, by #{d.erased_by}" if d.erased_by else d.sha256 or "",
        )
        for d in found
    )
    yield from table(("number", "kind", "name", "type", ">bytes", "sha256"), rows)
    if save:
        yield f"written to {save}"
