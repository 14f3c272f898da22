"""Let a closed year take facts again."""

from __future__ import annotations

import click

from cli.intake.wishes import FaultyFieldsError, parse_record
from cli.options import common_options, pass_surroundings
from cli.recording import record_one
from cli.surroundings import Surroundings
from cli.wording import first_fault
from ledger.commands import ReopenYear


@click.command()
@click.argument("year")
@click.option("--reason", required=True, help="Why it is reopened.")
@click.option("--on", help="The day on which it takes effect; today if left out.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded.")
@common_options
@pass_surroundings
def reopen(
    here: Surroundings, /, year: str, reason: str, on: str | None, dry_run: bool
) -> None:
    """Reopen YEAR: it takes facts, and its figures are projections, again."""
    try:
        wish = parse_record(ReopenYear, {"year": year, "reason": reason, "on": on})
    except FaultyFieldsError as faults:
        raise first_fault(faults) from None
    record_one(here, wish, dry_run=dry_run)
