"""The plans of school years against what was done: planned, spent and linked.

A budget year draws on two school years, and a school year on two budget years. What of
an expense is linked goes to the initiative of the link (else to that of the expense),
the rest to that of the expense. It counts in the school year of its day or, where only
the plan of an adjoining one has the initiative, in that one: each cent once.

    plans(view, 2025, by="area", on=None)
"""

from projections.planning.known import ApprovalLine, VersionLine
from projections.planning.report import By, PlanLine, PlanReport, plans

__all__ = ["ApprovalLine", "By", "PlanLine", "PlanReport", "VersionLine", "plans"]
