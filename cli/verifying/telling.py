"""One report in lines: what was found first, then the figures, then the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.verifying.dating import dated_lines
from ledger.findings import Code, Finding
from ledger.messages import Message
from ledger.verify import Report
from ledger.verify.fraud_check import FraudReport
from ledger.verify.words import REPACKED, fraud
from ledger.verify.words import verdict as words
from ledger.verify.words.grades import GRADES

SHOWN_MAX = 50
LEAD_MAX = 76
"""A code and a place of this length stay in one line; what is said follows below."""


def lines(here: Surroundings, file: Path, *, report: Report) -> Iterator[str]:
    """Tell all of a report; `file` is what was checked."""
    meaning = GRADES[report.grade]
    if REPACKED in report.warnings:
        yield from wrapped(here.tell(REPACKED))
    yield from findings(here, report.findings)
    if report.figures and not report.ok:
        yield words.UNVERIFIED
    yield from _figures(here, report)
    yield verdict(file, report)
    if report.ok:
        yield from wrapped(here.tell(words.grade(report.grade.name, meaning)))
    yield from dated_lines(here, report)
    for text in report.held:
        yield from wrapped(here.tell(words.note(text)))
    if report.exporter:
        said = words.exporter(report.exporter)
        yield from wrapped(here.tell(words.note(said)))
    said_already = (meaning, REPACKED)
    yield from warnings(here, [w for w in report.warnings if w not in said_already])
    if report.fraud_proof:
        yield from wrapped(here.tell(words.fraud_proof(report.fraud_proof)))
    if report.ok:
        yield words.NOT_PROVEN
        for text in report.not_proven:
            yield from wrapped(f"- {here.tell(text)}", "  ")


def verdict(file: Path, report: Report) -> Message:
    """Give the one line that says whether a file held."""
    events, root = report.events, report.root
    if report.ok:
        return words.held(str(file), events=events, root=root)
    return words.refused(str(file), report.code, events=events, root=root)


def warnings(here: Surroundings, texts: list[str]) -> Iterator[str]:
    """Tell warnings, each on lines of its own."""
    for text in texts:
        yield from wrapped(here.tell(words.warning(text)))


def findings(here: Surroundings, found: list[Finding]) -> Iterator[str]:
    """Tell what was found, and that there is more."""
    for finding in found[:SHOWN_MAX]:
        lead = f"{finding.code}  {here.tell(words.place(finding.place))}"
        said = here.tell(finding.message)
        if len(lead) < LEAD_MAX:
            yield from wrapped(f"{lead} {said}")
        else:
            yield lead
            yield from wrapped(said, "  ")
        if finding.expected:
            expected = words.expected(finding.expected)
            yield from wrapped(here.tell(expected), "      ")
        if finding.found:
            yield from wrapped(here.tell(words.found(finding.found)), "      ")
    if len(found) > SHOWN_MAX:
        yield words.more(len(found) - SHOWN_MAX)


def fraud_lines(
    here: Surroundings, file: Path, *, report: FraudReport
) -> Iterator[str]:
    """Tell what the check of a fraud proof came to."""
    for head in (report.older, report.newer):
        for key in head.signed_by if head else ():
            said = fraud.signed(head.size if head else 0, key)
            yield from wrapped(here.tell(said))
    yield from findings(here, report.findings)
    foreign = {each.code for each in report.findings} == {Code.SIGNATURE}
    other = fraud.unknown_keys if foreign else fraud.not_proven
    verdict_of = fraud.proven if report.proven else other
    yield from wrapped(here.tell(verdict_of(str(file))))
    yield from warnings(here, report.warnings)


def _figures(here: Surroundings, report: Report) -> Iterator[str]:
    for year, made in report.figures.items():
        told = [
            words.figure(name, getattr(made, name), projected=made.projected)
            for name in words.FIGURES
        ]
        yield from wrapped(here.tell(words.figures(year, told)))
