"""The rules of recording for the grant of a year: what came, and what went back."""

from __future__ import annotations

from ledger import events as e
from ledger.admit.rules import refuse_taken, reverse_first
from ledger.errors import RefusedError
from ledger.messages import Message, message, term
from ledger.money import Amount, euros
from ledger.state.book import YearState
from ledger.state.evolve_year import standing_openings

_OPENING = term("once a year", "opening reserve")
_ALLOCATION = term("once a year", "allocation")


def opening_recorded(year: YearState, event: e.OpeningRecorded) -> None:
    """By hand for the first year, and once; else by closing the year before."""
    refuse_taken(year.book, event.ref)
    if year.book.owed:
        return  # it is what the close owes, in every field (see `refuse_owed`)
    if event.source == "close":
        raise RefusedError(
            message("an opening from a close is recorded by closing the year before"),
            expected=message("a source of statement, book or merger"),
            found=event.source,
            next_step=f"verantwoord close {year.year - 1}",
        )
    if event.amount == 0:
        raise RefusedError(message("an amount must be above zero"), found=euros(0))
    if year.year != min(year.book.years_opened):
        raise RefusedError(
            message(
                "the opening reserve of {year} comes from closing {before}",
                year=year.year,
                before=year.year - 1,
            ),
            expected=message(
                "the book's first year: {year}", year=min(year.book.years_opened)
            ),
            found=str(year.year),
            next_step=f"verantwoord close {year.year - 1}",
        )
    for opening in standing_openings(year.book, year.year):
        raise _second(_OPENING, year.year, ref=opening.event.ref)


def _second(what: Message, year: int, *, ref: str) -> RefusedError:
    return RefusedError(
        message("{year} has its {what} already: {ref}", year=year, what=what, ref=ref),
        expected=message("one {what} a year", what=what),
        found=message("a second one"),
        next_step=reverse_first(ref),
    )


def allocation_recorded(year: YearState, event: e.AllocationRecorded) -> None:
    """A year has one allocation; what changes it later is an adjustment."""
    refuse_taken(year.book, event.ref)
    for allocation in year.allocations[-1:]:  # an earlier one is undone
        if allocation.stands:
            raise _second(_ALLOCATION, year.year, ref=allocation.event.ref)


def adjustment_recorded(year: YearState, event: e.AdjustmentRecorded) -> None:
    """An adjustment raises or lowers; it is never zero."""
    refuse_taken(year.book, event.ref)
    if event.amount == 0:
        raise RefusedError(
            message("an adjustment of zero changes nothing"), found=euros(0)
        )


def tranche_received(year: YearState, event: e.TrancheReceived) -> None:
    """What was withheld names the year that it is for, and is part of the gross sum."""
    refuse_taken(year.book, event.ref)
    if (event.withheld is None) != (event.withheld_for is None):
        raise RefusedError(
            message("what was withheld needs the year that it was withheld for"),
            expected=message("both withheld and withheld_for, or neither"),
        )
    if event.withheld and event.withheld > event.amount:
        raise RefusedError(
            message("more was withheld than the tranche"),
            expected=message("at most {amount}", amount=Amount(event.amount)),
            found=euros(event.withheld),
        )
    if event.withheld_for is not None and event.withheld_for >= year.year:
        raise RefusedError(
            message(
                "{year} can only withhold a refund of an earlier year", year=year.year
            ),
            expected=message("a year before {year}", year=year.year),
            found=str(event.withheld_for),
        )


def refund_paid(year: YearState, event: e.RefundPaid) -> None:
    """A refund is admitted also after the close."""
    refuse_taken(year.book, event.ref)
