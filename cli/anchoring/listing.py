"""The anchors of a book, as the school recorded them."""

from __future__ import annotations

from collections.abc import Iterator

from cli.provenance import provenance
from cli.seeing import seen
from cli.surroundings import Surroundings
from ledger.days import dated, timed
from ledger.messages import message
from projections.anchors import OwnAnchor, own_anchors
from projections.moment import PointInTime


def list_anchors(here: Surroundings) -> None:
    """Answer with every anchor, in the order recorded."""
    with seen(here, PointInTime()) as view:
        found, size = own_anchors(view), view.size
        source = list(provenance(view))
    document = {"events": size, "anchors": found}
    here.answer(document, lambda: [*_lines(here, found), *source])


def _lines(here: Surroundings, found: list[OwnAnchor]) -> Iterator[str]:
    for anchor in found:
        when = ""
        if anchor.on or anchor.at:
            when = here.tell(dated(anchor.on) if anchor.on else timed(anchor.at or ""))
        events = message("{size:>6} events", size=anchor.size)
        parts = [f"#{anchor.number:<5}", here.tell(events)]
        parts += [f"{anchor.kind:<9}", f"{when:<27}", ", ".join(anchor.by)]
        yield "  ".join(parts).rstrip()
    if not found:
        yield message("no anchors yet: see verantwoord anchor print --help")
