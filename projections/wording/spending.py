"""Expenses, and what belongs to them, in words."""

from __future__ import annotations

from ledger import events as e
from ledger.messages import message
from projections.terms import word
from projections.wording.lines import Values, Words, line, of_amount


def _expense(event: e.ExpenseRecorded, values: Values) -> str:
    purpose = message(
        "{category}, for: {beneficiary}",
        category=word("category", event.category),
        beneficiary=word("beneficiary", event.beneficiary),
    )
    invoice = values.get("invoice")
    return line(
        of_amount(message("expense"), event.amount),
        purpose,
        values.get("supplier"),
        message("invoice {number}", number=invoice) if invoice else None,
        values.get("description"),
    )


def _payment(event: e.PaymentRecorded, values: Values) -> str:
    paid = of_amount(
        message("payment of #{number}", number=event.expense + 1), event.amount
    )
    payer = event.by and message("by: {payer}", payer=word("payer", event.by))
    return line(paid, payer, values.get("bank_reference"))


def _link(event: e.LinkRecorded, values: Values) -> str:
    linked = of_amount(
        message("link of #{number}", number=event.expense + 1), event.amount
    )
    return line(linked, values.get("activity"), values.get("relevance"))


def _unlink(event: e.LinkWithdrawn, values: Values) -> str:
    withdrawn = message("link #{number} withdrawn", number=event.link + 1)
    return line(withdrawn, values.get("reason"))


def _reversal(event: e.ReversalRecorded, values: Values) -> str:
    if event.amount is None:
        undone = message("reversal of #{number}", number=event.of + 1)
    else:
        undone = of_amount(
            message("reversal of #{number}", number=event.of + 1), event.amount
        )
    return line(undone, word("ground", event.ground), values.get("reason"))


def _recovery(event: e.RecoveryRecorded, values: Values) -> str:
    back = of_amount(
        message("recovery of #{number}", number=event.of + 1), event.amount
    )
    return line(back, word("ground", event.ground), values.get("bank_reference"))


def _decision(event: e.DecisionRecorded, values: Values) -> str:
    number, target = event.of + 1, word("target", event.target)
    if event.amount is None:
        decided = message(
            "decision on {target} #{number}", target=target, number=number
        )
    else:
        decided = of_amount(
            message("decision on {target} #{number}", target=target, number=number),
            event.amount,
        )
    return line(
        decided,
        word("ground", event.ground),
        _withdrawn(event.withdraws),
        values.get("authority"),
        values.get("reference"),
    )


def _withdrawn(earlier: int | None) -> str | None:
    if earlier is None:
        return None
    return message("withdraws #{number}", number=earlier + 1)


def _document(event: e.DocumentAttached, values: Values) -> str:
    attached = message(
        "{kind} attached to #{number}: {size} bytes",
        kind=word("document", event.kind),
        number=event.of + 1,
        size=event.size,
    )
    return line(attached, values.get("name"))


SPENDING: Words = {
    e.ExpenseRecorded: _expense,
    e.PaymentRecorded: _payment,
    e.LinkRecorded: _link,
    e.LinkWithdrawn: _unlink,
    e.ReversalRecorded: _reversal,
    e.RecoveryRecorded: _recovery,
    e.DecisionRecorded: _decision,
    e.DocumentAttached: _document,
}
