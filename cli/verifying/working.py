"""What one file of several costs: the pieces of work that any process can do.

Nothing is written here, and nothing raised: what came of it goes back as a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from cli.errors import Failure, attempt, failure_of
from cli.verifying import table
from cli.verifying.accusing import accusation
from cli.verifying.checking import check, school_in
from cli.verifying.trusting import with_known
from ledger.errors import SurroundingsError
from ledger.findings import Code
from ledger.messages import Message
from ledger.verify import Report, Trust
from ledger.verify.fraud import Fraud
from ledger.verify.fraud_check import FraudReport
from ledger.verify.handout import HandOut
from ledger.verify.report import Outcome, report
from ledger.verify.trust import KnownHead
from projections.claims import Side, side_of

_TRUE = frozenset({Code.ANCHORS, Code.INCOMPLETE})
"""Findings that leave what is disclosed as true as it is without them."""


class Peek(Struct, frozen=True):
    """A file of which only the school is asked for."""

    index: int
    file: Path


class Job(Struct, frozen=True):
    """A file to check, and the heads that were seen before it by the same call."""

    index: int
    file: Path
    known: Sequence[KnownHead] = ()


class Result(Struct, frozen=True, kw_only=True):
    """The row of a file, what it claims, and the proof of a fork or why there is none.

    `side` is None where what it claims could not be taken for true.
    """

    row: table.Row
    side: Side | None = None
    proof: Fraud | Message | None = None


def doing(trust: Trust) -> Callable[[Job | Peek], Result | str | None]:
    """Give the work for somebody who trusts so; another process can have it."""
    return partial(_work_on, trust)


def _work_on(trust: Trust, job: Job | Peek) -> Result | str | None:
    return peek(job) if isinstance(job, Peek) else check_one(trust, job)


def peek(job: Peek) -> str | None:
    """Say which log a file is of, by the school in its name; None where it has none.

    Only the beginning is read, and nothing is checked: it says who goes after whom.
    """
    # What is wrong with the file is found, and told, by its check.
    with suppress(Exception):
        return school_in(job.file)
    return None


def check_one(trust: Trust, job: Job) -> Result:
    """Check a file; what cannot be read, or was not foreseen, is a row as well."""
    made = attempt(lambda: _checked(job.file, with_known(trust, job.known)))
    if isinstance(made, Failure):
        return Result(row=table.unreadable(job.file, made))
    return made


def _checked(file: Path, trust: Trust) -> Result:
    checked = check(file, trust)
    if isinstance(checked, HandOut):
        return Result(row=table.Row(file=file, report=checked.report))
    if isinstance(checked, FraudReport):
        outcome = Outcome(findings=checked.findings, warnings=checked.warnings)
        return Result(row=table.Row(file=file, report=report(outcome)))
    state, made = checked.told.state, checked.report
    result = Result(
        row=table.row_of(checked, made),
        side=side_of(state, str(file)) if state and _is_true(made) else None,
        proof=accusation(checked, trust),
    )
    if state is not None:
        # Years and their book name each other, and would stay until they are collected.
        state.years.clear()
    return result


def _is_true(made: Report) -> bool:
    return all(finding.code in _TRUE for finding in made.findings)


def died(file: Path, why: str) -> Result:
    """Make the row of a file whose check ended before its answer."""
    failure = failure_of(SurroundingsError(why))
    return Result(row=table.unreadable(file, failure))
