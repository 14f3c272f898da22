"""A head as people keep it: out of signed minutes, typed over, pasted or printed.

    log verantwoord/voorbeeld/00112233445566778899aabbccddeeff, 9 events
    fingerprint FWDD 2LLH THEO NTXU …

Read are the lines of `close`, those of `anchor print`, and three lines of which the
third has the fingerprint; the words before them may be of any language. Whatever stands
between them, as a QR code, says nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from cli.head_words import EVENTS, FINGERPRINT, LOG, ROOT, in_every_language
from ledger.errors import MalformedError
from ledger.messages import Message, message
from ledger.note import Checkpoint, format_checkpoint
from ledger.note.fingerprint import parse_fingerprint
from ledger.note.vkey import decode_base64

FORMS: Final = message(
    "the signed note, or the lines out of the minutes: log, events, and the root or"
    " the 52 letters of its fingerprint"
)

_SIZE = re.compile("[0-9]{1,19}")
_LETTERS = re.compile("[A-Z2-7 ]+")


def read_minutes(data: bytes) -> bytes | None:
    """Make the bare three lines of what people keep; None where it is not that.

    Raises `MalformedError` where the root and the fingerprint are not of one head, or
    the fingerprint has a letter too many.
    """
    try:
        lines = [line.strip() for line in data.decode().splitlines()]
    except UnicodeDecodeError:
        return None
    lines = [line for line in lines if line]
    said = _labelled(lines) or _bare(lines)
    if said is None:
        return None
    origin, size, root = said
    return format_checkpoint(Checkpoint(origin, int(size), root)).encode()


def _bare(lines: list[str]) -> tuple[str, str, bytes] | None:
    letters = " ".join(lines[2:])
    if not _LETTERS.fullmatch(letters) or not _SIZE.fullmatch(lines[1]):
        return None
    return lines[0], lines[1], parse_fingerprint(letters)


def _labelled(lines: list[str]) -> tuple[str, str, bytes] | None:
    log = next(filter(None, map(_forms().log.fullmatch, lines)), None)
    events = next(filter(None, map(_forms().events.fullmatch, lines)), None)
    size = log and (log[2] or (events and events[1]))
    root = _root(lines)
    if not log or not size or root is None:
        return None
    return log[1], size, root


def _root(lines: list[str]) -> bytes | None:
    roots = [decode_base64(found[1], place="root") for found in _found(lines)]
    printed = _printed(lines)
    if printed:
        roots.append(parse_fingerprint(printed))
    if any(root != roots[0] for root in roots):
        raise MalformedError(
            message("the root and the fingerprint are not of the same head")
        )
    return roots[0] if roots else None


def _found(lines: list[str]) -> list[re.Match[str]]:
    return [found for line in lines if (found := _forms().root.fullmatch(line))]


def _printed(lines: list[str]) -> str:
    """Give the letters after the word, and those on the next line if it goes on."""
    for n, line in enumerate(lines):
        found = _forms().fingerprint.fullmatch(line)
        if found:
            rest = lines[n + 1 : n + 2]
            return " ".join([found[1], *filter(_LETTERS.fullmatch, rest)])
    return ""


class _Forms(Struct, frozen=True):
    """The lines of a head, in any language."""

    log: re.Pattern[str]
    events: re.Pattern[str]
    root: re.Pattern[str]
    fingerprint: re.Pattern[str]


@cache
def _forms() -> _Forms:
    log, events, root, fingerprint = map(
        _any_language, (LOG, EVENTS, ROOT, FINGERPRINT)
    )
    return _Forms(
        log=re.compile(rf"{log}\s+(\S+?)(?:,\s*([0-9]{{1,19}}) {events})?"),
        events=re.compile(rf"{events}\s+([0-9]{{1,19}})"),
        root=re.compile(rf"{root}\s+(\S+)"),
        fingerprint=re.compile(rf"{fingerprint}\s+([A-Z2-7 ]+)"),
    )


def _any_language(word: Message) -> str:
    return f"(?:{'|'.join(map(re.escape, in_every_language(word)))})"
