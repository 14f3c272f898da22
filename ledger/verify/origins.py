"""The name of a log, the school in it, and the key that it began with."""

from __future__ import annotations

import re

from msgspec import Struct

from ledger.errors import MalformedError
from ledger.events import BookOpened, Leaf
from ledger.note import (
    Note,
    format_vkey,
    parse_checkpoint,
    parse_head,
    parse_vkey,
    verify_note,
)
from ledger.verify.heads import Grade, Log
from ledger.verify.leaves import read_leaves

_ORIGIN = re.compile(r"verantwoord/(?P<school>[0-9]{6})/[0-9a-f]{16}")


class Origin(Struct, frozen=True):
    """Which log it is: a key that it began with stays its own, whatever followed."""

    first_key: str
    is_trusted: bool

    @classmethod
    def of(cls, log: Log, *, size: int) -> Origin:
        """Tell a log by its first key ("" for none), and whether it is trusted."""
        first = log.keys.at(1)
        key = format_vkey(first.key) if first and first.key else ""
        return cls(key, bool(log.logs) and log.grade(size) is Grade.SIGNED)


def origin_of(line: bytes) -> str | None:
    """Give the origin that the first line of a log names, None where it names none."""
    for leaf in read_leaves([line]):
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


def is_listed(vkey: str, log: Log) -> bool:
    """Whether the policy names a key."""
    try:
        return parse_vkey(vkey) in log.logs
    except MalformedError:
        return False
