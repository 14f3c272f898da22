"""Tables of the book: where the report stands, and every event up to there."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.history import HistoryLine
from projections.moment import known_words
from projections.reports.gathering import Report
from projections.reports.standing import Stand
from projections.reports.table import Column, Moment, Table, Value
from projections.reports.tables.figures import numbers, yes
from projections.terms import word


def stand_table(report: Report) -> Table:
    """Give whose book it is and where it stands, and the rule sets that were used."""
    return Table(
        name="stand",
        title=message("where it stands"),
        columns=(
            Column("name", message("name"), key=True),
            Column("label", message("what")),
            Column("value", message("value")),
        ),
        rows=[*_stand(report.stand), *_rules(report)],
    )


def _stand(stand: Stand) -> Iterator[tuple[Value, ...]]:
    level = word("level", stand.level) if stand.level else None
    known = known_words(stand.known_at) or message("everything")
    at = message("recorded up to") if stand.known_at else message("recorded")
    on, dates = message("facts"), message("of every date")
    if stand.on is not None:
        on, dates = message("facts up to"), message("{day}", day=stand.on)
    yield "school", message("school"), stand.school
    yield "school_name", message("name of the school"), stand.name
    yield "level", message("level of education"), level
    yield "origin", message("log"), stand.origin
    yield "key", message("key of the log"), stand.key
    yield "on", on, dates
    yield "known_at", at, known
    yield "day", message("seen as of"), message("{day}", day=stand.day)
    yield "last_at", message("last event recorded"), Moment(stand.last_at)
    yield "events", message("events"), str(stand.events)
    yield "root", message("root"), stand.root
    yield "fingerprint", message("fingerprint"), stand.fingerprint
    yield "program", message("made by"), stand.program


def _rules(report: Report) -> Iterator[tuple[Value, ...]]:
    for year in report.years:
        rules = year.rules
        said = message("{id}, SHA-256 {sha256}", id=rules.id, sha256=rules.sha256)
        if rules.given:
            said = message("{rules} (not the year's own: what if)", rules=said)
        yield (
            f"rules_{year.year}",
            message("rule set of {year}", year=str(year.year)),
            said,
        )


def history_table(report: Report) -> Table:
    """Give every event, in the order recorded."""
    return Table(
        name="history",
        title=message("history"),
        columns=(
            Column("number", message("event"), "number", key=True),
            Column("at", message("recorded (UTC)"), "moment"),
            Column("by", message("by")),
            Column("stream", message("year or school")),
            Column("type", message("type")),
            Column("on", message("date"), "day"),
            Column("ref", message("ref")),
            Column("amount", message("amount"), "cents"),
            Column("text", message("what")),
            Column("imported", message("from a file")),
            Column("reverses", message("undoes event"), "number"),
            Column("reversed_by", message("undone by events")),
        ),
        rows=[_line(line) for line in report.history],
    )


def _line(line: HistoryLine) -> tuple[Value, ...]:
    return (
        line.number,
        line.at,
        line.by,
        line.stream,
        line.type,
        line.on,
        line.ref,
        line.amount,
        line.text,
        yes(line.imported),
        line.reverses,
        numbers(line.reversed_by),
    )
