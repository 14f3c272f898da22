"""The answer of a check: what was found, what follows from the log, what is not proven.

As JSON it is what `verify --json` prints; `code` is the exit code. `origin`, `school`
and `name` say whose log it is, `key` is the one that signs its head, `head` its note,
`known` how it stands to heads known before, and `held` what of that is so, in words.
`lacking` counts what the bundle says that it leaves out (`ledger.bundle.redaction`);
`exporter` is the fingerprint of the SSH key that signed the list of its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ledger.findings import Code, Finding, exit_code
from ledger.messages import Message
from ledger.note import VerifierKey, format_vkey
from ledger.note.vkey import encode_base64
from ledger.state.book import BookState
from ledger.verify.heads import Grade
from ledger.verify.known import Compared, KnownHeads
from ledger.verify.origins import is_head
from ledger.verify.outside import Anchor, Dated
from ledger.verify.reading import Reading
from ledger.verify.statements import AllFigures
from ledger.verify.windows import Late, Window
from ledger.verify.words import at
from ledger.verify.words.grades import GRADES, not_proven

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
    origin: str | None = None
    school: str | None = None
    name: str | None = None
    key: str | None = None
    head: str | None = None
    known: list[Compared] = []
    held: list[str] = []
    lacking: dict[str, int] = {}
    exporter: str | None = None
    fraud_proof: str | None = None
    anchors: list[Anchor] = []
    windows: list[Window] = []
    late: Late = msgspec.field(default_factory=Late)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a log says of itself, and what is made of it; `state` is for projections."""

    origin: str | None = None
    school: str | None = None
    name: str | None = None
    key: str | None = None
    head: bytes | None = None
    known: list[Compared] = []
    held: list[Message] = []
    lacking: dict[str, int] = {}
    exporter: str | None = None
    keys: list[VerifierKey] = []
    state: BookState | None = None

    @classmethod
    def of(cls, reading: Reading, known: KnownHeads, *, head: bytes | None) -> Told:
        """Gather it once a log was read and compared."""
        opened = reading.opened
        return cls(
            origin=opened.origin if opened else None,
            school=reading.school,
            name=reading.name,
            key=_signer(reading),
            head=head if head and is_head(head) else None,
            known=known.compared,
            held=known.held,
            keys=reading.keys.vouched,
            lacking=reading.lacking,
            state=None if reading.replay.ended else reading.replay.state,
        )


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="replace")


def _signer(reading: Reading) -> str | None:
    held = reading.keys.at(reading.log.size)
    return format_vkey(held.key) if held and held.key else None


class Outcome(msgspec.Struct, kw_only=True):
    """What the steps came to, before it is a report."""

    findings: list[Finding]
    grade: Grade = Grade.UNSIGNED
    events: int = 0
    root: bytes | None = None
    figures: AllFigures = msgspec.field(default_factory=dict)
    warnings: Sequence[str] = ()
    told: Told = Told()
    dated: Dated = Dated()


def report(outcome: Outcome) -> Report:
    """Make the report: findings by code, and what the grade leaves unproven."""
    findings, doubts = _sorted(outcome.findings)
    grade, about = outcome.grade, outcome.told
    warnings = [*doubts, *outcome.warnings]
    if not findings and grade in {Grade.UNSIGNED, Grade.CONSISTENT}:
        warnings.insert(0, GRADES[grade])
    unproven = not_proven(grade, is_dated=bool(outcome.dated.windows))
    return Report(
        ok=not findings,
        code=exit_code(findings),
        grade=grade,
        events=outcome.events,
        root=encode_base64(outcome.root) if outcome.root else None,
        findings=findings,
        figures=outcome.figures,
        warnings=list(dict.fromkeys(warnings)),
        not_proven=list(unproven),
        anchors=outcome.dated.anchors,
        windows=outcome.dated.windows,
        late=outcome.dated.late,
        origin=about.origin,
        school=about.school,
        name=about.name,
        key=about.key,
        head=_text(about.head),
        known=about.known,
        held=list(about.held),
        lacking=about.lacking,
        exporter=about.exporter,
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
    return firm, [at(finding.place, finding.message) for finding in newer]
