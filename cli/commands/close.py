"""Close a budget year, and give the next its opening reserve."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

import click
from msgspec import Struct, structs

from cli.figures import label
from cli.head_words import EVENTS, FINGERPRINT, LOG, ROOT
from cli.intake.wishes import FaultyFieldsError, parse_record
from cli.options import common_options, pass_surroundings
from cli.recording import Told, carry_out, line, tell
from cli.surroundings import Surroundings
from cli.tables import pairs
from cli.wording import first_fault
from ledger.book import Writer
from ledger.commands import CloseYear, Wish
from ledger.events import Figures, YearClosed
from ledger.messages import message
from ledger.note.fingerprint import fingerprint
from projections.view import BookView


class Head(Struct, frozen=True):
    """What stands for the whole book, with its last event."""

    origin: str
    size: int
    root: str
    fingerprint: str


class Closed(Struct, frozen=True):
    """What a close came to, with the head of the log for the minutes."""

    figures: Figures
    recorded: list[Told]
    dry_run: bool
    head: Head | None = None


@click.command()
@click.argument("year")
@click.option("--carry-over", help="How much; all that is allowed if left out.")
@click.option("--reason", help="Why, where it is not plain.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded.")
@common_options
@pass_surroundings
def close(
    here: Surroundings,
    /,
    year: str,
    carry_over: str | None,
    reason: str | None,
    dry_run: bool,
) -> None:
    """Close YEAR, and give the next its opening reserve: both, or neither.

    Prints the head of the log and its fingerprint, for the signed minutes.
    """
    fields = {"year": year, "carry_over": carry_over, "reason": reason}
    try:
        wish = parse_record(CloseYear, fields)
    except FaultyFieldsError as faults:
        raise first_fault(faults) from None
    closed = carry_out(
        here, lambda w: _close(w, wish, dry_run=dry_run), keep=not dry_run
    )
    if not dry_run:
        closed = structs.replace(closed, head=_head(here))
    here.answer(closed, lambda: _lines(here, closed))


def _head(here: Surroundings) -> Head:
    with BookView(here.book) as view:
        root = b64decode(view.root)
        return Head(view.origin, view.size, view.root, fingerprint(root))


def _close(writer: Writer, wish: Wish, *, dry_run: bool) -> Closed:
    leaves = writer.record(wish).leaves
    closing = next(leaf.event for leaf in leaves if isinstance(leaf.event, YearClosed))
    return Closed(closing.figures, [tell(leaf) for leaf in leaves], dry_run)


def _lines(here: Surroundings, closed: Closed) -> Iterator[str]:
    if closed.dry_run:
        yield message("would be recorded (this was a dry run):")
    for told in closed.recorded:
        yield line(here, told)
    names = ("unspent", "reserve_limit", "carried_over", "refund_due")
    amounts = [(label(here, name), getattr(closed.figures, name)) for name in names]
    yield from pairs([(name, here.locale.amount(cents)) for name, cents in amounts])
    if closed.head:
        yield message("for the minutes:")
        yield from _for_minutes(here, closed.head)


def _for_minutes(here: Surroundings, head: Head) -> Iterator[str]:
    # Whoever verifies reads them again, by these words in any language.
    log, events, root, print_ = map(here.tell, (LOG, EVENTS, ROOT, FINGERPRINT))
    yield f"  {log} {head.origin}, {head.size} {events}"
    yield f"  {root} {head.root}"
    yield f"  {print_} {head.fingerprint}"
