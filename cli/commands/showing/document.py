"""The documents of a fact, and the content of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli.anchoring.files import write_new
from cli.options import common_options, pass_surroundings
from cli.provenance import gone, provenance
from cli.seeing import asked, point_options, seen, standing
from cli.surroundings import Surroundings
from cli.tables import table
from ledger.errors import UsageError
from ledger.events import DocumentAttached
from ledger.messages import message, term
from projections.document import content, documents
from projections.documents import DocumentLine
from projections.terms import word

HEADINGS = (
    term("heading", "number"),
    term("heading", "kind"),
    term("heading", "name"),
    term("heading", "type"),
    term("heading", ">bytes"),
    "sha256",
)


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
        lambda: (
            [*_lines(here, found, save=save, absent=absent), *source]
            if found
            else [message("{fact} has no document", fact=which), *source]
        ),
    )


def _only(found: list[DocumentLine], which: str) -> DocumentLine:
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            message("{fact} has no document", fact=which),
            expected=message("a fact with a document, or the number of one"),
        )
    raise UsageError(
        message("{fact} has {size} documents: name one", fact=which, size=len(found)),
        expected=message("the number of one document"),
        found=", ".join(f"#{line.number}" for line in found),
    )


def _write(path: Path, data: bytes) -> None:
    if path.exists():
        raise UsageError(
            message("{path} is there already", path=path),
            place=str(path),
            expected=message("the name of a new file"),
        )
    write_new(path, data)


def _lines(
    here: Surroundings, found: list[DocumentLine], *, save: Path | None, absent: str
) -> Iterator[str]:
    headings = [here.tell(heading) for heading in HEADINGS]
    yield from table(headings, [_row(here, line, absent=absent) for line in found])
    if save:
        yield message("written to {file}", file=save)


def _row(here: Surroundings, line: DocumentLine, *, absent: str) -> tuple[str, ...]:
    erased = message("content erased, by #{number}", number=line.erased_by)
    return (
        f"#{line.number}",
        here.tell(word("document", line.kind)),
        line.name or absent,
        line.media_type,
        str(line.size),
        here.tell(erased) if line.erased_by else line.sha256 or "",
    )
