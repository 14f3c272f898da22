"""The grant of a year, from its opening to its close, in words."""

from __future__ import annotations

from ledger import events as e
from ledger.messages import message
from ledger.money import Amount
from projections.terms import word
from projections.wording.lines import Values, Words, line, of_amount


def _year_opened(event: e.YearOpened, _: Values) -> str:
    return message(
        "year {year} opened under {rules}", year=event.year, rules=event.rules
    )


def _opening(event: e.OpeningRecorded, _: Values) -> str:
    opening = of_amount(
        message("opening reserve of {year}", year=event.year), event.amount
    )
    source = event.source and message(
        "from: {source}", source=word("source", event.source)
    )
    return line(opening, source)


def _allocation(event: e.AllocationRecorded, _: Values) -> str:
    allocated = of_amount(
        message("allocation of {year}", year=event.year), event.amount
    )
    if not (event.posts and event.rate):
        return allocated
    basis = message(
        "{number} {posts} at {rate}",
        number=Amount(event.posts),
        posts=word("count", event.count_of or "posts"),
        rate=Amount(event.rate),
    )
    return line(allocated, basis)


def _adjustment(event: e.AdjustmentRecorded, values: Values) -> str:
    adjusted = of_amount(message("adjustment of {year}", year=event.year), event.amount)
    return line(adjusted, values.get("reason"))


def _tranche(event: e.TrancheReceived, values: Values) -> str:
    came = of_amount(
        message("tranche {tranche} of {year}", tranche=event.tranche, year=event.year),
        event.amount,
    )
    return line(came, _withheld(event), values.get("bank_reference"))


def _withheld(event: e.TrancheReceived) -> str | None:
    if not event.withheld:
        return None
    amount, year = Amount(event.withheld), event.withheld_for
    if year is None:
        return message("{amount} withheld", amount=amount)
    return message("{amount} withheld for {year}", amount=amount, year=year)


def _year_closed(event: e.YearClosed, values: Values) -> str:
    closed = message(
        "year {year} closed, {amount} carried over",
        year=event.year,
        amount=Amount(event.carry_over),
    )
    return line(closed, values.get("reason"))


def _year_reopened(event: e.YearReopened, values: Values) -> str:
    return line(message("year {year} reopened", year=event.year), values.get("reason"))


def _refund(event: e.RefundPaid, values: Values) -> str:
    paid = of_amount(message("refund of {year}", year=event.year), event.amount)
    method = event.method and word("method", event.method)
    return line(paid, method, values.get("bank_reference"))


GRANT: Words = {
    e.YearOpened: _year_opened,
    e.OpeningRecorded: _opening,
    e.AllocationRecorded: _allocation,
    e.AdjustmentRecorded: _adjustment,
    e.TrancheReceived: _tranche,
    e.YearClosed: _year_closed,
    e.YearReopened: _year_reopened,
    e.RefundPaid: _refund,
}
