"""What a report says about time: anchors, windows, late entries."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

from cli.surroundings import Surroundings
from ledger.note.fingerprint import fingerprint
from ledger.verify import Report
from ledger.verify.anchors import Anchor
from ledger.verify.words import time as words

SHOWN_MAX = 10


def dated_lines(here: Surroundings, report: Report) -> Iterator[str]:
    """Tell when events were recorded, as far as anything outside shows it."""
    lang = here.locale.language
    for window in report.windows[-SHOWN_MAX:]:
        after, before = _moment(window.not_before), _moment(window.not_after)
        said = words.window(window.first, window.to, after=after, before=before)
        yield said.told(lang)
    for entry in report.late.events[:SHOWN_MAX]:
        moment = _moment(entry.not_before) or ""
        yield words.late(entry.number, entry.on, after=moment).told(lang)
    if (left := report.late.count - SHOWN_MAX) > 0:
        yield words.more_late(left).told(lang)
    held = [anchor for anchor in report.anchors if anchor.held]
    claimed = [anchor for anchor in report.anchors if not anchor.held]
    if held:
        yield words.HELD.told(lang)
        yield from (
            _line(anchor, _who(anchor), lang=lang) for anchor in held[-SHOWN_MAX:]
        )
    if claimed:
        yield words.CLAIMED.told(lang)
        for anchor in claimed[-SHOWN_MAX:]:
            yield _line(anchor, anchor.why or str(anchor.on or ""), lang=lang)
            if anchor.root:
                yield f"    {fingerprint(b64decode(anchor.root))}"


def _who(anchor: Anchor) -> str:
    return ", ".join(filter(None, [*anchor.by, _moment(anchor.at)]))


def _moment(at: str | None) -> str | None:
    return f"{at[:10]} {at[11:19]} UTC" if at else None


def _line(anchor: Anchor, what: str, *, lang: str) -> str:
    said = words.anchor(anchor.number, anchor.kind, size=anchor.size, what=what)
    return f"  {said.told(lang)}"
