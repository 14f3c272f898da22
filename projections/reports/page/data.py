"""What the script of a page needs: every step of a year, and the parts of its figures.

Texts are told here, and stand in one list; all else are their places in it. Nothing
is left to compute: a day has a step, a step has texts, and a part has its first and
last step. It is JSON in a script element that is never run, written so that no text can
end that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ledger.messages import Message, message
from projections.explaining import NAMES
from projections.explaining.explanation import PROJECTED
from projections.reports.gathering import Report
from projections.reports.page.geometry import numbers
from projections.reports.page.markup import visible
from projections.reports.page.parts import part_text
from projections.reports.page.scribe import Scribe
from projections.reports.page.sheet import Sheet
from projections.reports.page.steps import PROJECTED_REFUND, Told
from projections.reports.steps import TimedPart

WORDS: dict[str, Message] = {
    "announce": message(
        "{day}: {label} {amount}", day="{day}", label="{label}", amount="{amount}"
    ),
    "documents": message("documents"),
    "event": message("event {number}", number="{number}"),
    "history": message("to the history"),
    "later": message("not yet on this day"),
    "none": message("nothing counts: it is zero"),
    "on": message("budget year {year}, as of {day}", year="{year}", day="{day}"),
    "parts": message("what it is made of"),
    "projected": message("a projection: it is decided when the year is closed"),
    "rules": message("rules"),
    "shown": message("{shown} of {count} shown", shown="{shown}", count="{count}"),
    "sum": message("together"),
    "title": message("{label}: {amount}", label="{label}", amount="{amount}"),
}
"""What the script says itself; it fills in places that stand between braces."""

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Texts:
    """A list of texts in which each stands once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Give the place of a text, which is added where it is new."""
        return self._places.setdefault(visible(text), len(self._places))

    def all(self) -> list[str]:
        """Give every text, in the order of their places."""
        return list(self._places)


def data(report: Report, sheets: list[Sheet], *, scribe: Scribe) -> str:
    """Give the data of a page as JSON that may stand in a script element."""
    texts = Texts()
    years = {str(sheet.year.year): _year(sheet, texts) for sheet in sheets}
    made = {
        "years": years,
        "words": {name: scribe.tell(text) for name, text in WORDS.items()},
        "documents": _documents(report, sheets),
        "texts": texts.all(),
    }
    return msgspec.json.encode(made).decode().translate(_ESCAPES)


def _year(sheet: Sheet, texts: Texts) -> dict[str, Any]:
    line = sheet.year.timeline
    return {
        "days": [sheet.scribe.day(day) for day in _days(line.since, line.until)],
        "slots": list(sheet.now.slots),
        "steps": [
            _step(told, texts, place=sheet.place(step.on), closed=step.closed)
            for step, told in zip(line.steps, sheet.steps, strict=True)
        ],
        "figures": {name: _figure(sheet, name) for name in NAMES},
        "parts": [_part(sheet, timed, texts=texts) for timed in line.parts],
    }


def _days(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    for count in range((until - since).days + 1):
        yield since + dt.timedelta(days=count)


def _step(told: Told, texts: Texts, *, place: int, closed: bool) -> list[Any]:
    said = [texts.place(text) for text in told.slots.values()]
    return [place, int(closed), said, list(numbers(told.pictures))]


def _figure(sheet: Sheet, name: str) -> dict[str, str]:
    """Say what a figure is, under the rules of the year."""
    meaning = next(
        each.meaning for each in sheet.year.explanations if each.figure == name
    )
    tell = sheet.scribe.tell
    said = {
        "label": sheet.label(name),
        "meaning": visible(tell(meaning)),
        "rule": NAMES[name].rule,
    }
    if name in PROJECTED:
        said["projected"] = tell(WORDS["projected"])
    return said | ({"open": tell(PROJECTED_REFUND)} if name == "refund_due" else {})


def _part(sheet: Sheet, timed: TimedPart, *, texts: Texts) -> list[Any]:
    part = timed.part
    return [
        timed.of,
        timed.first,
        timed.last,
        texts.place(sheet.scribe.amount(part.cents)),
        texts.place(part_text(sheet, part)),
        texts.place(sheet.scribe.day(part.on)),
        part.rule,
        part.figure or "",
        part.events,
    ]


def _documents(report: Report, sheets: Iterable[Sheet]) -> dict[str, list[int]]:
    """Give the numbers of the documents of each fact by its number."""
    found: dict[int, list[int]] = {}
    for sheet in sheets:
        for number, documents in sheet.documents.items():
            found[number] = [document.number for document in documents]
    for year in report.years:
        for plan in year.plans:
            for version in plan.versions:
                for document in version.documents:
                    of = found.setdefault(document.of, [])
                    if document.number not in of:
                        of.append(document.number)
    return {str(number): found[number] for number in sorted(found)}
