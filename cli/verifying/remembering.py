"""The memory of this verifier: recalled before a check, written after one that held.

A memory that cannot be read or written is a warning: a check does not fail for it.
"""

from __future__ import annotations

from pathlib import Path

from cli.folders import data_folder
from cli.surroundings import Surroundings
from ledger.days import brussels_day
from ledger.errors import SurroundingsError
from ledger.memory import Memory, Seen
from ledger.messages import message
from ledger.note import parse_checkpoint, parse_head
from ledger.verify import Report
from ledger.verify.trust import KnownHead
from ledger.verify.words.known import not_remembered
from projections.visible import whole

FILE = "seen.db"


class Remembering:
    """What was seen, in earlier calls and in this one; `warnings` say what failed."""

    def __init__(self, here: Surroundings, *, off: bool) -> None:
        """Recall it; with `off` only what this call sees counts."""
        self._here = here
        folder = None if off else data_folder()
        self._memory = Memory(folder / FILE) if folder else None
        self.warnings: list[str] = []
        self.known: list[KnownHead] = []
        self._seen: list[Seen] = []
        try:
            seen = self._memory.heads() if self._memory else []
        except SurroundingsError as error:
            self._fail(error)
        else:
            self._add(seen)

    def keep(self, report: Report, file: Path) -> bool:
        """Remember the head of a file that held; one without a head leaves nothing.

        False where somebody else kept another head of the log meanwhile: that one is
        known now, nothing was kept, and the file has to be checked once more.
        """
        seen = seen_in(report, file, at=self._here.moment)
        if seen is None:
            return True
        news: list[Seen] = []
        try:
            if self._memory:
                news = self._memory.remember(seen, self._seen)
        except SurroundingsError as error:
            self._fail(error)
        self._add(news or [seen])
        return not news

    def _add(self, seen: list[Seen]) -> None:
        self._seen += seen
        self.known += map(known_head, seen)

    def _fail(self, error: SurroundingsError) -> None:
        self._memory = None
        self.warnings.append(not_remembered(error.message))


def seen_in(report: Report, file: Path, *, at: str) -> Seen | None:
    """Give the head of a file that held; None of one that did not, or has no head."""
    if not report.ok or not report.head:
        return None
    said = parse_checkpoint(parse_head(report.head.encode()).text)
    return Seen(
        origin=said.origin,
        key=report.key or "",
        size=said.size,
        root=said.root,
        note=report.head.encode(),
        school=report.school or "",
        seen_at=at,
        file=whole(file.name),  # the memory holds text, and a name may be none
    )


def known_head(seen: Seen) -> KnownHead:
    """Give what was seen as a head that a check compares with."""
    day = brussels_day(seen.seen_at)
    return KnownHead(
        note=seen.note,
        source=message("your memory ({file}, seen on {day})", file=seen.file, day=day),
        seen_at=seen.seen_at,
        key=seen.key,
        school=seen.school or None,
    )
