"""Several files at once: checked side by side, told as if one came after the other.

The answer is the same for any number of processes. What a file holds is checked beside;
what is written (memory, fraud proofs) is written here, in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from cli.at_once import Plan, carry_out, hands_for
from cli.surroundings import Surroundings
from cli.verifying import grouping, table
from cli.verifying.accusing import told
from cli.verifying.chains import Chains
from cli.verifying.remembering import Remembering
from cli.verifying.trusting import Asked, with_known
from cli.verifying.working import Job, Peek, Result, check_one, doing
from ledger.days import brussels_day
from ledger.verify import Report, Trust
from ledger.verify.origins import school_of
from ledger.verify.words.known import second_book


def answer_several(
    here: Surroundings, asked: Asked, *, trust: Trust, memory: Remembering
) -> int:
    """Check every file, print the answer, and give the exit code."""
    results = [
        _last(each, trust=trust, memory=memory)
        for each in _check(here, asked, trust=trust)
    ]
    rows = list(_settled(here, results, asked=asked, memory=memory))
    group = grouping.look(
        [
            structs.replace(each, row=row)
            for each, row in zip(results, rows, strict=True)
        ]
    )
    document = {**table.document(rows), **grouping.document(group)}
    code = grouping.exit_code(rows, group)
    document.update(ok=code == 0, code=code)

    def lines() -> Iterator[str]:
        yield from table.findings_and_warnings(here, rows)
        yield from table.glance(here, rows)
        yield from grouping.lines(here, group)
        yield from table.results(here, rows)

    here.answer(document, lines)
    return code


def _check(here: Surroundings, asked: Asked, *, trust: Trust) -> list[Result]:
    sign, files = here.sign, asked.files
    if sign:
        sign.expect(len(files))
    chains = Chains(files, at=here.moment, tick=sign.advance if sign else None)
    plan: Plan[Job | Peek, Result | str | None] = chains
    carry_out(plan, doing(trust), hands=hands_for(files, asked=asked.jobs))
    return [chains.results[n] for n in range(len(files))]


def _last(result: Result, *, trust: Trust, memory: Remembering) -> Result:
    """Remember what held; check it again where somebody else saw its log meanwhile."""
    file = result.row.file
    while not memory.keep(result.row.report, file):
        result = check_one(with_known(trust, memory.known), Job(0, file))
    return result


def _settled(
    here: Surroundings,
    results: Sequence[Result],
    *,
    asked: Asked,
    memory: Remembering,
) -> Iterator[table.Row]:
    """Write what is to be written of each file, in their order."""
    before: list[Report] = []
    for result in results:
        made = result.row.report
        if result.proof is not None:
            made = told(made, result.proof, wanted=asked.fraud_proof)
        new = [*_second_books(made, before, at=here.moment), *memory.warnings]
        warnings = list(dict.fromkeys([*made.warnings, *new]))
        made = structs.replace(made, warnings=warnings)
        before.append(made)
        yield structs.replace(result.row, report=made)


def _second_books(made: Report, before: Sequence[Report], *, at: str) -> Iterator[str]:
    """Say which earlier file is of another log, where only its last number tells."""
    for other in before:
        if not (other.ok and other.head and other.origin and made.school):
            continue
        is_said = any(other.origin in text for text in made.warnings)
        numbers = {other.school, school_of(other.origin)}
        if made.origin != other.origin and made.school in numbers and not is_said:
            yield second_book(made.school, other.origin, day=brussels_day(at))
