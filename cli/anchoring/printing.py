"""The head for signed minutes: origin, events, root, fingerprint, and a QR code."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from cli.anchoring import qr
from cli.anchoring.files import write_new
from cli.head_words import EVENTS, FINGERPRINT, LOG, ROOT
from cli.surroundings import Surroundings
from cli.tables import pad, width
from ledger.book.checkpoints import head
from ledger.book.kept_heads import check_size, kept_head
from ledger.book.snapshot import snapshot
from ledger.messages import message
from ledger.note import format_checkpoint
from ledger.note.fingerprint import fingerprint
from ledger.store.reading import Reader


class Printed(Struct, frozen=True):
    """What stands for the first `size` events; `kept` says that the book keeps it."""

    origin: str
    size: int
    root: str
    fingerprint: str
    text: str
    kept: bool
    svg: str | None


def print_head(here: Surroundings, size: int | None, *, svg: Path | None) -> None:
    """Answer with the head of the first `size` events, of all of them by default."""
    with snapshot(here.book) as connection:
        reader = Reader(connection)
        wanted = reader.size() if size is None else size
        check_size(reader, wanted)
        said, kept = head(reader, wanted), kept_head(reader, wanted) is not None
    text = format_checkpoint(said)
    if svg:
        write_new(svg, qr.svg(text))
    printed = Printed(
        origin=said.origin,
        size=said.size,
        root=b64encode(said.root).decode(),
        fingerprint=fingerprint(said.root),
        text=text,
        kept=kept,
        svg=str(svg) if svg else None,
    )
    here.answer(printed, lambda: _lines(here, printed))


def _lines(here: Surroundings, printed: Printed) -> Iterator[str]:
    yield from _labelled(here, printed)
    yield from qr.lines(printed.text)
    if printed.svg:
        yield message("the same code as a picture: {file}", file=printed.svg)
    if not printed.kept:
        yield message("the book does not keep this head yet: verantwoord checkpoint")
    yield message(
        "once it stands in minutes of a day: verantwoord anchor add --kind minutes"
    )
    yield message("  --size {size} --on DATE", size=printed.size)


def _labelled(here: Surroundings, printed: Printed) -> Iterator[str]:
    """Give the lines that `read_minutes` reads again, in any language."""
    groups = printed.fingerprint.split(" ")
    half = (len(groups) + 1) // 2
    rows = [
        (here.tell(LOG), printed.origin),
        (here.tell(EVENTS), str(printed.size)),
        (here.tell(ROOT), printed.root),
        (here.tell(FINGERPRINT), " ".join(groups[:half])),
        ("", " ".join(groups[half:])),
    ]
    widest = max(width(name) for name, _ in rows)
    for name, value in rows:
        yield f"{pad(name, widest, right=False)}  {value}"
