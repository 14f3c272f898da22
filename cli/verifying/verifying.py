"""The command from its options to its answer: one file, two compared, or many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from cli.at_once.hands import helps
from cli.surroundings import Surroundings
from cli.verifying import hand_outs, telling
from cli.verifying.accusing import accuse, refuse_taken
from cli.verifying.checking import Checked, check
from cli.verifying.comparing import Comparison, compare, since_lines
from cli.verifying.remembering import Remembering
from cli.verifying.trusting import Asked, refuse_nobody, trust_of, with_known
from ledger.errors import UsageError
from ledger.findings import lowest
from ledger.messages import message
from ledger.verify import Report, Trust
from ledger.verify.fraud_check import FraudReport
from ledger.verify.handout import HandOut


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
        return with_known(self.given, self.memory.known)

    def answer_one(self, file: Path) -> int:
        helped = helps(file, asked=self.asked.jobs)
        checked = check(file, self.trust, helped=helped)
        if isinstance(checked, HandOut):
            return self._answer_hand_out(file, checked)
        if isinstance(checked, FraudReport):
            return self._answer_fraud_proof(file, checked)
        made = self._accused(checked)
        if not self.memory.keep(made, file):
            return self.answer_one(file)
        made = self._warned(made)
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
        # Whoever checks one file needs nothing that looks at several.
        from cli.verifying.several import answer_several

        return answer_several(
            self.here, self.asked, trust=self.trust, memory=self.memory
        )

    def answer_against(self, other: Path) -> int:
        one, two = self._sides(other)
        made = compare(one, two, trust=self.trust, wanted=self.asked.fraud_proof)
        code = lowest([made.report.code, made.other.code])
        if code == 0:
            sides = (made.other, two.file), (made.report, one.file)
            if not all(self.memory.keep(each, file) for each, file in sides):
                return self.answer_against(other)
            made = structs.replace(made, report=self._warned(made.report))
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

    def _warned(self, made: Report) -> Report:
        new = [text for text in self.memory.warnings if text not in made.warnings]
        return structs.replace(made, warnings=[*made.warnings, *new])
