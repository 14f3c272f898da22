"""Tables of what was spent: expenses, the links that justify them, their payments."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import joined, message
from projections.expenses import ExpenseLine
from projections.reports.gathering import Report
from projections.reports.table import Column, Reference, Table, Value
from projections.reports.tables.figures import YEAR, yes
from projections.terms import word

_NUMBER = Column("number", message("event"), "number", key=True)
_AMOUNT = Column("amount", message("amount"), "cents")
_REF = Column("ref", message("ref"))
_ON = Column("on", message("date"), "day")
_OF_EXPENSE = (
    YEAR,
    _NUMBER,
    Column("expense", message("event of the expense"), "number"),
    _REF,
    _ON,
    _AMOUNT,
)
_OF_AN_EXPENSE = (
    YEAR,
    _NUMBER,
    _REF,
    _ON,
    Column("supplier", message("supplier")),
    Column("invoice", message("invoice")),
    Column("description", message("description")),
    _AMOUNT,
    Column("state", message("state")),
    Column("justified", message("justified"), "cents"),
    Column("unjustified", message("still to be linked"), "cents"),
    Column("ineligible", message("ineligible"), "cents"),
    Column("recorded", message("recorded"), "cents"),
    Column("category", message("category")),
    Column("beneficiary", message("beneficiary")),
    Column("initiative", message("initiative")),
    Column("imposed", message("imposed by the school")),
    Column("borne_by_staff", message("borne by staff"), "cents"),
    Column("supplier_number", message("company number")),
    Column("part", message("part of the invoice"), "number"),
    Column("missing", message("documents missing")),
    Column("imported", message("from a file")),
)
_TO_EXPENSE = (Reference(("year", "expense"), "expenses"),)


def expenses_table(report: Report) -> Table:
    """Give every expense with its three parts, which add up to its amount."""
    return Table(
        name="expenses",
        title=message("expenses"),
        columns=_OF_AN_EXPENSE,
        rows=[
            (year.year, *_expense(line))
            for year in report.years
            for line in year.expenses
        ],
    )


def _expense(line: ExpenseLine) -> tuple[Value, ...]:
    return (
        line.number,
        line.ref,
        line.on,
        line.supplier,
        line.invoice,
        line.description,
        line.amount,
        word("justification", line.state),
        line.justified,
        line.unjustified,
        line.ineligible,
        line.recorded,
        word("category", line.category),
        word("beneficiary", line.beneficiary),
        line.initiative,
        yes(line.imposed),
        line.borne_by_staff,
        line.supplier_number,
        line.part,
        joined(", ", [word("document", kind) for kind in line.missing]) or None,
        yes(line.imported),
    )


def links_table(report: Report) -> Table:
    """Give every justification link that stands."""
    return Table(
        name="links",
        title=message("justification links"),
        columns=(
            *_OF_EXPENSE,
            Column("justifies", message("justifies"), "cents"),
            Column("initiative", message("initiative")),
            Column("area", message("learning area")),
            Column("activity", message("activity")),
            Column("relevance", message("what it serves")),
        ),
        rows=[row for year in report.years for row in _links(year.year, year.expenses)],
        references=_TO_EXPENSE,
    )


def _links(year: int, expenses: list[ExpenseLine]) -> Iterator[tuple[Value, ...]]:
    for line in expenses:
        for each in line.links:
            yield (
                year,
                each.number,
                line.number,
                each.ref,
                each.on,
                each.amount,
                each.justifies,
                each.initiative,
                each.area and word("area", each.area),
                each.activity,
                each.relevance,
            )


def payments_table(report: Report) -> Table:
    """Give every payment of an expense, less what was undone of it."""
    return Table(
        name="payments",
        title=message("payments"),
        columns=(*_OF_EXPENSE, Column("by", message("paid by"))),
        rows=[
            (
                year.year,
                each.number,
                line.number,
                each.ref,
                each.on,
                each.amount,
                each.by and word("payer", each.by),
            )
            for year in report.years
            for line in year.expenses
            for each in line.payments
        ],
        references=_TO_EXPENSE,
    )
