"""Faulty fields, worded for options of the command line."""

from __future__ import annotations

from cli.intake.wishes import FaultyFieldsError
from ledger.errors import FaultyLinesError, UsageError
from ledger.messages import plural


def first_fault(several: FaultyFieldsError) -> UsageError:
    """Give the error of faulty options: the one, or all of them at once."""
    for name, fault in several.faults.items():
        fault.place = option(name)
    faults = list(several.faults.values())
    if len(faults) == 1:
        return faults[0]
    said = plural(
        "{count} option is faulty", "{count} options are faulty", count=len(faults)
    )
    return FaultyLinesError(said, list(faults))


def option(name: str) -> str:
    """Give the option of a field: `--invoice-total`."""
    return f"--{name.replace('_', '-')}"
