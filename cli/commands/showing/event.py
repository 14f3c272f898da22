"""One event, whole: its fields, its sealed values, its place in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from cli.options import common_options, pass_surroundings
from cli.printing import Exact
from cli.seeing import asked, footer, point_options, seen, standing
from cli.surroundings import Surroundings
from ledger.days import timed
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
    here.answer(document, lambda: _lines(here, made, foot=foot))


def _lines(here: Surroundings, made: EventReport, *, foot: list[str]) -> Iterator[str]:
    leaf = made.leaf
    yield f"#{leaf.n + 1}  {here.tell(made.summary.text)}"
    yield message(
        "recorded {at} by {by}, {stream} version {version}",
        at=timed(leaf.at),
        by=leaf.by,
        stream=leaf.stream,
        version=leaf.version,
    )
    for name, value in _rows(made):
        yield message("  {field}: {value}", field=name, value=value)
    yield from map(_left_out, made.left_out)
    yield message("the line of the log:")
    yield Exact(made.line)
    yield message("leaf hash {hash}; to the root with:", hash=made.proof.leaf_hash)
    yield from (f"  {hash_text}" for hash_text in made.proof.hashes)
    yield from foot


def _rows(made: EventReport) -> Iterator[tuple[str, str]]:
    """Yield the fields by the names that they have in the log, and are typed by."""
    leaf = made.leaf
    fields = msgspec.to_builtins(leaf.event)
    sealed = {*made.values, *made.erased, *made.left_out}
    for name, value in fields.items():
        if name not in sealed and value is not None:
            yield name, _shown(value)
    for slot, text in made.values.items():
        if text:
            yield message("{slot} (sealed)", slot=slot), text
    for slot in made.erased:
        yield message("{slot} (sealed)", slot=slot), _erased(made, slot)
    if "document" in made.erased_by:
        yield message("content of the document"), _erased(made, "document")


def _erased(made: EventReport, slot: str) -> str:
    number = made.erased_by.get(slot)
    return (
        message("erased, by #{number}", number=number) if number else message("erased")
    )


def _left_out(slot: str) -> str:
    if slot == "document":
        return message("  content of the document: left out of the bundle")
    return message("  {slot} (sealed): left out of the bundle", slot=slot)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
