"""Objections to the grant of a year: allocation, tranches, own means, refund."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.days import year_end
from ledger.money import format_cents, share_half_up
from projections.checks.catalogue import Objection, objection
from projections.checks.counted import counted
from projections.checks.seen import YearSeen
from projections.tranches import TrancheReport


def grant_objections(year: YearSeen) -> Iterator[Objection]:
    """Look at what the year was given, and at what it owes."""
    yield from _allocation(year)
    yield from _no_allocation(year)
    for tranche in year.tranches:
        yield from _tranche(year, tranche)
        yield from _too_much(year, tranche)
    yield from _own_contribution(year)
    yield from _old_reserve(year)
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
            message=f"{place} was complete {counted(days, 'day')} after {due}",
            next_step=None,
        )


def _no_allocation(year: YearSeen) -> Iterator[Objection]:
    came = year.figures.received
    if year.figures.allocated or not (came or year.expenses):
        return
    yield objection(
        "allocation-missing",
        year=year.year,
        place=f"year {year.year}",
        events=[receipt.number for t in year.tranches for receipt in t.receipts],
        amount=came or year.figures.spent,
        message=f"{year.year} has no allocation, so nothing of it may be carried over",
        next_step="record it: verantwoord record allocation "
        f"--year {year.year} --on DAY --amount AMOUNT",
    )


def _too_much(year: YearSeen, tranche: TrancheReport) -> Iterator[Objection]:
    over = tranche.received - tranche.expected
    if tranche.expected > 0 and over > 0:
        came, due = format_cents(tranche.received), format_cents(tranche.expected)
        first = year.state.rules.set.tranches.first_percent
        share = first if tranche.tranche == 1 else 100 - first
        place = f"tranche {tranche.tranche}"
        yield objection(
            "tranche-differs",
            year=year.year,
            place=place,
            events=[receipt.number for receipt in tranche.receipts],
            amount=over,
            message=f"{came} of {place} came, and its {share} % is {due}",
            next_step="compare it with the bank statement, and undo what is wrong: "
            f"verantwoord record reversal --of {tranche.receipts[-1].ref} "
            "--ground error",
        )


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


def _old_reserve(year: YearSeen) -> Iterator[Objection]:
    left = year.figures.opening_reserve - year.figures.spent
    if left <= 0 or not year.has_passed(year_end(year.year)):
        return
    standing = [entry for entry in year.state.openings if year.view.net(entry)]
    yield objection(
        "reserve-not-used-first",
        year=year.year,
        place=f"year {year.year}",
        events=[entry.n + 1 for entry in standing],
        amount=left,
        message=f"{format_cents(left)} of the reserve from {year.year - 1} was still "
        f"there at the end of {year.year}",
        next_step="see what it costs where a reserve expires: verantwoord show refund "
        f"--year {year.year} --rules FILE",
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
