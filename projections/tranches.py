"""Both tranches of a year: what should come and when, and what came."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from ledger.counting import View
from ledger.events import TrancheReceived
from ledger.events.statement import TrancheStatus
from ledger.figures import tranche
from ledger.rules import Rules
from ledger.state.book import YearState
from ledger.state.entries import Entry
from ledger.values import PaidTo
from projections.years import Years


class Receipt(Struct, frozen=True, kw_only=True):
    """Money of a tranche: `amount` gross, less what was undone of it; cents.

    `after_due` tells whether it came after the due day.
    """

    ref: str
    number: int
    on: dt.date
    amount: int
    withheld: int | None
    withheld_for: int | None
    paid_to: PaidTo | None
    after_due: bool


class TrancheReport(Struct, frozen=True, kw_only=True):
    """One tranche with its receipts; `received` is the sum of their amounts."""

    tranche: int
    due: dt.date
    expected: int
    received: int
    status: TrancheStatus
    receipts: list[Receipt]


def tranches(
    view: Years,
    year: int,
    *,
    on: dt.date | None,
    today: dt.date,
    rules: Rules | None = None,
) -> list[TrancheReport]:
    """Give the first and the second tranche of a year."""
    state = view.year(year, rules)
    return [_report(state, number, on=on, today=today) for number in (1, 2)]


def _report(
    year: YearState, number: int, *, on: dt.date | None, today: dt.date
) -> TrancheReport:
    made = tranche(year, number, on=on, today=today)
    seen = View(year, on)
    receipts = [
        _receipt(entry, seen, due=made.due)
        for entry in year.receipts
        if entry.event.tranche == number and seen.counts(entry.n, entry.event.on)
    ]
    return TrancheReport(
        tranche=number,
        due=made.due,
        expected=made.expected,
        received=made.received,
        status=made.status,
        receipts=sorted(receipts, key=lambda receipt: (receipt.on, receipt.number)),
    )


def _receipt(entry: Entry[TrancheReceived], seen: View, *, due: dt.date) -> Receipt:
    event = entry.event
    return Receipt(
        ref=event.ref,
        number=entry.n + 1,
        on=event.on,
        amount=seen.net(entry),
        withheld=event.withheld,
        withheld_for=event.withheld_for,
        paid_to=event.paid_to,
        after_due=event.on > due,
    )
