"""`export --event`: a file that proves one event, for whoever needs just that."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from cli.surroundings import Surroundings
from ledger.book.handing_out import hand_out
from ledger.errors import UsageError
from ledger.keys import SigningKey
from ledger.messages import message
from ledger.placing import placed
from projections.naming import find
from projections.view import BookView

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
            message("{file} does not end in {suffix}", file=target, suffix=SUFFIX),
            place=str(target),
            expected=message("a name as event-17{suffix}", suffix=SUFFIX),
            found=target.name,
        )
    with BookView(here.book) as view:
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
            message(
                "{file}: event #{number}, with the proof that it is in the log",
                file=target,
                number=n + 1,
            ),
            message("its sealed values are in it: hand it only to whom they concern"),
        ],
    )
