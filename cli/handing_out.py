"""`export --event`: a file that proves one event, for whoever needs just that."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from cli.seeing import seen
from cli.surroundings import Surroundings
from ledger.book.handing_out import hand_out
from ledger.errors import UsageError
from ledger.keys import SigningKey
from ledger.placing import placed
from projections.moment import PointInTime
from projections.naming import find

SUFFIX = ".tlog-proof"


class HandedOut(Struct, frozen=True):
    """What was written: the file, the number of its event, and its size in bytes."""

    file: str
    number: int
    bytes: int


def event_named(here: Surroundings, target: Path, *, event: str) -> int:
    """Give the index of the event that a hand-out to `target` is of."""
    if target.suffix.lower() != SUFFIX:
        raise UsageError(
            f"{target} does not end in {SUFFIX}",
            place=str(target),
            expected=f"a name as event-17{SUFFIX}",
            found=target.name,
        )
    with seen(here, PointInTime()) as view:
        return find(view, event)


def hand_out_to(
    here: Surroundings, target: Path, *, n: int, key: SigningKey | None, force: bool
) -> None:
    """Write the hand-out of event `n`, and tell it."""
    data = hand_out(here.book, n, key=key)
    with placed(target, force=force) as part:
        part.write_bytes(data)
    told = HandedOut(str(target), n + 1, len(data))
    here.answer(
        told,
        lambda: [
            f"{target}: event #{n + 1}, with the proof that it is in the log",
            "its sealed values are in it: hand it only to whom they concern",
        ],
    )
