"""Objections to the grant of a year: allocation, tranches, own means, refund."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.days import year_end
from ledger.messages import message, plural
from ledger.money import Amount, format_cents, share_half_up
from projections.checks.catalogue import Objection, objection
from projections.checks.places import tranche_place, year_place
from projections.checks.seen import YearSeen
from projections.tranches import Receipt, TrancheReport


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
            yield objection(
                "allocation-differs",
                year=year.year,
                place=event.ref,
                events=[entry.n + 1],
                amount=amount - computed,
                message=message(
                    "{granted} was granted, and posts times rate is {computed}",
                    granted=Amount(amount),
                    computed=Amount(computed),
                ),
                next_step=message("compare it with the allocation letter"),
            )


def _tranche(year: YearSeen, tranche: TrancheReport) -> Iterator[Objection]:
    late = [receipt for receipt in tranche.receipts if receipt.after_due]
    if tranche.received < tranche.expected and year.has_passed(tranche.due):
        yield _short(year, tranche)
    elif tranche.status == "late" and late:
        yield _late(year, tranche, receipts=late)


def _short(year: YearSeen, tranche: TrancheReport) -> Objection:
    place, short = tranche_place(tranche.tranche), tranche.expected - tranche.received
    return objection(
        "tranche-short",
        year=year.year,
        place=place,
        events=[receipt.number for receipt in tranche.receipts],
        amount=short,
        message=message(
            "{amount} of {tranche} had not come by {due}",
            amount=Amount(short),
            tranche=place,
            due=tranche.due,
        ),
        next_step=message(
            "ask the government for it, or record it: {command}",
            command=f"verantwoord record tranche --year {year.year} "
            f"--tranche {tranche.tranche} …",
        ),
    )


def _late(
    year: YearSeen, tranche: TrancheReport, *, receipts: list[Receipt]
) -> Objection:
    place = tranche_place(tranche.tranche)
    return objection(
        "tranche-late",
        year=year.year,
        place=place,
        events=[receipt.number for receipt in receipts],
        amount=sum(receipt.amount for receipt in receipts),
        message=plural(
            "{tranche} was complete {count} day after {due}",
            "{tranche} was complete {count} days after {due}",
            count=(receipts[-1].on - tranche.due).days,
            tranche=place,
            due=tranche.due,
        ),
        next_step=None,
    )


def _no_allocation(year: YearSeen) -> Iterator[Objection]:
    came = year.figures.received
    if year.figures.allocated or not (came or year.expenses):
        return
    yield objection(
        "allocation-missing",
        year=year.year,
        place=year_place(year.year),
        events=[receipt.number for t in year.tranches for receipt in t.receipts],
        amount=came or year.figures.spent,
        message=message(
            "{year} has no allocation, so nothing of it may be carried over",
            year=year.year,
        ),
        next_step=message(
            "record it: {command}",
            command=message(
                "verantwoord record allocation --year {year} --on DATE --amount AMOUNT",
                year=year.year,
            ),
        ),
    )


def _too_much(year: YearSeen, tranche: TrancheReport) -> Iterator[Objection]:
    over = tranche.received - tranche.expected
    if tranche.expected > 0 and over > 0:
        first = year.state.rules.set.tranches.first_percent
        share = first if tranche.tranche == 1 else 100 - first
        place = tranche_place(tranche.tranche)
        yield objection(
            "tranche-differs",
            year=year.year,
            place=place,
            events=[receipt.number for receipt in tranche.receipts],
            amount=over,
            message=message(
                "{received} of {tranche} came, and its {share} % is {expected}",
                received=Amount(tranche.received),
                tranche=place,
                share=share,
                expected=Amount(tranche.expected),
            ),
            next_step=message(
                "compare it with the bank statement, and undo what is wrong: {command}",
                command="verantwoord record reversal "
                f"--of {tranche.receipts[-1].ref} --ground error",
            ),
        )


def _own_contribution(year: YearSeen) -> Iterator[Objection]:
    paid = year.figures.own_contribution
    if paid:
        yield objection(
            "own-contribution",
            year=year.year,
            place=year_place(year.year),
            events=[],
            amount=paid,
            message=message(
                "{amount} was spent beyond what the year had", amount=Amount(paid)
            ),
            next_step=message(
                "see that no receipt is missing; the school bears the rest"
            ),
        )


def _old_reserve(year: YearSeen) -> Iterator[Objection]:
    left = year.figures.opening_reserve - year.figures.spent
    if left <= 0 or not year.has_passed(year_end(year.year)):
        return
    standing = [entry for entry in year.state.openings if year.view.net(entry)]
    yield objection(
        "reserve-not-used-first",
        year=year.year,
        place=year_place(year.year),
        events=[entry.n + 1 for entry in standing],
        amount=left,
        message=message(
            "{amount} of the reserve from {before} was still there at the end of "
            "{year}",
            amount=Amount(left),
            before=year.year - 1,
            year=year.year,
        ),
        next_step=message(
            "see what it costs where a reserve expires: {command}",
            command=message(
                "verantwoord show refund --year {year} --rules FILE", year=year.year
            ),
        ),
    )


def _refund(year: YearSeen) -> Iterator[Objection]:
    closing, owed = year.view.closed, year.figures.refund_outstanding
    if closing and owed > 0:
        yield objection(
            "refund-outstanding",
            year=year.year,
            place=year_place(year.year),
            events=[closing.n + 1],
            amount=owed,
            message=message(
                "{amount} of {year} is still to be refunded",
                amount=Amount(owed),
                year=year.year,
            ),
            next_step=message(
                "record it once it is paid: {command}",
                command=f"verantwoord record refund --year {year.year} "
                f"--amount {format_cents(owed)}",
            ),
        )
