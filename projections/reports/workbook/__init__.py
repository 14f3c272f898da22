"""A report as a workbook (Office Open XML): one sheet for each table, typed cells.

The figures are formulas over the other sheets, which a verifier can follow; beside each
stands what the ledger computed, and the difference, which is 0. What is not a sum or a
rule of arithmetic (a close, a decision) is summed up from the sheet of parts.

Amounts are cells of euros: their cents go in as decimal numbers, never as floats.
"""

from projections.reports.workbook.writing import workbook

__all__ = ["workbook"]
