"""What an objection is about, where that is no single fact."""

from __future__ import annotations

from ledger.messages import message


def year_place(year: int) -> str:
    """Name a budget year as a whole."""
    return message("year {year}", year=year)


def tranche_place(number: int) -> str:
    """Name a tranche of the year."""
    return message("tranche {number}", number=number)


def plan_place(school_year: str) -> str:
    """Name the plan of a school year."""
    return message("plan {school_year}", school_year=school_year)
