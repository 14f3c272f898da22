"""A plan of jobs, carried out here or by several processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from msgspec import Struct

from ledger.messages import Message, message

J = TypeVar("J")
R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)


class Died(Struct, frozen=True):
    """What came of a job whose process ended before its answer.

    `code` is its exit code; below zero, the number of the signal that ended it.
    """

    code: int


class Plan(Protocol[J, R_contra]):
    """Which jobs there are, in which order, and what becomes of their results."""

    def take(self) -> J | None:
        """Give a job that may begin now; None where there is none, or none yet."""

    def give(self, job: J, result: R_contra | Died) -> None:
        """Take what came of a job; others may wait for it."""


def carry_out(plan: Plan[J, R], work: Callable[[J], R], *, hands: int) -> None:
    """Carry out every job of a plan; `work` raises nothing, and can be pickled.

    A process that dies costs its own job only. Where this one is interrupted, all that
    it started have ended before that goes on.
    """
    if hands > 1:
        # Whoever asks for one file needs nothing that starts processes.
        from cli.at_once.pool import Pool

        with Pool(work, hands) as pool:
            pool.carry_out(plan)
        return
    while (job := plan.take()) is not None:
        plan.give(job, work(job))


def why_died(ended: Died) -> Message:
    """Say how a process ended."""
    if ended.code < 0:
        return message(
            "its process was ended from outside (signal {number}), as the system does"
            " where memory runs out: try this file alone, or all with --jobs 1",
            number=-ended.code,
        )
    return message(
        "its process ended without an answer (code {code}): try this file alone, or all"
        " with --jobs 1",
        code=ended.code,
    )
