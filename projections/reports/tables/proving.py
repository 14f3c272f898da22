"""Tables of what shows that the grant was used well: documents, plans, objections."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.documents import DocumentLine
from projections.dossier import PIECES
from projections.planning import PlanReport
from projections.reports.gathering import Report
from projections.reports.table import Column, Table, Value
from projections.reports.tables.figures import YEAR, numbers
from projections.terms import word


def documents_table(report: Report) -> Table:
    """Give every document of a fact of the years, by what its event is."""
    return Table(
        name="documents",
        title=message("documents"),
        columns=(
            YEAR,
            Column("number", message("event"), "number", key=True),
            Column("of", message("of event"), "number"),
            Column("kind", message("kind")),
            Column("name", message("name")),
            Column("media_type", message("media type")),
            Column("size", message("bytes"), "number"),
            Column("sha256", message("SHA-256")),
            Column("erased_by", message("erased by event"), "number"),
        ),
        rows=[
            (year.year, *_document(each))
            for year in report.years
            for each in year.documents
        ],
    )


def _document(line: DocumentLine) -> tuple[Value, ...]:
    return (
        line.number,
        line.of,
        word("document", line.kind),
        line.name,
        line.media_type,
        line.size,
        line.sha256,
        line.erased_by,
    )


def asked_table(report: Report) -> Table:
    """Give what a verifier asks for, how much of it is there, and what is missing."""
    return Table(
        name="asked",
        title=message("what a verifier asks for"),
        columns=(
            YEAR,
            Column("piece", message("piece"), key=True),
            Column("what", message("what")),
            Column("asked", message("asked for"), "number"),
            Column("there", message("there"), "number"),
            Column("missing", message("missing"), "number"),
            Column("of", message("missing of")),
        ),
        rows=[
            (
                year.year,
                each.piece,
                PIECES[each.piece],
                each.asked,
                each.there,
                len(each.missing),
                ", ".join(each.missing) or None,
            )
            for year in report.years
            for each in year.asked
        ],
    )


def plans_table(report: Report) -> Table:
    """Give every plan by initiative: planned, spent and linked."""
    school_years = {
        plan.school_year: plan for year in report.years for plan in year.plans
    }
    return Table(
        name="plans",
        title=message("plan against actual"),
        columns=(
            Column("school_year", message("school year"), key=True),
            Column("initiative", message("initiative"), key=True),
            Column("name", message("name")),
            Column("planned", message("planned"), "cents"),
            Column("spent", message("spent"), "cents"),
            Column("linked", message("linked"), "cents"),
            Column("expenses", message("events of the expenses")),
        ),
        rows=[row for plan in school_years.values() for row in _plan(plan)],
    )


def _plan(plan: PlanReport) -> Iterator[tuple[Value, ...]]:
    for line in plan.lines:
        yield (
            plan.school_year,
            line.key or "(none)",
            line.name if line.key else message("no initiative"),
            line.planned,
            line.spent,
            line.linked,
            numbers(line.expenses),
        )


def objections_table(report: Report) -> Table:
    """Give what a verifier would object to, the book itself included."""
    return Table(
        name="objections",
        title=message("objections"),
        columns=(
            Column("row", message("row"), "number", key=True),
            Column("year", message("year"), "number"),
            Column("code", message("code")),
            Column("severity", message("severity")),
            Column("place", message("place")),
            Column("amount", message("amount"), "cents"),
            Column("events", message("events")),
            Column("message", message("what is objected to")),
            Column("rule", message("rule")),
            Column("source", message("where it stands")),
            Column("next_step", message("what to do")),
        ),
        rows=list(_objections(report)),
    )


def _objections(report: Report) -> Iterator[tuple[Value, ...]]:
    of_years = [each for year in report.years for each in year.objections]
    for number, each in enumerate([*of_years, *report.objections], start=1):
        yield (
            number,
            each.year,
            each.code,
            word("severity", each.severity),
            each.place,
            each.amount,
            numbers(each.events),
            each.message,
            each.rule,
            each.source,
            each.next_step,
        )
