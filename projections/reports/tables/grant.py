"""Tables of the grant: what should come of each tranche, and what came."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.reports.gathering import Report, YearReport
from projections.reports.table import Column, Reference, Table, Value
from projections.reports.tables.figures import YEAR, yes
from projections.terms import word

TRANCHE = Column("tranche", message("tranche"), "number", key=True)


def tranches_table(report: Report) -> Table:
    """Give both tranches of every year."""
    return Table(
        name="tranches",
        title=message("tranches"),
        columns=(
            YEAR,
            TRANCHE,
            Column("due", message("due"), "day"),
            Column("expected", message("expected"), "cents"),
            Column("received", message("received"), "cents"),
            Column("status", message("status")),
        ),
        rows=[
            (
                year.year,
                each.tranche,
                each.due,
                each.expected,
                each.received,
                word("tranche", each.status),
            )
            for year in report.years
            for each in year.tranches
        ],
    )


def receipts_table(report: Report) -> Table:
    """Give every receipt of a tranche, less what was undone of it."""
    return Table(
        name="receipts",
        title=message("receipts"),
        columns=(
            YEAR,
            Column("number", message("event"), "number", key=True),
            Column("tranche", message("tranche"), "number"),
            Column("ref", message("ref")),
            Column("on", message("date"), "day"),
            Column("amount", message("amount"), "cents"),
            Column("withheld", message("of it withheld"), "cents"),
            Column("withheld_for", message("withheld for the year"), "number"),
            Column("paid_to", message("paid to")),
            Column("after_due", message("after the due day")),
        ),
        rows=[row for year in report.years for row in _receipts(year)],
        references=(Reference(("year", "tranche"), "tranches"),),
    )


def _receipts(year: YearReport) -> Iterator[tuple[Value, ...]]:
    for tranche in year.tranches:
        for each in tranche.receipts:
            yield (
                year.year,
                each.number,
                tranche.tranche,
                each.ref,
                each.on,
                each.amount,
                each.withheld,
                each.withheld_for,
                each.paid_to and word("payer", each.paid_to),
                yes(each.after_due),
            )
