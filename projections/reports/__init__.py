"""Reports: one or several years of a book at a point in time, in files for people.

Words. A *report* (`Report`) is all that the files say: it is gathered once, and each
writer gives its bytes: `.html`, `.pdf`, `.xlsx`, `.csv`, `.json`. So each number is
the same in all of them. A *stand* says at which point in time it stands. A *table* is
what workbooks and comma-separated files have; its columns have names that stay.

Law: the same book at the same point in time gives the same bytes. There is no clock:
where no day is named, a report stands on the day of the last event that is seen.

    report = gather(view, [2024, 2025], on=None, program="verantwoord 0.1.0")
"""

from projections.reports.gathering import Report, YearReport, gather
from projections.reports.standing import RulesUsed, Stand
from projections.reports.steps import Step, TimedPart
from projections.reports.timeline import Timeline, timeline

__all__ = [
    "Report",
    "RulesUsed",
    "Stand",
    "Step",
    "TimedPart",
    "Timeline",
    "YearReport",
    "gather",
    "timeline",
]
