"""Which files may be checked at the same time: those that are of different schools.

First every file is asked for its school. Files of one school are then a chain: each is
checked after the one before it, and knows the head of every earlier one that held. So
two stories of one log are found in whatever order the processes work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cli.at_once import Died, octets, why_died
from cli.verifying.remembering import known_head, seen_in
from cli.verifying.working import Job, Peek, Result, died
from ledger.verify.trust import KnownHead


class Chains:
    """The plan; `results` are complete once it was carried out."""

    def __init__(
        self, files: Sequence[Path], *, at: str, tick: Callable[[], None] | None = None
    ) -> None:
        """Check at a moment; `tick` is called for every file that is done."""
        self.results: dict[int, Result] = {}
        self._files = files
        self._at = at
        self._tick = tick
        self._unasked = [Peek(n, file) for n, file in enumerate(files)][::-1]
        self._schools: dict[int, object] = {}
        self._waiting: list[list[Job]] = []
        self._behind: dict[int, list[Job]] = {}
        self._known: dict[object, list[KnownHead]] = {}

    def take(self) -> Job | Peek | None:
        """Give a file to be asked, then one of a school of which none is checked."""
        if self._unasked:
            return self._unasked.pop()
        if not self._waiting:
            return None
        job, *rest = self._waiting.pop()
        self._behind[job.index] = rest
        return Job(job.index, job.file, tuple(self._heads(job)))

    def give(self, job: Job | Peek, result: Result | str | Died | None) -> None:
        """Take what came of a file, and let others begin."""
        if isinstance(job, Peek):
            self._ask(job, result)
            if len(self._schools) == len(self._files):
                self._waiting = _longest_last(self._chains())
        elif isinstance(result, Died):
            self._take(job, died(job.file, why_died(result)))
        elif isinstance(result, Result):
            self._take(job, result)

    def _ask(self, job: Peek, result: object) -> None:
        # A file that names no school is of no chain but its own.
        is_told = isinstance(result, str)
        self._schools[job.index] = result if is_told else job.index
        if isinstance(result, Died):
            self._settle(job, died(job.file, why_died(result)))

    def _settle(self, job: Job | Peek, result: Result) -> None:
        self.results[job.index] = result
        if self._tick:
            self._tick()

    def _take(self, job: Job, result: Result) -> None:
        seen = seen_in(result.row.report, job.file, at=self._at)
        if seen:
            self._heads(job).append(known_head(seen))
        if rest := self._behind.pop(job.index):
            self._waiting.append(rest)
        self._settle(job, result)

    def _chains(self) -> Iterable[list[Job]]:
        chains: dict[object, list[Job]] = {}
        for n, file in enumerate(self._files):
            if n not in self.results:
                chains.setdefault(self._schools[n], []).append(Job(n, file))
        return chains.values()

    def _heads(self, job: Job) -> list[KnownHead]:
        return self._known.setdefault(self._schools[job.index], [])


def _longest_last(chains: Iterable[list[Job]]) -> list[list[Job]]:
    """Sort, for those that are taken from the end: what takes long begins first."""
    return sorted(chains, key=lambda chain: sum(octets(job.file) for job in chain))
