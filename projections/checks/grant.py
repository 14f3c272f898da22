"""Objections to the grant of a year: allocation, tranches, own means, refund."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.money import format_cents, share_half_up
from projections.checks.catalogue import Objection, objection
from projections.checks.seen import YearSeen
from projections.tranches import TrancheReport


def grant_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at what the year was given, and at what it owes."""
    yield from _allocation(year)
    for tranche in year.tranches:
        yield from _tranche(year, tranche)
    yield from _own_contribution(year)
    yield from _refund(year)


def _allocation(year: YearSeen) -> Iterator[Objection]:
    for entry in year.state.allocations:
        event, amount = entry.event, year.view.net(entry)
        if not amount or not event.posts or not event.rate:
            continue
        # Hundredths of posts times cents: one per cent of it is the amount in cents.
        computed = share_half_up(event.posts * event.rate, 1)
        if amount != computed:
            granted, other = format_cents(amount), format_cents(computed)
            yield objection(
                "allocation-differs",
                year=year.year,
                place=event.ref,
                events=[entry.n + 1],
                amount=amount - computed,
                message=f"{granted} was granted, and posts times rate is {other}",
                next_step="compare it with the allocation letter",
            )


def _tranche(year: YearSeen, tranche: TrancheReport) -> Iterator[Objection]:
    place, due = f"tranche {tranche.tranche}", tranche.due
    short = tranche.expected - tranche.received
    late = [receipt for receipt in tranche.receipts if receipt.after_due]
    if short > 0 and year.has_passed(due):
        yield objection(
            "tranche-short",
            year=year.year,
            place=place,
            events=[receipt.number for receipt in tranche.receipts],
            amount=short,
            message=f"{format_cents(short)} of {place} had not come by {due}",
            next_step="ask the government for it, or record it: verantwoord record "
            f"tranche --year {year.year} --tranche {tranche.tranche} …",
        )
    elif tranche.status == "late" and late:
        days = (late[-1].on - due).days
        yield objection(
            "tranche-late",
            year=year.year,
            place=place,
            events=[receipt.number for receipt in late],
            amount=sum(receipt.amount for receipt in late),
            message=f"{place} was complete {_days(days)} after {due}",
            next_step=None,
        )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _own_contribution(year: YearSeen) -> Iterator[Objection]:
    paid = year.figures.own_contribution
    if paid:
        yield objection(
            "own-contribution",
            year=year.year,
            place=f"year {year.year}",
            events=[],
            amount=paid,
            message=f"{format_cents(paid)} was spent beyond what the year had",
            next_step="see that no receipt is missing; the school bears the rest",
        )


def _refund(year: YearSeen) -> Iterator[Objection]:
    closing, owed = year.view.closed, year.figures.refund_outstanding
    if closing and owed > 0:
        yield objection(
            "refund-outstanding",
            year=year.year,
            place=f"year {year.year}",
            events=[closing.n + 1],
            amount=owed,
            message=f"{format_cents(owed)} of {year.year} is still to be refunded",
            next_step="record it once it is paid: verantwoord record refund "
            f"--year {year.year} --amount {format_cents(owed)}",
        )
