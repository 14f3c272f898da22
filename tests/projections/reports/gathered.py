"""Reports of books that tests look at, each gathered once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fixtures.every_kind import every_kind
from ledger.commands import RecordAllocation, RecordExpense, RecordLink
from ledger.errors import LedgerError
from projections.reports import Report, gather
from projections.view import BookView
from tests.projections.seeing import Desk, day

PROGRAM = "verantwoord 0.0.0"

HOSTILE = (
    "=HYPERLINK(1)",
    "+1+1",
    "</script><script>alert(1)</script>",
    "\u202egnp.exe",
    'a "quoted"; text, with\nlines\tand tabs',
    "#strong[x] $ & < > \\ `raw`",
    "@SUM(A1)",
)
"""Texts of a school that no reader of a report may obey."""


@cache
def lively() -> Report:
    """Give the report of a book with an event of every kind, in two years."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "school.book"
        every_kind(path).close()
        with BookView(path) as view:
            return gather(view, view.years, on=None, program=PROGRAM)


@cache
def hostile() -> Report:
    """Give the report of a year whose texts are those of an enemy."""
    with TemporaryDirectory() as folder:
        desk = Desk(
            Path(folder),
            RecordAllocation(year=2025, on=day("2025-01-10"), amount=500_000),
        )
        for number, text in enumerate(HOSTILE, start=1):
            _record(desk, text, number=number)
        desk.book.close()
        with desk.view() as view:
            return gather(view, [2025], on=None, program=PROGRAM)


def _record(desk: Desk, text: str, *, number: int) -> None:
    try:
        desk.record(
            RecordExpense(
                ref=f"h{number}",
                on=day("2025-03-03"),
                amount=1_000 + number,
                category="other",
                beneficiary="team",
                supplier=text,
                description=text,
            ),
            RecordLink(expense=f"h{number}", activity=text, relevance=text, amount=900),
        )
    except LedgerError as error:
        raise AssertionError(text) from error
