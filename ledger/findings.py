"""What a check found: values that are collected, never raised.

A check reports everything that it finds and goes on as long as that is safe. A finding
says by its code which step found it, where, and what was expected and found there. The
exit code of a check is the lowest code among its findings, 0 when there are none.

    Finding(code=Code.MANIFEST, place="data/checkpoint", message="…")
"""

from __future__ import annotations

from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from ledger.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_MAX = 100


class Code(IntEnum):
    """The exit codes, each named after the step that it stands for."""

    HELD = 0
    REFUSED = 1
    USAGE = 2
    SURROUNDINGS = 3
    CONTAINER = 10
    MANIFEST = 11
    LOG = 12
    SIGNATURE = 13
    FORK = 14
    ANCHORS = 15
    DISCLOSURE = 16
    REPLAY = 17
    INCOMPLETE = 18
    PROGRAM = 70


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be; `message` is a sentence, no full stop."""

    code: int
    place: str
    message: str
    expected: str | None = None
    found: str | None = None


def exit_code(findings: Iterable[Finding]) -> int:
    """The lowest code that applies, and 0 for no findings."""
    return lowest(finding.code for finding in findings)


def lowest(codes: Iterable[int]) -> int:
    """The lowest of several exit codes that is not 0, and 0 where all are."""
    return min(filter(None, codes), default=Code.HELD.value)


def at_most(findings: Iterable[Finding], count: int = SHOWN_MAX) -> list[Finding]:
    """The first `count` findings, and one that says so when there are more."""
    # A hostile bundle can be wrong in millions of places: they are not even looked for.
    iterator = iter(findings)
    shown = list(islice(iterator, count))
    if (surplus := next(iterator, None)) is not None:
        more = more_than(count)
        shown.append(Finding(code=surplus.code, place=surplus.place, message=more))
    return shown


def more_than(count: int) -> Message:
    """Say that only so many of a kind are shown."""
    return message(
        "there is more of this kind: only the first {count} are shown", count=count
    )
