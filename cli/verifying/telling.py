"""One report in lines: what was found first, then the figures, then the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.verifying.dating import dated_lines
from ledger.findings import Code, Finding
from ledger.verify import Report
from ledger.verify.fraud_check import FraudReport
from ledger.verify.statements import YearFigures
from ledger.verify.words import REPACKED, fraud
from ledger.verify.words import verdict as words
from ledger.verify.words.grades import GRADES

SHOWN_MAX = 50
LEAD_MAX = 76
"""A code and a place of this length stay in one line; what is said follows below."""


def lines(here: Surroundings, file: Path, *, report: Report) -> Iterator[str]:
    """Tell all of a report; `file` is what was checked."""
    lang = here.locale.language
    meaning = GRADES[report.grade].told(lang)
    lead = REPACKED.told(lang)
    if lead in report.warnings:
        yield from wrapped(lead)
    yield from findings(here, report.findings)
    if report.figures and not report.ok:
        yield words.UNVERIFIED.told(lang)
    yield from _figures(here, report)
    yield verdict(here, file, report=report)
    if report.ok:
        grade = words.GRADE.told(lang)
        yield from wrapped(f"{grade} {report.grade.name}: {meaning}")
    yield from dated_lines(here, report)
    for text in report.held:
        yield from wrapped(f"{words.NOTE.told(lang)}: {text}")
    if report.exporter:
        said = words.exporter(report.exporter).told(lang)
        yield from wrapped(f"{words.NOTE.told(lang)}: {said}")
    yield from warnings(here, [w for w in report.warnings if w not in (meaning, lead)])
    if report.fraud_proof:
        yield from wrapped(words.fraud_proof(report.fraud_proof).told(lang))
    if report.ok:
        yield words.NOT_PROVEN.told(lang)
        for text in report.not_proven:
            yield from wrapped(f"- {text}", "  ")


def verdict(here: Surroundings, file: Path, *, report: Report) -> str:
    """Give the one line that says whether a file held."""
    lang = here.locale.language
    said = words.HELD if report.ok else words.refused(report.code)
    extent = words.extent(report.events, report.root)
    return f"{file}: {said.told(lang)}; {extent.told(lang)}"


def warnings(here: Surroundings, texts: list[str]) -> Iterator[str]:
    """Tell warnings, each on lines of its own."""
    name = words.WARNING.told(here.locale.language)
    for text in texts:
        yield from wrapped(f"{name}: {text}")


def findings(here: Surroundings, found: list[Finding]) -> Iterator[str]:
    """Tell what was found, and that there is more."""
    lang = here.locale.language
    for finding in found[:SHOWN_MAX]:
        lead = f"{finding.code}  {finding.place}:"
        if len(lead) < LEAD_MAX:
            yield from wrapped(f"{lead} {finding.message}")
        else:
            yield lead
            yield from wrapped(finding.message, "  ")
        pairs = (words.EXPECTED, finding.expected), (words.FOUND, finding.found)
        for name, text in pairs:
            if text:
                yield from wrapped(f"{name.told(lang)}: {text}", "      ")
    if len(found) > SHOWN_MAX:
        yield words.more(len(found) - SHOWN_MAX).told(lang)


def fraud_lines(
    here: Surroundings, file: Path, *, report: FraudReport
) -> Iterator[str]:
    """Tell what the check of a fraud proof came to."""
    lang = here.locale.language
    for head in (report.older, report.newer):
        for key in head.signed_by if head else ():
            said = fraud.signed(head.size if head else 0, key)
            yield from wrapped(said.told(lang))
    yield from findings(here, report.findings)
    foreign = {each.code for each in report.findings} == {Code.SIGNATURE}
    other = fraud.OTHER_KEYS if foreign else fraud.NOT_PROVEN
    said = fraud.PROVEN if report.proven else other
    yield from wrapped(f"{file}: {said.told(lang)}")
    yield from warnings(here, report.warnings)


def _figures(here: Surroundings, report: Report) -> Iterator[str]:
    lang = here.locale.language
    for year, made in report.figures.items():
        told = ", ".join(
            f"{name.told(lang)} {_amount(here, made, figure=figure)}"
            for figure, name in words.FIGURES.items()
        )
        yield from wrapped(f"{year}: {told}")


def _amount(here: Surroundings, made: YearFigures, *, figure: str) -> str:
    amount = here.locale.amount(getattr(made, figure))
    if made.projected and figure in words.PROJECTIONS:
        return f"{amount} ({words.PROJECTED.told(here.locale.language)})"
    return amount
