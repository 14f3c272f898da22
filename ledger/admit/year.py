"""The rules of recording for a budget year: how it opens, closes and reopens."""

from __future__ import annotations

import datetime as dt

import msgspec

from ledger import events as e
from ledger.admit.rules import reverse_first
from ledger.closing import carry_over_max, figures_at_close
from ledger.days import year_end, year_start
from ledger.errors import RefusedError
from ledger.messages import message
from ledger.money import Amount, euros
from ledger.rules import shipped
from ledger.state.book import BookState, YearState
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
        message("{year} is closed", year=year),
        expected=message("a payment, a refund, a document or a decision"),
        found=message("another kind of fact"),
        next_step=message(
            "reopen the year first: verantwoord reopen {year} --reason …", year=year
        ),
    )


def year_opened(state: BookState, event: e.YearOpened, *, number: int) -> None:
    """A year opens once, adjoins the years of the book, and has its rule set."""
    opened, rules = state.years_opened, shipped(event.rules)
    if rules and number < rules.set.first_year:
        raise RefusedError(
            message(
                "the rule set {rules} is not for {year}", rules=event.rules, year=number
            ),
            expected=message("a year from {first} on", first=rules.set.first_year),
            found=str(number),
        )
    if event.year != number:
        raise RefusedError(
            message(
                "the fact is of {found}, not of {year}", found=event.year, year=number
            )
        )
    if number in opened:
        raise RefusedError(message("{year} is open already", year=number))
    if opened and number not in (min(opened) - 1, max(opened) + 1):
        raise RefusedError(
            message("{year} does not adjoin the years of this book", year=number),
            expected=message(
                "a year from {first} to {last}",
                first=min(opened) - 1,
                last=max(opened) + 1,
            ),
            found=str(number),
            next_step=message("see that the date is right: years follow each other"),
        )


def year_reopened(year: YearState, event: e.YearReopened) -> None:
    """Only a closed year is reopened, the latest one first."""
    if event.year != year.year or year.closed is None:
        raise RefusedError(
            message("{year} is not closed", year=year.year),
            found=message("an open year"),
        )
    later = sorted(other for other in year.book.years_closed if other > year.year)
    if later:
        raise RefusedError(
            message(
                "{year} is closed too: years are reopened latest first", year=later[-1]
            ),
            expected=str(later[-1]),
            found=str(year.year),
            next_step=f"verantwoord reopen {later[-1]} --reason …",
        )


def year_closed(year: YearState, event: e.YearClosed, *, today: dt.date) -> None:
    """A year is closed in order, once it is over, with what may be carried over."""
    _refuse_early_close(year, today)
    end = min(year_end(year.year), today)
    computed = figures_at_close(year, event.carry_over, on=end)
    most = carry_over_max(year, at_close=computed)
    if event.carry_over > most:
        raise RefusedError(
            message(
                "{amount} is more than may be carried over",
                amount=Amount(event.carry_over),
            ),
            expected=message("at most {amount}", amount=Amount(most)),
            found=euros(event.carry_over),
            next_step=message("leave the amount out to carry over all that is allowed"),
        )
    _refuse_unsafe(computed)
    if (event.on, event.count) != (end, year.book.size) or event.figures != computed:
        raise RefusedError(
            message(
                "the figures in the close of {year} are not those of its facts",
                year=year.year,
            )
        )
    _refuse_other_opening(year.book, year.year + 1)


def _refuse_unsafe(figures: e.Figures) -> None:
    amounts = [f for f in msgspec.structs.astuple(figures) if isinstance(f, int)]
    if (largest := max(map(abs, amounts))) > SAFE_INTEGER_MAX:
        raise RefusedError(
            message("the figures of the year are too large to be written down"),
            expected=message("at most {amount}", amount=Amount(SAFE_INTEGER_MAX)),
            found=euros(largest),
            next_step=message("see which amount is wrong, and reverse it"),
        )


def _refuse_early_close(year: YearState, today: dt.date) -> None:
    number, state = year.year, year.book
    if year.closed:
        said = message("{year} is closed already", year=number)
        raise RefusedError(said, found=message("a closed year"))
    if len(year.closings) >= CLOSES_MAX:
        raise RefusedError(
            message(
                "{year} was closed {times} times: it is not closed again",
                year=number,
                times=CLOSES_MAX,
            ),
            expected=message("at most {most} closes of a year", most=CLOSES_MAX),
        )
    ended = state.ended and state.ended.on.year <= number
    if today <= year_end(number) and not ended:
        raise RefusedError(
            message("{year} is not over yet", year=number),
            expected=message("a close from {day} on", day=year_start(number + 1)),
            found=message("today is {day}", day=today),
            next_step=message(
                "close it in {year}, or record that the school has ended",
                year=number + 1,
            ),
        )
    _refuse_open_before(state, number)


def _refuse_open_before(state: BookState, number: int) -> None:
    earlier = [y for y in state.years_opened - state.years_closed if y < number]
    if earlier:
        raise RefusedError(
            message(
                "{year} is still open: years are closed in order", year=min(earlier)
            ),
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
                message(
                    "{year} has an opening reserve that was recorded by hand: {ref}",
                    year=following,
                    ref=ref,
                ),
                expected=message("an opening that comes from this close"),
                found=message("{ref}, from {source}", ref=ref, source=source),
                next_step=reverse_first(ref),
            )
