"""Tables of what a year comes to: its figures, its accounts, and the parts of each."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message, term
from projections.account import Account, Line, Role
from projections.explaining import LABELS, NAMES
from projections.explaining.explanation import PROJECTED
from projections.labels import projected_label
from projections.reports.gathering import Report, YearReport
from projections.reports.table import Column, Reference, Table, Value
from projections.rule_texts import RULE_TEXTS

YEAR = Column("year", message("year"), "number", key=True)

ROLES: dict[Role, str] = {
    "add": term("account", "plus"),
    "subtract": term("account", "minus"),
    "result": term("account", "comes to"),
    "limit": term("account", "at most"),
}
"""What a line of an account does, in words."""


def figures_table(report: Report) -> Table:
    """Give every figure of every year."""
    return Table(
        name="figures",
        title=message("figures"),
        columns=(
            YEAR,
            Column("figure", message("name of the figure"), key=True),
            Column("label", message("figure")),
            Column("amount", message("amount"), "cents"),
            Column("projected", message("projected until the close")),
            Column("meaning", message("what it is")),
            Column("rules", message("rule set")),
        ),
        rows=[row for year in report.years for row in _figures(year)],
    )


def _figures(year: YearReport) -> Iterator[tuple[Value, ...]]:
    for made in year.explanations:
        yield (
            year.year,
            made.figure,
            LABELS[made.figure],
            made.cents,
            yes(made.projected),
            made.meaning,
            made.rules,
        )


def account_tables(report: Report) -> list[Table]:
    """Give the reserve sheet and the account of the refund."""
    return [
        _account(
            "reserve",
            message("reserve sheet"),
            accounts=[year.reserve for year in report.years],
        ),
        _account(
            "refund",
            message("refund"),
            accounts=[year.refund for year in report.years],
        ),
    ]


def _account(name: str, title: str, *, accounts: list[Account]) -> Table:
    return Table(
        name=name,
        title=title,
        columns=(
            YEAR,
            Column("line", message("line"), "number", key=True),
            Column("does", message("does")),
            Column("figure", message("name of the figure")),
            Column("label", message("figure")),
            Column("amount", message("amount"), "cents"),
            Column("rule", message("rule")),
        ),
        rows=[row for account in accounts for row in _lines(account)],
        references=(Reference(("year", "figure"), "figures"),),
    )


def account_label(line: Line, account: Account) -> str:
    """Name the figure of a line, with a mark where the close has yet to decide it."""
    is_projected = account.projected and line.key in PROJECTED
    return projected_label(line.key) if is_projected else LABELS[line.key]


def _lines(account: Account) -> Iterator[tuple[Value, ...]]:
    for number, line in enumerate(account.lines, start=1):
        yield (
            account.year,
            number,
            ROLES[line.role],
            line.key,
            account_label(line, account),
            line.cents,
            RULE_TEXTS[line.rule].text,
        )


def parts_table(report: Report) -> Table:
    """Give the parts of every figure; those of one figure add up to it."""
    return Table(
        name="parts",
        title=message("parts of the figures"),
        columns=(
            YEAR,
            Column("figure", message("name of the figure"), key=True),
            Column("part", message("part"), "number", key=True),
            Column("amount", message("amount"), "cents"),
            Column("on", message("date"), "day"),
            Column("text", message("what")),
            Column("of_figure", message("is the figure")),
            Column("events", message("events")),
            Column("documents", message("documents")),
            Column("rule", message("rule")),
            Column("source", message("where it stands")),
        ),
        rows=[row for year in report.years for row in _parts(year)],
        references=(Reference(("year", "figure"), "figures"),),
    )


def _parts(year: YearReport) -> Iterator[tuple[Value, ...]]:
    names = list(NAMES)
    for made in sorted(year.explanations, key=lambda each: names.index(each.figure)):
        for number, part in enumerate(made.parts, start=1):
            rule = RULE_TEXTS[part.rule]
            yield (
                year.year,
                made.figure,
                number,
                part.cents,
                part.on,
                part.text,
                part.figure,
                numbers(part.events),
                numbers(part.documents),
                rule.text,
                rule.source,
            )


def numbers(several: list[int]) -> str | None:
    """Write the numbers of events: `#3 #17`, None where there are none."""
    return " ".join(f"#{number}" for number in several) or None


def yes(is_so: bool | None) -> str | None:  # noqa: FBT001  # said of one flag, by place
    """Say yes or no, None where it is not known."""
    if is_so is None:
        return None
    return term("flag", "yes") if is_so else term("flag", "no")
