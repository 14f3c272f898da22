"""Decide: a command and the state of the book give events, or a reason why not.

`decide` yields one draft after the other; whoever calls it admits and folds each into
the state before asking for the next, so that a later draft may build on an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ledger import commands as c
from ledger.decide import anchors, erasing, keys, school, spending, year
from ledger.decide.draft import Desk, Draft

__all__ = ["Desk", "Draft", "decide"]

_DECIDE: dict[type, Callable[[Desk, Any], Iterator[Draft]]] = {
    c.OpenBook: school.open_book,
    c.ChangeSchool: school.change_school,
    c.EndSchool: school.end_school,
    c.AddUser: school.add_user,
    c.RemoveUser: school.remove_user,
    c.RecordPlan: school.record_plan,
    c.ApprovePlan: school.approve_plan,
    c.RecordAnchor: anchors.record_anchor,
    c.RotateKey: keys.rotate_key,
    c.ReplaceKey: keys.replace_key,
    c.EraseData: erasing.erase_data,
    c.RecordOpening: year.record_opening,
    c.RecordAllocation: year.record_allocation,
    c.RecordAdjustment: year.record_adjustment,
    c.ReceiveTranche: year.receive_tranche,
    c.PayRefund: year.pay_refund,
    c.CloseYear: year.close_year,
    c.ReopenYear: year.reopen_year,
    c.RecordExpense: spending.record_expense,
    c.RecordPayment: spending.record_payment,
    c.RecordLink: spending.record_link,
    c.WithdrawLink: spending.withdraw_link,
    c.ReverseFact: spending.reverse_fact,
    c.RecordRecovery: spending.record_recovery,
    c.RecordDecision: spending.record_decision,
    c.AttachDocument: spending.attach_document,
}


def decide(desk: Desk, wish: c.Wish) -> Iterator[Draft]:
    """Yield the events that `wish` asks for; raises `RefusedError` where it may not."""
    return _DECIDE[type(wish)](desk, wish)
