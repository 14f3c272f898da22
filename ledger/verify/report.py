"""The answer of a check: what was found, what follows from the log, what is not proven.

As JSON it is what `verify --json` prints; `code` is the exit code.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ledger.findings import Code, Finding, exit_code
from ledger.note.vkey import encode_base64
from ledger.verify.heads import Grade
from ledger.verify.statements import AllFigures
from ledger.verify.words import GRADES, not_proven

_UNTRUE = frozenset({Code.CONTAINER, Code.MANIFEST, Code.LOG, Code.SIGNATURE})


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to; `root` is that of all `events`, None if there are none."""

    ok: bool
    code: int
    grade: Grade
    events: int
    root: str | None
    findings: list[Finding]
    figures: AllFigures
    warnings: list[str]
    not_proven: list[str]


class Outcome(msgspec.Struct, kw_only=True):
    """What the steps came to, before it is a report."""

    findings: list[Finding]
    grade: Grade = Grade.UNSIGNED
    events: int = 0
    root: bytes | None = None
    figures: AllFigures = msgspec.field(default_factory=dict)
    warnings: list[str] = msgspec.field(default_factory=list)


def report(outcome: Outcome) -> Report:
    """Make the report: findings by code, and what the grade leaves unproven."""
    findings, doubts = _sorted(outcome.findings)
    grade, warnings = outcome.grade, [*doubts, *outcome.warnings]
    if not findings and grade in {Grade.UNSIGNED, Grade.CONSISTENT}:
        warnings.insert(0, GRADES[grade])
    return Report(
        ok=not findings,
        code=exit_code(findings),
        grade=grade,
        events=outcome.events,
        root=encode_base64(outcome.root) if outcome.root else None,
        findings=findings,
        figures=outcome.figures,
        warnings=list(_once(warnings)),
        not_proven=not_proven(grade),
    )


def _sorted(given: Iterable[Finding]) -> tuple[list[Finding], list[str]]:
    """Sort by code; what seems newer is only a warning where the log does not hold.

    A damaged name of a type is not one of a newer program: nobody should be sent for
    one because of it, nor miss what else is wrong.
    """
    findings = sorted(given, key=lambda finding: finding.code)
    firm = [finding for finding in findings if finding.code != Code.SURROUNDINGS]
    if exit_code(firm) not in _UNTRUE:
        return findings, []
    newer = [finding for finding in findings if finding.code == Code.SURROUNDINGS]
    return firm, [f"{finding.place}: {finding.message}" for finding in newer]


def _once(warnings: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(warnings)
