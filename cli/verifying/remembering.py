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
        try:
            seen = self._memory.heads() if self._memory else []
        except SurroundingsError as error:
            self._fail(error)
        else:
            self.known += map(known_head, seen)

    def keep(self, report: Report, file: Path) -> None:
        """Remember the head of a file that held; one without a head leaves nothing."""
        if not report.ok or not report.head:
            return
        said = parse_checkpoint(parse_head(report.head.encode()).text)
        seen = Seen(
            origin=said.origin,
            key=report.key or "",
            size=said.size,
            root=said.root,
            note=report.head.encode(),
            school=report.school or "",
            seen_at=self._here.moment,
            file=file.name,
        )
        self.known.append(known_head(seen))
        try:
            if self._memory:
                self._memory.remember(seen)
        except SurroundingsError as error:
            self._fail(error)

    def _fail(self, error: SurroundingsError) -> None:
        self._memory = None
        self.warnings.append(not_remembered(error.message))


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
