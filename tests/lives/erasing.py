"""A program that erases a value and a document, and is killed at one of its stages.

    python -m tests.lives.erasing PATH STAGE

It prints `ready`, and `done` at the end. A stage is the name of a step of the erasure
(`STAGES`), after which it kills itself as a power cut would; at `never` it does not.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from msgspec import structs

from fixtures.books import Clock, build
from ledger.book import Book
from ledger.book.erasing import found_in
from ledger.commands import AttachDocument, EraseData, RecordExpense, Wish
from ledger.store import recorder, scrubbing
from ledger.store.scrubbing import journal_of
from tests.lives.working import real_world, say

SUPPLIER = "Marieke van den Uilenboom, Kerkstraat 12, Zonneland"
CONTENT = Random("scan").randbytes(400_000)
ERASED = "A"
SPENT = RecordExpense(
    ref=ERASED,
    on=date(2025, 3, 1),
    amount=100,
    category="travel",
    beneficiary="team",
    supplier=SUPPLIER,
)
SCAN = AttachDocument(
    of=ERASED,
    kind="invoice",
    name="scan.pdf",
    media_type="application/pdf",
    content=CONTENT,
)
STAGES: dict[str, tuple[object, str, bool]] = {
    "marked": (scrubbing, "_mark", False),
    "written": (recorder, "write_beside", False),
    "committed": (scrubbing, "scrub", True),
    "made anew": (scrubbing, "_overwrite", True),
    "overwritten": (scrubbing, "_overwrite", False),
    "let go": (scrubbing, "let_go", True),
}
"""Where the step is, its name, and whether it is killed before or after it."""

NEEDLES = [
    SUPPLIER.encode(),
    *(CONTENT[at : at + 64] for at in range(0, len(CONTENT), 20_000)),
]


def prepared(path: Path) -> Path:
    """Make a book in which there is something to erase, among other things."""
    others = [
        structs.replace(SPENT, ref=f"e{number}", supplier=f"Leverancier {number}")
        for number in range(120)
    ]
    wishes: list[Wish] = [*others[:60], SPENT, SCAN, *others[60:]]
    build(path, wishes, clock=Clock("2025-06-01")).close()
    return path


def traces(path: Path) -> list[bytes]:
    """What of the erased data is in the files of a book."""
    files = (path, journal_of(path))
    return [each for each in NEEDLES if any(found_in(file, [each]) for file in files)]


def kill_at(stage: str) -> None:
    """Let this process end at a stage, as if the power went."""
    if stage == "never":
        return
    module, name, first = STAGES[stage]
    step: Callable[..., Any] = getattr(module, name)

    def last(*given: object) -> None:
        if not first:
            step(*given)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, last)


def main(path: Path, stage: str) -> None:
    world = real_world()
    with Book(path, world) as book:
        kill_at(stage)
        say("ready")
        wishes = [EraseData(of=ERASED, ground="request", slots=("supplier",))]
        with book.writing("u1", erasing=True) as writer:
            n = writer.find_ref(ERASED) or 0
            document = EraseData(of=f"#{n + 2}", ground="request", everything=True)
            for wish in (*wishes, document):
                writer.record(wish)
    say("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
