"""What an objection is about, where that is no single fact; how to attach a paper."""

from __future__ import annotations

from ledger.messages import message
from ledger.values import DocumentKind


def year_place(year: int) -> str:
    """Name a budget year as a whole."""
    return message("year {year}", year=year)


def tranche_place(number: int) -> str:
    """Name a tranche of the year."""
    return message("tranche {number}", number=number)


def plan_place(school_year: str) -> str:
    """Name the plan of a school year."""
    return message("plan {school_year}", school_year=school_year)


def attach(ref: str, kind: DocumentKind) -> str:
    """Say how to attach a document of a kind to a fact."""
    return message(
        "attach it: {command}",
        command=message(
            "verantwoord record document --of {ref} --kind {kind} --path FILE",
            ref=ref,
            kind=kind,
        ),
    )
