"""`--against`: do two files of one log tell one story, and what came since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.verifying.accusing import proof_of, told
from cli.verifying.checking import Checked, lines_of
from cli.verifying.telling import SHOWN_MAX
from ledger.findings import Code, Finding, exit_code
from ledger.messages import Message
from ledger.note import VerifierKey
from ledger.verify import Report, Trust
from ledger.verify.against import Event, Growth, Side, Since, growth, since
from ledger.verify.words import known as words
from ledger.verify.words import verdict
from ledger.verify.words.kinds import kind


class Comparison(msgspec.Struct, frozen=True):
    """Both reports after they were compared, and what came since the older one."""

    report: Report
    other: Report
    since: Since | None = None


def compare(
    checked: Checked, other: Checked, *, trust: Trust, wanted: Path | None
) -> Comparison:
    """Compare two files that were each checked by itself; the first is reported on."""
    report = checked.report
    if not (report.origin and other.report.origin):
        return Comparison(report, other.report)
    if report.origin != other.report.origin:
        warned = _warned(report, _apart(checked, other))
        return Comparison(warned, other.report)
    older, newer = sorted((checked, other), key=lambda each: each.report.events)
    grown = growth(lines_of(newer.file), older.report.events)
    if grown.root != older.report.root:
        forked = _forked(report, other, size=older.report.events, grown=grown)
        note = older.told.head
        keys = [*_common(older.told.keys, newer.told.keys), *trust.logs]
        proof = proof_of(note, newer, keys=keys)
        proven = told(forked, proof, wanted=wanted)
        return Comparison(proven, other.report)
    sides = [
        Side(file=str(each.file), size=each.report.events, figures=each.report.figures)
        for each in (older, newer)
    ]
    came = since(*sides, events=grown.events)
    if older is checked:
        return Comparison(_settled(report, newer.report), other.report, came)
    return Comparison(report, _settled(other.report, report), came)


def _common(older: list[VerifierKey], newer: list[VerifierKey]) -> list[VerifierKey]:
    """Give the keys of two stories that began with the same one."""
    return [*older, *newer] if older[:1] == newer[:1] else []


def _settled(older: Report, newer: Report) -> Report:
    """Leave out that the older file lacks events that the newer one was seen to have.

    It begins the newer log, which was compared with the same heads.
    """
    lacking = {each.source for each in older.known if each.result == "rollback"}
    lacking -= {each.source for each in older.known if each.size > newer.events}
    findings = [
        finding
        for finding in older.findings
        if finding.code != Code.FORK or finding.place not in lacking
    ]
    return structs.replace(
        older, ok=not findings, code=exit_code(findings), findings=findings
    )


def _apart(checked: Checked, other: Checked) -> Message:
    if checked.report.school == other.report.school:
        return words.two_books(checked.report.school or "")
    return words.TWO_SCHOOLS


def _forked(report: Report, other: Checked, *, size: int, grown: Growth) -> Report:
    is_older = report.events == size
    own, others = (report.root, grown.root)
    if not is_older:
        own, others = (grown.root, other.report.root or "")
    finding = Finding(
        code=Code.FORK.value,
        place=str(other.file),
        message=words.two_stories(size),
        expected=others,
        found=own,
    )
    findings = sorted([*report.findings, finding], key=lambda each: each.code)
    return structs.replace(
        report, ok=False, code=exit_code(findings), findings=findings
    )


def _warned(report: Report, text: str) -> Report:
    return structs.replace(report, warnings=[*report.warnings, text])


def since_lines(here: Surroundings, came: Since, *, older: str) -> Iterator[str]:
    """Tell what came since the older of the two files."""
    yield verdict.came(len(came.events), older, before=came.before)
    for event in came.events[:SHOWN_MAX]:
        yield _event(here, event)
    if len(came.events) > SHOWN_MAX:
        yield verdict.more(len(came.events) - SHOWN_MAX)
    for year, changed in came.figures.items():
        told = [
            verdict.change(figure, before=changed[figure][0], after=changed[figure][1])
            for figure in verdict.FIGURES
            if figure in changed
        ]
        if told:
            yield from wrapped(here.tell(verdict.figures(year, told)))


def _event(here: Surroundings, event: Event) -> str:
    day = here.locale.day(event.on or dt.date.fromisoformat(event.at[:10]))
    amount = "" if event.amount is None else here.locale.amount(event.amount)
    name = here.tell(kind(event.type))
    return f"  #{event.number}  {day}  {name}  {amount}".rstrip()
