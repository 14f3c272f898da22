"""Close a budget year, and give the next its opening reserve."""

from __future__ import annotations

from collections.abc import Iterator

import click
from msgspec import Struct

from cli.intake.wishes import Faults, parse_record
from cli.options import common_options, pass_surroundings
from cli.recording import Told, carry_out, line, tell
from cli.surroundings import Surroundings
from cli.wording import first_fault
from ledger.book import Writer
from ledger.book.checkpoints import Head, head_of
from ledger.commands import CloseYear
from ledger.events import Figures, YearClosed


class Closed(Struct, frozen=True):
    """What a close came to, with the head of the log for the minutes."""

    year: int
    carry_over: int
    figures: Figures
    recorded: list[Told]
    dry_run: bool
    head: Head | None


@click.command()
@click.argument("year")
@click.option("--carry-over", help="How much to carry over; all that is allowed if left out.")
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
    """Close YEAR, and give the next year its opening reserve: both, or neither.

    Prints the head of the log and its fingerprint, for the signed minutes.
    """
    fields = {"year": year, "carry_over": carry_over, "reason": reason}
    try:
        wish = parse_record(CloseYear, fields)
    except Faults as faults:
        raise first_fault(faults) from None
    closed = carry_out(here, lambda writer: _close(writer, wish, dry_run), keep=not dry_run)
    if not dry_run:
        closed = Closed(**{**_fields(closed), "head": head_of(here.book)})
    here.answer(closed, lambda: _lines(here, closed))
