"""Admit: may this event be the next one? The rules of recording, in one place.

Recording asks before it writes; `verify` asks again of every line. What is refused is
only what cannot be; an expense that breaks a rule of the grant did happen, so it is
admitted, and counted as ineligible.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from ledger import events as e
from ledger.admit import decisions, grant, keeping, school, spending, year
from ledger.admit.rules import fact_day, refuse_future, refuse_owed, refuse_unknown_user
from ledger.errors import RefusedError
from ledger.events import SCHOOL, Leaf
from ledger.messages import message
from ledger.state.book import BookState

__all__ = ["admit"]

_SCHOOL: dict[type, Callable[[BookState, Any], None]] = {
    e.BookOpened: school.book_opened,
    e.SchoolChanged: school.school_changed,
    e.SchoolEnded: school.school_ended,
    e.UserAdded: school.user_added,
    e.UserLeft: school.user_left,
    e.PlanRecorded: school.plan_recorded,
    e.PlanApproved: school.plan_approved,
    e.FileImported: school.file_imported,
    e.ReversalRecorded: school.approval_reversed,
    e.DocumentAttached: school.document_attached,
    e.KeyRotated: keeping.key_rotated,
    e.KeyReplaced: keeping.key_replaced,
    e.AnchorRecorded: keeping.anchor_recorded,
    e.DataErased: keeping.data_erased,
}
_YEAR: dict[type[Any], Callable[[Any, Any], None]] = {
    e.OpeningRecorded: grant.opening_recorded,
    e.AllocationRecorded: grant.allocation_recorded,
    e.AdjustmentRecorded: grant.adjustment_recorded,
    e.TrancheReceived: grant.tranche_received,
    e.RefundPaid: grant.refund_paid,
    e.YearReopened: year.year_reopened,
    e.ExpenseRecorded: spending.expense_recorded,
    e.PaymentRecorded: spending.payment_recorded,
    e.LinkRecorded: spending.link_recorded,
    e.LinkWithdrawn: spending.link_withdrawn,
    e.ReversalRecorded: spending.reversal_recorded,
    e.RecoveryRecorded: spending.recovery_recorded,
    e.DecisionRecorded: decisions.decision_recorded,
    e.DocumentAttached: spending.document_attached,
}

_OF_A_YEAR: frozenset[type[Any]] = frozenset(
    kind for kind in _YEAR if "year" in kind.__struct_fields__
)
"""What says of which year it is."""


def admit(state: BookState, leaf: Leaf, *, today: dt.date) -> None:
    """Raise `RefusedError` where `leaf` may not be the next event of the book.

    `today` is the Brussels day of `leaf.at`.
    """
    event = leaf.event
    if state.opened is None and not isinstance(event, e.BookOpened):
        raise RefusedError(message("the first event of a book must open it"))
    refuse_unknown_user(state, leaf)
    refuse_owed(state, leaf)
    if leaf.stream == SCHOOL:
        _admit_school(state, event)
    else:
        _admit_year(state, leaf, today=today)
    refuse_future(fact_day(event), today)


def _admit_school(state: BookState, event: e.Event) -> None:
    rule = _SCHOOL.get(type(event))
    if rule is None:
        raise RefusedError(message("this kind of fact belongs to a budget year"))
    rule(state, event)


def _admit_year(state: BookState, leaf: Leaf, *, today: dt.date) -> None:
    event, number = leaf.event, int(leaf.stream)
    if isinstance(event, e.YearOpened):
        year.year_opened(state, event, number=number)
        return
    opened = state.years.get(number)
    if opened is None:
        raise RefusedError(message("{year} has not been opened", year=number))
    if isinstance(event, e.YearClosed):
        refuse_future(event.on, today)
        year.year_closed(opened, event, today=today)
        return
    rule = _YEAR.get(type(event))
    if rule is None:
        raise RefusedError(
            message("this kind of fact belongs to the school, not to a year")
        )
    if opened.closed and not isinstance(event, year.AFTER_CLOSE):
        raise year.closed_year(number)
    named = getattr(event, "year", number) if type(event) in _OF_A_YEAR else number
    if named != number:
        raise RefusedError(
            message("the fact is of {found}, not of {year}", found=named, year=number)
        )
    rule(opened, event)
