"""The rules of recording for spending: expenses, links, and what comes after them."""

from __future__ import annotations

from typing import Literal

from ledger import events as e
from ledger.admit.rules import refuse_taken, reverse_first
from ledger.errors import RefusedError
from ledger.messages import Message, either, message
from ledger.money import Amount, euros
from ledger.rules import Choices
from ledger.state.book import YearState
from ledger.state.entries import AnyEntry, Expense


def expense_recorded(year: YearState, event: e.ExpenseRecorded) -> None:
    """An expense lies in its year; the rules know its category and beneficiary."""
    refuse_taken(year.book, event.ref)
    if event.on.year != year.year:
        raise RefusedError(
            message("{day} is not in {year}", day=event.on, year=year.year)
        )
    _refuse_unknown("category", event.category, choices=year.rules.set.categories)
    _refuse_unknown(
        "beneficiary", event.beneficiary, choices=year.rules.set.beneficiaries
    )


def _refuse_unknown(
    what: Literal["category", "beneficiary"], word: str, *, choices: Choices
) -> None:
    if word in choices.eligible or word in choices.ineligible:
        return
    from difflib import get_close_matches

    near = get_close_matches(word, choices.every, n=3, cutoff=0.4)
    raise RefusedError(
        message("{word!r} is no category", word=word)
        if what == "category"
        else message("{word!r} is no beneficiary", word=word),
        expected=message("one of {words}", words=choices.every),
        found=word,
        next_step=message("did you mean {words}?", words=either(near))
        if near
        else None,
    )


def _expense(year: YearState, n: int) -> Expense:
    expense = year.entries.get(n)
    if not isinstance(expense, Expense):
        raise RefusedError(
            message(
                "event #{number} is not an expense of {year}",
                number=n + 1,
                year=year.year,
            )
        )
    return expense


def payment_recorded(year: YearState, event: e.PaymentRecorded) -> None:
    """A payment is of an expense."""
    refuse_taken(year.book, event.ref)
    _expense(year, event.expense)


def link_recorded(year: YearState, event: e.LinkRecorded) -> None:
    """A link is for at most what is left of its expense."""
    refuse_taken(year.book, event.ref)
    expense = _expense(year, event.expense)
    if event.beneficiary is not None:
        choices = year.rules.set.beneficiaries
        _refuse_unknown("beneficiary", event.beneficiary, choices=choices)
    if event.amount > expense.unlinked:
        raise RefusedError(
            message(
                "{amount} is more than is left of {ref}",
                amount=Amount(event.amount),
                ref=expense.event.ref,
            ),
            expected=message("at most {amount}", amount=Amount(expense.unlinked)),
            found=euros(event.amount),
            next_step=message("leave the amount out to link all that is left"),
        )


def link_withdrawn(year: YearState, event: e.LinkWithdrawn) -> None:
    """A link is withdrawn once."""
    link = year.links.get(event.link)
    if link is None:
        raise RefusedError(
            message(
                "event #{number} is not a justification link", number=event.link + 1
            )
        )
    if link.withdrawn:
        raise RefusedError(
            message("the link {ref} is withdrawn already", ref=link.event.ref)
        )


def reversal_recorded(year: YearState, event: e.ReversalRecorded) -> None:
    """A reversal undoes at most what is left of a fact with an amount."""
    entry = year.entries.get(event.of)
    if entry is None:
        raise RefusedError(
            message(
                "event #{number} has no amount that can be undone", number=event.of + 1
            )
        )
    if _from_close(entry) and not year.book.owed:
        raise RefusedError(
            message(
                "the opening of {year} comes from closing {before}",
                year=year.year,
                before=year.year - 1,
            ),
            next_step=f"verantwoord reopen {year.year - 1} --reason …",
        )
    _refuse_while_refunded(year, entry)
    amount, left = event.amount or 0, entry.left
    zero = amount == 0 and left != 0
    if not entry.stands or zero or abs(amount) > abs(left) or amount * left < 0:
        raise RefusedError(
            _too_much(entry, amount),
            expected=message("at most {amount}", amount=Amount(left)),
            found=euros(amount),
            next_step=message("leave the amount out to undo all that is left")
            if left
            else None,
        )


def _too_much(entry: AnyEntry, amount: int) -> Message:
    ref = entry.event.ref
    if not entry.left:
        return message("nothing is left of {ref}", ref=ref)
    return message(
        "{amount} is more than is left of {ref}", amount=Amount(amount), ref=ref
    )


def _refuse_while_refunded(year: YearState, entry: AnyEntry) -> None:
    event = entry.event
    if not isinstance(event, e.TrancheReceived) or not event.withheld_for:
        return
    other = year.book.years.get(event.withheld_for)
    for refund in other.refunds if other else ():
        # It came right after its tranche (see `refuse_owed`): amounts may occur twice.
        if refund.n == entry.n + 1 and refund.stands:
            ref = refund.event.ref
            raise RefusedError(
                message(
                    "of {tranche} a refund of {year} was withheld, and that still"
                    " stands",
                    tranche=event.ref,
                    year=event.withheld_for,
                ),
                expected=message("a tranche whose refund {ref} is undone", ref=ref),
                found=f"{ref} (#{refund.n + 1})",
                next_step=reverse_first(ref),
            )


def _from_close(entry: AnyEntry) -> bool:
    event = entry.event
    return isinstance(event, e.OpeningRecorded) and event.source == "close"


def recovery_recorded(year: YearState, event: e.RecoveryRecorded) -> None:
    """A recovery is of an expense, in the year in which the money came back."""
    refuse_taken(year.book, event.ref)
    if event.on.year != year.year:
        raise RefusedError(
            message(
                "a recovery belongs to the year in which it came back: {year}",
                year=event.on.year,
            ),
            expected=str(event.on.year),
            found=str(year.year),
        )
    if not isinstance(year.book.entry(event.of), Expense):
        raise RefusedError(
            message("event #{number} is not an expense", number=event.of + 1)
        )


def document_attached(year: YearState, event: e.DocumentAttached) -> None:
    """A document belongs to a fact of the same year."""
    if not year.holds(event.of):
        raise RefusedError(
            message("event #{number} takes no documents", number=event.of + 1),
            expected=message(
                "an expense, a plan, an approval or another fact of the grant"
            ),
            found=f"#{event.of + 1}",
        )
