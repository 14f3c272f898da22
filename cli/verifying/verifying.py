"""The command from its options to its answer: one file, two compared, or many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from cli.surroundings import Surroundings
from cli.verifying import hand_outs, table, telling
from cli.verifying.accusing import accuse, refuse_taken
from cli.verifying.checking import Checked, check
from cli.verifying.comparing import Comparison, compare, since_lines
from cli.verifying.remembering import Remembering
from cli.verifying.trusting import Asked, refuse_nobody, trust_of
from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message
from ledger.verify import Report, Trust
from ledger.verify.fraud_check import FraudReport
from ledger.verify.handout import HandOut
from ledger.verify.report import Outcome, report
from ledger.verify.trust import KnownHead


def verify_all(here: Surroundings, asked: Asked) -> int:
    """Check what was asked for, print the answer, and give the exit code."""
    refuse_taken(asked.fraud_proof)
    verifying = _Verifying(here, asked)
    if asked.against:
        return verifying.answer_against(asked.against)
    if len(asked.files) > 1:
        return verifying.answer_many()
    return verifying.answer_one(asked.files[0])


class _Verifying:
    """One call: what it trusts, and what it has seen so far."""

    def __init__(self, here: Surroundings, asked: Asked) -> None:
        self.here = here
        self.asked = asked
        self.memory = Remembering(here, off=asked.no_memory)
        self.given = trust_of(asked)
        refuse_nobody(asked, self.given)

    @property
    def trust(self) -> Trust:
        """What the options name, and what was seen up to now, also by this call."""
        known: dict[tuple[bytes, str | None, bool], KnownHead] = {}
        for each in (*self.given.known, *self.memory.known):
            # What this call has seen may be what an earlier one remembered.
            known.setdefault((each.note, each.key, each.seen_at is None), each)
        return structs.replace(self.given, known=list(known.values()))

    def answer_one(self, file: Path) -> int:
        checked = check(file, self.trust)
        if isinstance(checked, HandOut):
            return self._answer_hand_out(file, checked)
        if isinstance(checked, FraudReport):
            return self._answer_fraud_proof(file, checked)
        made = self._remembered(file, self._accused(checked))
        self.here.answer(made, lambda: telling.lines(self.here, file, report=made))
        return made.code

    def _answer_hand_out(self, file: Path, checked: HandOut) -> int:
        made = checked.report

        def lines() -> Iterator[str]:
            yield from hand_outs.lines(self.here, checked)
            yield from telling.lines(self.here, file, report=made)

        self.here.answer(hand_outs.document(checked), lines)
        return made.code

    def _answer_fraud_proof(self, file: Path, made: FraudReport) -> int:
        lines = telling.fraud_lines(self.here, file, report=made)
        self.here.answer(made, lambda: lines)
        return made.code

    def answer_many(self) -> int:
        rows = [self._row(file) for file in self.asked.files]
        self.here.answer(table.document(rows), lambda: table.lines(self.here, rows))
        return table.code_of(rows)

    def _row(self, file: Path) -> table.Row:
        try:
            checked = check(file, self.trust)
        except SurroundingsError as error:
            return table.unreadable(file, error)
        if isinstance(checked, HandOut):
            return table.Row(file=file, report=checked.report)
        if isinstance(checked, FraudReport):
            outcome = Outcome(findings=checked.findings, warnings=checked.warnings)
            return table.Row(file=file, report=report(outcome))
        return table.row_of(checked, self._remembered(file, self._accused(checked)))

    def answer_against(self, other: Path) -> int:
        one, two = self._sides(other)
        made = compare(one, two, trust=self.trust, wanted=self.asked.fraud_proof)
        code = table.lowest(made.report.code, made.other.code)
        if code == 0:
            self.memory.keep(made.other, two.file)
            made = structs.replace(made, report=self._remembered(one.file, made.report))
        document = {
            **structs.asdict(made.report),
            "ok": code == 0,
            "code": code,
            "against": {"file": str(other), **structs.asdict(made.other)},
            "since": made.since,
        }
        self.here.answer(document, lambda: self._compared(made, other))
        return code

    def _sides(self, other: Path) -> tuple[Checked, Checked]:
        if len(self.asked.files) > 1:
            raise UsageError(
                message("--against compares one file with another"),
                place="--against",
                expected=message("one FILE"),
                found=message("{count} files", count=len(self.asked.files)),
            )
        file = self.asked.files[0]
        sides = check(file, self.trust), check(other, self.trust)
        one, two = sides
        if not isinstance(one, Checked) or not isinstance(two, Checked):
            raise UsageError(
                message("--against compares bundles and books with each other"),
                place="--against",
                expected=message("two bundles (.zip) or books"),
            )
        return structs.replace(one, report=self._accused(one)), two

    def _compared(self, made: Comparison, other: Path) -> Iterator[str]:
        file, here = self.asked.files[0], self.here
        yield from telling.findings(here, made.other.findings)
        yield telling.verdict(other, made.other)
        yield from telling.lines(here, file, report=made.report)
        if made.since:
            older = other if made.since.newer == str(file) else file
            yield from since_lines(here, made.since, older=str(older))

    def _accused(self, checked: Checked) -> Report:
        return accuse(checked, self.trust, wanted=self.asked.fraud_proof)

    def _remembered(self, file: Path, made: Report) -> Report:
        self.memory.keep(made, file)
        new = [text for text in self.memory.warnings if text not in made.warnings]
        return structs.replace(made, warnings=[*made.warnings, *new])
