"""The rules of recording for spending: expenses, links, and what comes after them."""

from __future__ import annotations

import difflib

from ledger import events as e
from ledger.admit.rules import refuse_taken
from ledger.errors import RefusedError
from ledger.money import format_cents
from ledger.rules import Choices
from ledger.state.book import YearState
from ledger.state.entries import AnyEntry, Decision, Expense


def expense_recorded(year: YearState, event: e.ExpenseRecorded) -> None:
    """An expense lies in its year; the rules know its category and beneficiary."""
    refuse_taken(year.book, event.ref)
    if event.on.year != year.year:
        raise RefusedError(f"{event.on} is not in {year.year}")
    _refuse_unknown("category", event.category, choices=year.rules.set.categories)
    _refuse_unknown(
        "beneficiary", event.beneficiary, choices=year.rules.set.beneficiaries
    )


def _refuse_unknown(what: str, word: str, *, choices: Choices) -> None:
    if word in choices.every:
        return
    near = difflib.get_close_matches(word, choices.every, n=3, cutoff=0.4)
    raise RefusedError(
        f"{word!r} is no {what}",
        expected=f"one of {', '.join(choices.every)}",
        found=word,
        next_step=f"did you mean {' or '.join(near)}?" if near else None,
    )


def _expense(year: YearState, n: int) -> Expense:
    expense = year.entries.get(n)
    if not isinstance(expense, Expense):
        raise RefusedError(f"event #{n + 1} is not an expense of {year.year}")
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
            f"{format_cents(event.amount)} is more than is left of {expense.event.ref}",
            expected=f"at most {format_cents(expense.unlinked)}",
            found=format_cents(event.amount),
            next_step="leave the amount out to link all that is left",
        )


def link_withdrawn(year: YearState, event: e.LinkWithdrawn) -> None:
    """A link is withdrawn once."""
    link = year.links.get(event.link)
    if link is None:
        raise RefusedError(f"event #{event.link + 1} is not a justification link")
    if link.withdrawn:
        raise RefusedError(f"the link {link.event.ref} is withdrawn already")


def reversal_recorded(year: YearState, event: e.ReversalRecorded) -> None:
    """A reversal undoes at most what is left of a fact with an amount."""
    entry = year.entries.get(event.of)
    if entry is None:
        raise RefusedError(f"event #{event.of + 1} has no amount that can be undone")
    if _from_close(entry) and not year.book.owed:
        raise RefusedError(
            f"the opening of {year.year} comes from closing {year.year - 1}",
            next_step=f"verantwoord reopen {year.year - 1} --reason …",
        )
    _refuse_while_refunded(year, entry)
    amount, left = event.amount or 0, entry.left
    zero = amount == 0 and left != 0
    if not entry.stands or zero or abs(amount) > abs(left) or amount * left < 0:
        raise RefusedError(
            f"{format_cents(amount)} is more than is left of {entry.event.ref}"
            if left
            else f"nothing is left of {entry.event.ref}",
            expected=f"at most {format_cents(left)}",
            found=format_cents(amount),
            next_step="leave the amount out to undo all that is left" if left else None,
        )


def _refuse_while_refunded(year: YearState, entry: AnyEntry) -> None:
    event = entry.event
    if not isinstance(event, e.TrancheReceived) or not event.withheld_for:
        return
    other = year.book.years.get(event.withheld_for)
    for refund in other.refunds if other else ():
        # It came right after its tranche (see `refuse_owed`): amounts may occur twice.
        if refund.n == entry.n + 1 and refund.stands:
            raise RefusedError(
                f"of {event.ref} a refund of {event.withheld_for} was withheld, and"
                " that still stands",
                expected=f"a tranche whose refund {refund.event.ref} is undone",
                found=f"{refund.event.ref} (#{refund.n + 1})",
                next_step="reverse it first: verantwoord record reversal"
                f" --of {refund.event.ref} …",
            )


def _from_close(entry: AnyEntry) -> bool:
    event = entry.event
    return isinstance(event, e.OpeningRecorded) and event.source == "close"


def recovery_recorded(year: YearState, event: e.RecoveryRecorded) -> None:
    """A recovery is of an expense, in the year in which the money came back."""
    refuse_taken(year.book, event.ref)
    if event.on.year != year.year:
        raise RefusedError(
            f"a recovery belongs to the year in which it came back: {event.on.year}",
            expected=str(event.on.year),
            found=str(year.year),
        )
    if not isinstance(year.book.entry(event.of), Expense):
        raise RefusedError(f"event #{event.of + 1} is not an expense")


def decision_recorded(year: YearState, event: e.DecisionRecorded) -> None:
    """A decision is about a fact of its kind; it has an amount or withdraws one."""
    refuse_taken(year.book, event.ref)
    if not _is_about(year, event):
        raise RefusedError(
            f"event #{event.of + 1} is no {event.target}",
            expected=f"the ref or the #number of an {event.target}",
            found=f"#{event.of + 1}",
        )
    if event.amount is None and event.withdraws is None:
        raise RefusedError(
            "a decision has an amount, or withdraws an earlier one", found="neither"
        )
    if event.withdraws is not None:
        _refuse_withdrawal(year, event, withdraws=event.withdraws)


def _refuse_withdrawal(
    year: YearState, event: e.DecisionRecorded, *, withdraws: int
) -> None:
    earlier = year.entries.get(withdraws)
    stands = isinstance(earlier, Decision) and earlier.stands and not earlier.withdrawn
    if not isinstance(earlier, Decision) or not stands:
        raise RefusedError(f"event #{withdraws + 1} is no decision that stands")
    if earlier.event.amount is None:
        raise RefusedError(
            f"{earlier.event.ref} only withdraws another decision",
            expected="a decision with an amount",
            found=f"#{withdraws + 1}, without one",
            next_step="reverse it: verantwoord record reversal"
            f" --of {earlier.event.ref} …",
        )
    if (earlier.event.target, earlier.event.of) != (event.target, event.of):
        raise RefusedError(
            f"{earlier.event.ref} is about another fact",
            expected=f"a decision about #{event.of + 1}",
            found=f"one about #{earlier.event.of + 1}",
        )


def _is_about(year: YearState, event: e.DecisionRecorded) -> bool:
    if event.target == "carry-over":
        return event.of in year.closings
    kinds: dict[str, type] = {
        "expense": e.ExpenseRecorded,
        "opening": e.OpeningRecorded,
        "tranche": e.TrancheReceived,
    }
    entry = year.entries.get(event.of)
    return entry is not None and isinstance(entry.event, kinds[event.target])


def document_attached(year: YearState, event: e.DocumentAttached) -> None:
    """A document belongs to a fact of the same year."""
    if not year.holds(event.of):
        raise RefusedError(
            f"event #{event.of + 1} takes no documents",
            expected="an expense, a plan, an approval or another fact of the grant",
            found=f"#{event.of + 1}",
        )
