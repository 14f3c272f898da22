"""What a report says about time: anchors, windows, late entries."""

from __future__ import annotations

import datetime as dt
from base64 import b64decode
from collections.abc import Iterator

from cli.printing import wrapped
from cli.surroundings import Surroundings
from ledger.note.fingerprint import fingerprint
from ledger.verify import Report
from ledger.verify.outside import Anchor
from ledger.verify.words import time as words

SHOWN_MAX = 10


def dated_lines(here: Surroundings, report: Report) -> Iterator[str]:
    """Tell when events were recorded, as far as anything outside shows it."""
    lang = here.locale.language
    for window in report.windows[-SHOWN_MAX:]:
        after = _moment(here, window.not_before)
        before = _moment(here, window.not_after)
        said = words.window(window.first, window.to, after=after, before=before)
        yield from wrapped(said.told(lang))
    for entry in report.late.events[:SHOWN_MAX]:
        moment = _moment(here, entry.not_before) or ""
        said = words.late(entry.number, entry.on, after=moment)
        yield from wrapped(said.told(lang))
    if (left := report.late.count - SHOWN_MAX) > 0:
        yield words.more_late(left).told(lang)
    held = [anchor for anchor in report.anchors if anchor.held]
    claimed = [anchor for anchor in report.anchors if not anchor.held]
    if held:
        yield words.HELD.told(lang)
        for anchor in held[-SHOWN_MAX:]:
            yield from _lines(anchor, _who(here, anchor), lang=lang)
    if claimed:
        yield from wrapped(words.CLAIMED.told(lang))
        for anchor in claimed[-SHOWN_MAX:]:
            yield from _lines(anchor, _why(here, anchor), lang=lang)
            if anchor.root:
                yield f"    {fingerprint(b64decode(anchor.root))}"


def _who(here: Surroundings, anchor: Anchor) -> str:
    return ", ".join(filter(None, [*anchor.by, _moment(here, anchor.at)]))


def _why(here: Surroundings, anchor: Anchor) -> str:
    if anchor.why:
        return words.why(anchor.why).told(here.locale.language)
    return here.locale.day(anchor.on) if anchor.on else ""


def _moment(here: Surroundings, at: str | None) -> str | None:
    if not at:
        return None
    day = here.locale.day(dt.date.fromisoformat(at[:10]))
    return f"{day} {at[11:19]} UTC"


def _lines(anchor: Anchor, what: str, *, lang: str) -> list[str]:
    said = words.anchor(anchor.number, anchor.kind, size=anchor.size, what=what)
    return wrapped(said.told(lang), "  ")
