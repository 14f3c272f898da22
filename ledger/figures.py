"""The only place where a number is made: the figures of a year at a point in time.

`figures(year, on, today=today)` is used when a year is closed, by every projection,
and by `verify`. Its semantics (version 1) are the table and the rules of the domain
text, section "Figures for a school and a year", restated in docs/figures.md. All are
cents; `known_at` is not seen here, as the state holds only what was known.
"""

from __future__ import annotations

import datetime as dt

from ledger.counting import View
from ledger.days import month_end
from ledger.events import Figures, TrancheFigures
from ledger.events.statement import TrancheStatus
from ledger.money import share_down, share_half_up
from ledger.rules import RuleSet
from ledger.state.book import YearState


def figures(year: YearState, on: dt.date | None, *, today: dt.date) -> Figures:
    """Give every figure of `year`, seen on `on` (None: with everything recorded).

    `today` only tells whether an incomplete tranche is late where `on` is None.
    """
    view = View(year, on)
    given = _given(view)
    used = _used(view, given["funds"])
    kept = _kept(view, given, used=used)
    returned = _returned(view, used["unused"] - kept["carried_over"])
    first, second = (tranche(year, number, on=on, today=today) for number in (1, 2))
    return Figures(
        tranche_1=first, tranche_2=second, **given, **used, **kept, **returned
    )


def _given(view: View) -> dict[str, int]:
    year = view.year
    received = view.sum(year.receipts)
    opening, recovered = view.sum(year.openings), view.sum(year.recoveries)
    return {
        "allocated": view.allocated(),
        "received": received,
        "opening_reserve": opening,
        "recovered": recovered,
        "funds": opening + received + recovered,
    }


def _used(view: View, funds: int) -> dict[str, int]:
    total = view.spending()
    return {
        "spent": total.spent,
        "ineligible": total.ineligible,
        "justified": total.justified,
        "unjustified": total.unjustified,
        "unused": max(0, funds - total.justified),
        "unspent": max(0, funds - total.spent),
        "own_contribution": max(0, total.spent - funds),
        "available": funds - total.spent,
    }


def _kept(view: View, given: dict[str, int], *, used: dict[str, int]) -> dict[str, int]:
    # One saves only what one still has (the chosen reading), or also what is merely
    # unused; a reserve that expires cannot be saved a second time.
    rules = view.year.rules.set.reserve
    gone = used["spent" if rules.from_ == "unspent" else "justified"]
    lapsed = expired(view.year.rules.set, given["opening_reserve"], gone=gone)
    kept = max(0, given["funds"] - gone - lapsed)
    limit = share_down(given["allocated"], rules.percent)
    allowed = min(kept, limit)
    carried = view.closed.event.carry_over if view.closed else allowed
    return {
        "reserve_limit": limit,
        "reserve_allowed": allowed,
        "carried_over": carried,
    }


def expired(rules: RuleSet, opening: int, *, gone: int) -> int:
    """Give what cannot be saved again of an opening reserve, in cents.

    `gone` is what was spent, or used, of the funds: the opening reserve goes first.
    """
    old = opening if rules.reserve.expires == "next-year" else 0
    return max(0, old - gone)


def _returned(view: View, left: int) -> dict[str, int]:
    claims = (d for d in view.year.decisions if d.event.target != "expense")
    claimed = sum(view.decided(decision) for decision in claims)
    paid = view.sum(view.year.refunds)
    return {
        "claimed": claimed,
        "refund_due": left + claimed,
        "refund_paid": paid,
        "refund_outstanding": left + claimed - paid,
    }


def tranche(
    year: YearState, number: int, *, on: dt.date | None, today: dt.date
) -> TrancheFigures:
    """Give what was expected of a tranche and what came of it, seen on `on`."""
    due, view = due_day(year, number), View(year, on)
    receipts = [entry for entry in year.receipts if entry.event.tranche == number]
    # What was undone was wrongly recorded: it was not owed, or did not come, in time.
    owed = expected(year, number, on=on, upto=due)
    came = view.sum(receipts)
    in_time = view.sum(entry for entry in receipts if entry.event.on <= due)
    status: TrancheStatus
    if in_time >= owed:
        status = "received"
    elif came >= owed or due < (on or today):
        status = "late"
    else:
        status = "partly" if came else "expected"
    return TrancheFigures(
        expected=expected(year, number, on=on), received=came, due=due, status=status
    )


def due_day(year: YearState, number: int) -> dt.date:
    """Give the day by which a tranche is due: the last one of its month."""
    rules = year.rules.set.tranches
    month = rules.first_due_month if number == 1 else rules.second_due_month
    return month_end(year.year, month)


def expected(
    year: YearState, number: int, *, on: dt.date | None, upto: dt.date = dt.date.max
) -> int:
    """Give what a tranche should bring, in cents, seen on `on`.

    What was allocated later than `upto` is left out.
    """
    view, due = View(year, on), min(due_day(year, 1), upto)
    allocated = view.sum(a for a in year.allocations if a.event.on <= upto)
    early = view.sum(a for a in year.adjustments if a.event.on <= due)
    percent = year.rules.set.tranches.first_percent
    first = share_half_up(allocated + early, percent)
    if number == 1:
        return first
    adjusted = view.sum(a for a in year.adjustments if a.event.on <= upto)
    return allocated + adjusted - first
