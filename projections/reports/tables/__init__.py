"""Everything of a report as tables: the same ones in a workbook and as CSV.

tables(report) == [stand, figures, parts, tranches, receipts, expenses, …]
"""

from __future__ import annotations

from projections.reports.gathering import Report
from projections.reports.table import Table
from projections.reports.tables.figures import (
    account_tables,
    figures_table,
    parts_table,
)
from projections.reports.tables.grant import receipts_table, tranches_table
from projections.reports.tables.history import history_table, stand_table
from projections.reports.tables.proving import (
    asked_table,
    documents_table,
    objections_table,
    plans_table,
)
from projections.reports.tables.spending import (
    expenses_table,
    links_table,
    payments_table,
)

__all__ = ["tables"]


def tables(report: Report) -> list[Table]:
    """Give every table of a report, each with the rows of all of its years."""
    return [
        stand_table(report),
        figures_table(report),
        *account_tables(report),
        parts_table(report),
        tranches_table(report),
        receipts_table(report),
        expenses_table(report),
        links_table(report),
        payments_table(report),
        documents_table(report),
        asked_table(report),
        plans_table(report),
        objections_table(report),
        history_table(report),
    ]
