"""What a report says about time: anchors, windows, late entries."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

from cli.printing import wrapped
from cli.surroundings import Surroundings
from ledger.days import timed
from ledger.messages import Message
from ledger.note.fingerprint import fingerprint
from ledger.verify import Report
from ledger.verify.outside import Anchor
from ledger.verify.windows import Window
from ledger.verify.words import time as words
from projections.anchors import Segment

SHOWN_MAX = 10


def dated_lines(here: Surroundings, report: Report) -> Iterator[str]:
    """Tell when events were recorded, as far as anything outside shows it."""
    for window in report.windows[-SHOWN_MAX:]:
        yield from wrapped(here.tell(window_words(window)))
    for entry in report.late.events[:SHOWN_MAX]:
        after = timed(entry.not_before)
        said = words.late(entry.number, entry.on, after=after)
        yield from wrapped(here.tell(said))
    if (left := report.late.count - SHOWN_MAX) > 0:
        yield words.more_late(left)
    held = [anchor for anchor in report.anchors if anchor.held]
    claimed = [anchor for anchor in report.anchors if not anchor.held]
    if held:
        yield words.HELD
        for anchor in held[-SHOWN_MAX:]:
            yield from _lines(here, anchor, what=_who(anchor))
    if claimed:
        yield from wrapped(here.tell(words.CLAIMED))
        for anchor in claimed[-SHOWN_MAX:]:
            yield from _lines(here, anchor, what=_why(anchor))
            if anchor.root:
                yield f"    {fingerprint(b64decode(anchor.root))}"


def window_words(window: Window | Segment) -> Message:
    """Say between which moments the events of a window were recorded."""
    after, before = (
        timed(at) if at else None for at in (window.not_before, window.not_after)
    )
    return words.window(window.first, window.to, after=after, before=before)


def _who(anchor: Anchor) -> list[object]:
    return [*anchor.by, *([timed(anchor.at)] if anchor.at else [])]


def _why(anchor: Anchor) -> list[object]:
    why = anchor.why or anchor.on
    return [why] if why else []


def _lines(here: Surroundings, anchor: Anchor, *, what: list[object]) -> list[str]:
    said = words.anchor(anchor.number, anchor.kind, size=anchor.size, what=what)
    return wrapped(here.tell(said), "  ")
