"""The rules of recording for what the government decided."""

from __future__ import annotations

from ledger import events as e
from ledger.admit.rules import refuse_taken
from ledger.errors import RefusedError
from ledger.messages import message, term
from ledger.state.book import YearState
from ledger.state.entries import Decision

DECIDED = {
    "expense": term("decided", "expense"),
    "carry-over": term("decided", "carry-over"),
    "opening": term("decided", "opening"),
    "tranche": term("decided", "tranche"),
}
"""The words for what a decision may be about."""


def decision_recorded(year: YearState, event: e.DecisionRecorded) -> None:
    """A decision is about a fact of its kind; it has an amount or withdraws one."""
    refuse_taken(year.book, event.ref)
    if not _is_about(year, event):
        raise RefusedError(
            message(
                "event #{number} is no {target}",
                number=event.of + 1,
                target=DECIDED[event.target],
            ),
            expected=message(
                "the ref or the #number of an {target}", target=DECIDED[event.target]
            ),
            found=f"#{event.of + 1}",
        )
    if event.amount is None and event.withdraws is None:
        raise RefusedError(
            message("a decision has an amount, or withdraws an earlier one"),
            found=message("neither"),
        )
    if event.withdraws is not None:
        _refuse_withdrawal(year, event, withdraws=event.withdraws)


def _refuse_withdrawal(
    year: YearState, event: e.DecisionRecorded, *, withdraws: int
) -> None:
    earlier = year.entries.get(withdraws)
    stands = isinstance(earlier, Decision) and earlier.stands and not earlier.withdrawn
    if not isinstance(earlier, Decision) or not stands:
        raise RefusedError(
            message("event #{number} is no decision that stands", number=withdraws + 1)
        )
    ref = earlier.event.ref
    if earlier.event.amount is None:
        raise RefusedError(
            message("{ref} only withdraws another decision", ref=ref),
            expected=message("a decision with an amount"),
            found=message("#{number}, without one", number=withdraws + 1),
            next_step=message(
                "reverse it: verantwoord record reversal --of {ref} …", ref=ref
            ),
        )
    if (earlier.event.target, earlier.event.of) != (event.target, event.of):
        raise RefusedError(
            message("{ref} is about another fact", ref=ref),
            expected=message("a decision about #{number}", number=event.of + 1),
            found=message("one about #{number}", number=earlier.event.of + 1),
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
