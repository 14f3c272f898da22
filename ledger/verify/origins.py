"""The name of a log, the school in it, and whether a head is signed by its key."""

from __future__ import annotations

import re

from ledger.errors import MalformedError
from ledger.events import BookOpened, Leaf
from ledger.note import (
    Note,
    parse_checkpoint,
    parse_head,
    verify_note,
)
from ledger.verify.heads import Log
from ledger.verify.leaves import read_each

_ORIGIN = re.compile(r"verantwoord/(?P<school>[0-9]{6})/[0-9a-f]{16}")


def origin_of(line: bytes) -> str | None:
    """Give the origin that the first line of a log names, None where it names none."""
    for leaf in read_each([line]):
        if isinstance(leaf, Leaf) and isinstance(leaf.event, BookOpened):
            return leaf.event.origin
    return None


def school_of(origin: str) -> str | None:
    """Give the school number in the name of a log, None where it is no such name."""
    found = _ORIGIN.fullmatch(origin)
    return found["school"] if found else None


def is_head(data: bytes) -> bool:
    """Whether these bytes are a head at all: the notes of a file may be anything."""
    try:
        parse_head(data)
    except MalformedError:
        return False
    return True


def is_signed_by_log(note: Note, log: Log) -> bool:
    """Whether the key that the log has at the size of this head has signed it."""
    held = log.keys.at(parse_checkpoint(note.text).size)
    try:
        return bool(held and held.key and verify_note(note, [held.key]))
    except MalformedError:
        return False
