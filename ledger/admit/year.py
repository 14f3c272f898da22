"""The rules of recording for a budget year: opening, allocation, tranches, close."""

from __future__ import annotations

import datetime as dt

import msgspec

from ledger import events as e
from ledger.admit.rules import refuse_taken
from ledger.closing import carry_over_max, figures_at_close
from ledger.days import year_end
from ledger.errors import RefusedError
from ledger.money import format_cents
from ledger.rules import shipped
from ledger.state.book import BookState, YearState
from ledger.state.evolve_year import standing_openings
from ledger.values import SAFE_INTEGER_MAX

AFTER_CLOSE = (
    e.PaymentRecorded,
    e.RefundPaid,
    e.DocumentAttached,
    e.DecisionRecorded,
    e.YearReopened,
)
"""What a closed year still takes."""

CLOSES_MAX = 50
"""How often a year may be closed: each close counts the whole year again."""


def closed_year(year: int) -> RefusedError:
    """Give the refusal of a fact of a closed year."""
    return RefusedError(
        f"{year} is closed",
        expected="a payment, a refund, a document or a decision",
        found="another kind of fact",
        next_step=f"reopen the year first: verantwoord reopen {year} --reason …",
    )


def year_opened(state: BookState, event: e.YearOpened, *, number: int) -> None:
    """A year opens once, adjoins the years of the book, and has its rule set."""
    opened, rules = state.years_opened, shipped(event.rules)
    if rules and number < rules.set.first_year:
        raise RefusedError(
            f"the rule set {event.rules} is not for {number}",
            expected=f"a year from {rules.set.first_year} on",
            found=str(number),
        )
    if event.year != number:
        raise RefusedError(f"the fact is of {event.year}, not of {number}")
    if number in opened:
        raise RefusedError(f"{number} is open already")
    if opened and number not in (min(opened) - 1, max(opened) + 1):
        raise RefusedError(
            f"{number} does not adjoin the years of this book",
            expected=f"a year from {min(opened) - 1} to {max(opened) + 1}",
            found=str(number),
            next_step="see that the date is right: years follow each other",
        )


def opening_recorded(year: YearState, event: e.OpeningRecorded) -> None:
    """By hand for the first year, and once; else by closing the year before."""
    refuse_taken(year.book, event.ref)
    if year.book.owed:
        return  # it is what the close owes, in every field (see `refuse_owed`)
    if event.source == "close":
        raise RefusedError(
            "an opening from a close is recorded by closing the year before",
            expected="a source of statement, book or merger",
            found="close",
            next_step=f"verantwoord close {year.year - 1}",
        )
    if event.amount == 0:
        raise RefusedError("an amount must be above zero", found="0.00")
    if year.year != min(year.book.years_opened):
        raise RefusedError(
            f"the opening reserve of {year.year} comes from closing {year.year - 1}",
            expected=f"the book's first year: {min(year.book.years_opened)}",
            found=str(year.year),
            next_step=f"verantwoord close {year.year - 1}",
        )
    for opening in standing_openings(year.book, year.year):
        raise _second("opening reserve", year.year, ref=opening.event.ref)


def _second(what: str, year: int, *, ref: str) -> RefusedError:
    return RefusedError(
        f"{year} has its {what} already: {ref}",
        expected=f"one {what} a year",
        found="a second one",
        next_step=f"reverse it first: verantwoord record reversal --of {ref} …",
    )


def allocation_recorded(year: YearState, event: e.AllocationRecorded) -> None:
    """A year has one allocation; what changes it later is an adjustment."""
    refuse_taken(year.book, event.ref)
    for allocation in year.allocations[-1:]:  # an earlier one is undone
        if allocation.stands:
            raise _second("allocation", year.year, ref=allocation.event.ref)


def adjustment_recorded(year: YearState, event: e.AdjustmentRecorded) -> None:
    """An adjustment raises or lowers; it is never zero."""
    refuse_taken(year.book, event.ref)
    if event.amount == 0:
        raise RefusedError("an adjustment of zero changes nothing", found="0.00")


