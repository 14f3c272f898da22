"""Decide on the grant of a year: what came, was carried over and was given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.closing import carry_over_max, figures_at_close
from ledger.commands import (
    CloseYear,
    PayRefund,
    ReceiveTranche,
    RecordAdjustment,
    RecordAllocation,
    RecordOpening,
    ReopenYear,
)
from ledger.days import year_end, year_start
from ledger.decide.draft import Desk, Draft, draft, fresh_ref
from ledger.errors import RefusedError
from ledger.events import (
    AdjustmentRecorded,
    AllocationRecorded,
    OpeningRecorded,
    RefundPaid,
    ReversalRecorded,
    TrancheReceived,
    YearClosed,
    YearOpened,
    YearReopened,
)
from ledger.messages import message
from ledger.rules import rules_for
from ledger.state.entries import AnyEntry
from ledger.state.evolve_year import owes_opening, standing_openings


def open_year(desk: Desk, year: int) -> Iterator[Draft]:
    """Open a year with its first fact; nothing where it is open already."""
    if year not in desk.state.years_opened:
        rules = rules_for(year)
        yield draft(
            desk,
            str(year),
            kind=YearOpened,
            year=year,
            rules=rules.set.id,
            rules_sha256=rules.sha256,
        )


def record_opening(desk: Desk, wish: RecordOpening) -> Iterator[Draft]:
    """Record the reserve of the first year of the book."""
    yield from open_year(desk, wish.year)
    ref = wish.ref or fresh_ref(desk.state, f"opening-{wish.year}")
    source = wish.source or "statement"
    stream = str(wish.year)
    yield draft(desk, stream, kind=OpeningRecorded, wish=wish, ref=ref, source=source)


def record_allocation(desk: Desk, wish: RecordAllocation) -> Iterator[Draft]:
    """Record the allocation of a year."""
    yield from open_year(desk, wish.year)
    ref = wish.ref or fresh_ref(desk.state, f"allocation-{wish.year}")
    yield draft(desk, str(wish.year), kind=AllocationRecorded, wish=wish, ref=ref)


def record_adjustment(desk: Desk, wish: RecordAdjustment) -> Iterator[Draft]:
    """Record an adjustment of the allocation."""
    yield from open_year(desk, wish.year)
    ref = wish.ref or fresh_ref(desk.state, f"adjustment-{wish.year}")
    yield draft(desk, str(wish.year), kind=AdjustmentRecorded, wish=wish, ref=ref)


def receive_tranche(desk: Desk, wish: ReceiveTranche) -> Iterator[Draft]:
    """Record a receipt; what was withheld for another year is refunded there."""
    yield from open_year(desk, wish.year)
    ref = wish.ref or fresh_ref(desk.state, f"tranche-{wish.year}-{wish.tranche}")
    yield draft(desk, str(wish.year), kind=TrancheReceived, wish=wish, ref=ref)
    other = wish.withheld_for
    if wish.withheld and other in desk.state.years_opened:
        yield draft(
            desk,
            str(other),
            kind=RefundPaid,
            wish=wish,
            ref=fresh_ref(desk.state, f"refund-{other}"),
            year=other,
            amount=wish.withheld,
            method="withheld",
        )


def pay_refund(desk: Desk, wish: PayRefund) -> Iterator[Draft]:
    """Record a refund, also of a closed year."""
    yield from open_year(desk, wish.year)
    ref = wish.ref or fresh_ref(desk.state, f"refund-{wish.year}")
    yield draft(desk, str(wish.year), kind=RefundPaid, wish=wish, ref=ref)


def close_year(desk: Desk, wish: CloseYear) -> Iterator[Draft]:
    """Close a year and give the next its opening reserve: both, or neither."""
    year = desk.state.years.get(wish.year)
    if year is None:
        raise RefusedError(
            message("the book has no year {year}", year=wish.year),
            expected=message("one of {words}", words=_years(desk)),
            found=str(wish.year),
        )
    on = min(year_end(wish.year), desk.today)
    carry_over = wish.carry_over
    if carry_over is None:
        carry_over = carry_over_max(year)
    yield (
        closing := draft(
            desk,
            str(wish.year),
            kind=YearClosed,
            wish=wish,
            on=on,
            carry_over=carry_over,
            figures=figures_at_close(year, carry_over, on=on),
            count=desk.state.size,
        )
    )
    if isinstance(closing.event, YearClosed):
        yield from _open_next(desk, closing.event)


def _open_next(desk: Desk, closing: YearClosed) -> Iterator[Draft]:
    following = closing.year + 1
    on = year_start(following)
    opens = owes_opening(desk.state, closing.year)
    if opens:
        yield from open_year(desk, following)
    standing = standing_openings(desk.state, following)
    if opens and [opening.left for opening in standing] == [closing.carry_over]:
        return
    for opening in standing:
        yield _undo(desk, opening, stream=str(following))
    if opens:
        yield _opening(desk, closing, on=on)


def _opening(desk: Desk, closing: YearClosed, *, on: dt.date) -> Draft:
    following = on.year
    return draft(
        desk,
        str(following),
        kind=OpeningRecorded,
        ref=fresh_ref(desk.state, f"opening-{following}"),
        year=following,
        on=on,
        amount=closing.carry_over,
        source="close",
        from_school=None,
        previous_allocation=max(0, closing.figures.allocated),
    )


def _undo(desk: Desk, opening: AnyEntry, *, stream: str) -> Draft:
    return draft(
        desk,
        stream,
        kind=ReversalRecorded,
        of=opening.n,
        on=opening.event.on,
        amount=opening.left,
        ground="error",
    )


def reopen_year(desk: Desk, wish: ReopenYear) -> Iterator[Draft]:
    """Let a closed year take facts again."""
    on = wish.on or desk.today
    yield draft(desk, str(wish.year), kind=YearReopened, wish=wish, on=on)


def _years(desk: Desk) -> list[int] | str:
    return sorted(desk.state.years_opened) or message("none yet")
