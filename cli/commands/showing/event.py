"""One event, whole: its fields, its sealed values, its place in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, point_options, seen, standing
from cli.surroundings import Surroundings
from ledger.messages import message
from projections.event import EventReport
from projections.event import event as event_of


@click.command()
@click.argument("which")
@point_options
@common_options
@pass_surroundings
def event(here: Surroundings, /, which: str, **given: Any) -> None:
    """Show the event with number or ref WHICH, the exact line, and its proof."""
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        made = event_of(view, which)
        foot = footer(here, view, point=wanted.point)
        stands = standing(view, point=wanted.point)
    document = {**msgspec.structs.asdict(made), **stands}
    here.answer(document, lambda: _lines(made, foot))


def _lines(made: EventReport, foot: str) -> Iterator[str]:
    leaf = made.leaf
    yield f"#{leaf.n + 1}  {made.summary.text}"
    yield f"recorded {leaf.at} by {leaf.by}, {leaf.stream} version {leaf.version}"
    fields = msgspec.to_builtins(leaf.event)
    sealed = {*made.values, *made.erased, *made.left_out}
    rows = [
        (n, _shown(x)) for n, x in fields.items() if n not in sealed and x is not None
    ]
    rows += [(f"{slot} (sealed)", text) for slot, text in made.values.items() if text]
    rows += [(f"{slot} (sealed)", _erased(made, slot)) for slot in made.erased]
    if "document" in made.erased_by:
        rows.append(("content of the document", _erased(made, "document")))
    yield from (f"  {name}: {value}" for name, value in rows)
    yield from map(_left_out, made.left_out)
    yield "the line of the log:"
    yield made.line
    yield f"leaf hash {made.proof.leaf_hash}; to the root with:"
    yield from (f"  {hash_text}" for hash_text in made.proof.hashes)
    yield foot


def _erased(made: EventReport, slot: str) -> str:
    number = made.erased_by.get(slot)
    return f"erased, by #{number}" if number else "erased"


def _left_out(slot: str) -> str:
    if slot == "document":
        return message("  content of the document: left out of the bundle")
    return message("  {slot} (sealed): left out of the bundle", slot=slot)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