def tranche_received(year: YearState, event: e.TrancheReceived) -> None:
    """What was withheld names the year that it is for, and is part of the gross sum."""
    refuse_taken(year.book, event.ref)
    if (event.withheld is None) != (event.withheld_for is None):
        raise RefusedError(
            "what was withheld needs the year that it was withheld for",
            expected="both withheld and withheld_for, or neither",
        )
    if event.withheld and event.withheld > event.amount:
        raise RefusedError(
            "more was withheld than the tranche",
            expected=f"at most {format_cents(event.amount)}",
            found=format_cents(event.withheld),
        )
    if event.withheld_for is not None and event.withheld_for >= year.year:
        raise RefusedError(
            f"{year.year} can only withhold a refund of an earlier year",
            expected=f"a year before {year.year}",
            found=str(event.withheld_for),
        )


def refund_paid(year: YearState, event: e.RefundPaid) -> None:
    """A refund is admitted also after the close."""
    refuse_taken(year.book, event.ref)


def year_reopened(year: YearState, event: e.YearReopened) -> None:
    """Only a closed year is reopened, the latest one first."""
    if event.year != year.year or year.closed is None:
        raise RefusedError(f"{year.year} is not closed", found="an open year")
    later = sorted(other for other in year.book.years_closed if other > year.year)
    if later:
        raise RefusedError(
            f"{later[-1]} is closed too: years are reopened latest first",
            expected=f"{later[-1]}",
            found=str(year.year),
            next_step=f"verantwoord reopen {later[-1]} --reason …",
        )


def year_closed(year: YearState, event: e.YearClosed, *, today: dt.date) -> None:
    """A year is closed in order, once it is over, with what may be carried over."""
    _refuse_early_close(year, today)
    most = carry_over_max(year)
    if event.carry_over > most:
        raise RefusedError(
            f"{format_cents(event.carry_over)} is more than may be carried over",
            expected=f"at most {format_cents(most)}",
            found=format_cents(event.carry_over),
            next_step="leave the amount out to carry over all that is allowed",
        )
    end = min(year_end(year.year), today)
    computed = figures_at_close(year, event.carry_over, on=end)
    _refuse_unsafe(computed)
    if (event.on, event.count) != (end, year.book.size) or event.figures != computed:
        raise RefusedError(
            f"the figures in the close of {year.year} are not those of its facts"
        )
    _refuse_other_opening(year.book, year.year + 1)


def _refuse_unsafe(figures: e.Figures) -> None:
    amounts = [f for f in msgspec.structs.astuple(figures) if isinstance(f, int)]
    if (largest := max(map(abs, amounts))) > SAFE_INTEGER_MAX:
        raise RefusedError(
            "the figures of the year are too large to be written down",
            expected=f"at most {format_cents(SAFE_INTEGER_MAX)}",
            found=format_cents(largest),
            next_step="see which amount is wrong, and reverse it",
        )


def _refuse_early_close(year: YearState, today: dt.date) -> None:
    number, state = year.year, year.book
    if year.closed:
        raise RefusedError(f"{number} is closed already", found="a closed year")
    if len(year.closings) >= CLOSES_MAX:
        raise RefusedError(
            f"{number} was closed {CLOSES_MAX} times: it is not closed again",
            expected=f"at most {CLOSES_MAX} closes of a year",
        )
    ended = state.ended and state.ended.on.year <= number
    if today <= year_end(number) and not ended:
        raise RefusedError(
            f"{number} is not over yet",
            expected=f"a close from {number + 1}-01-01 on",
            found=f"today is {today}",
            next_step=f"close it in {number + 1}, or record that the school has ended",
        )
    earlier = [y for y in state.years_opened - state.years_closed if y < number]
    if earlier:
        raise RefusedError(
            f"{min(earlier)} is still open: years are closed in order",
            expected=str(min(earlier)),
            found=str(number),
            next_step=f"verantwoord close {min(earlier)}",
        )


def _refuse_other_opening(state: BookState, following: int) -> None:
    year = state.years.get(following)
    for opening in year.openings if year else ():
        source = getattr(opening.event, "source", None)
        if opening.stands and source != "close":
            ref = opening.event.ref
            raise RefusedError(
                f"{following} has an opening reserve that was recorded by hand: {ref}",
                expected="an opening that comes from this close",
                found=f"{ref}, from {source}",
                next_step=f"reverse it first: verantwoord record reversal --of {ref} …",
            )
