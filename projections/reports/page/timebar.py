"""The time line of a year: a slider over its days, its marks, and steps to changes.

It is there where the page may run its script; without it, a year is seen at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.days import year_end
from ledger.messages import Message, message, term
from projections.reports.page.markup import Markup, element
from projections.reports.page.sheet import Sheet

MONTHS = (
    term("month", "Jan"),
    term("month", "Feb"),
    term("month", "Mar"),
    term("month", "Apr"),
    term("month", "May"),
    term("month", "Jun"),
    term("month", "Jul"),
    term("month", "Aug"),
    term("month", "Sep"),
    term("month", "Oct"),
    term("month", "Nov"),
    term("month", "Dec"),
)
_EVERY_MONTH = 14
_EVERY_QUARTER = 40


def timebar(sheet: Sheet) -> Markup:
    """Write the time line of a year."""
    tell, ident = sheet.scribe.tell, sheet.id("day")
    return element(
        "div",
        element(
            "div",
            element("label", tell(message("figures on")), for_=ident),
            element(
                "output", sheet.scribe.day(sheet.year.timeline.until), class_="day"
            ),
            element("span", _seen(sheet), class_="at"),
            element("span", _buttons(sheet), class_="buttons"),
            class_="clock",
        ),
        element("div", _marks(sheet), _slider(sheet, ident), class_="rail"),
        _by_month(sheet),
        element("p", class_="unseen", role="status"),
        class_="timebar",
        role="group",
        aria_label=tell(message("time line of {year}", year=sheet.year.year)),
    )


def _by_month(sheet: Sheet) -> Markup | None:
    """Say so where a year has too many facts to be followed day by day."""
    known = {step.on for step in sheet.year.timeline.steps}
    if all(line.on in known for line in sheet.year.expenses):
        return None
    said = message("a year with so many facts is followed by month, not by day")
    return element("p", sheet.scribe.tell(said), class_="soft")


def _seen(sheet: Sheet) -> Markup:
    spent = sheet.label("spent")
    return element(
        "span",
        element("span", spent, " ", sheet.slot("spent"), class_="wide"),
        " ",
        element(
            "span", sheet.slot("refund"), " ", element("b", sheet.slot("refund_due"))
        ),
    )


def _slider(sheet: Sheet, ident: str) -> Markup:
    last = sheet.place(sheet.year.timeline.until)
    return element(
        "input",
        type="range",
        id=ident,
        min=0,
        max=last,
        value=last,
        step=1,
        autocomplete="off",
        aria_valuetext=sheet.scribe.day(sheet.year.timeline.until),
    )


def _buttons(sheet: Sheet) -> list[Markup]:
    tell = sheet.scribe.tell
    steps = [
        _button(
            "\N{LEFTWARDS ARROW}", tell(message("the change before")), data_step="-1"
        ),
        _button(
            "\N{RIGHTWARDS ARROW}", tell(message("the next change")), data_step="1"
        ),
    ]
    jumps = [
        element("button", tell(name), type="button", class_="jump", data_to=place)
        for name, place in _named_days(sheet)
    ]
    return [*steps, *jumps]


def _button(sign: str, name: str, **attributes: str) -> Markup:
    return element(
        "button", sign, type="button", aria_label=name, title=name, **attributes
    )


def _named_days(sheet: Sheet) -> Iterator[tuple[Message, int]]:
    """Yield the days that one asks for: those of tranches, 31 December, the last."""
    line, year = sheet.year.timeline, sheet.year.year
    for tranche in sheet.year.tranches:
        if tranche.due <= line.until:
            named = message("tranche {number} due", number=tranche.tranche)
            yield named, sheet.place(tranche.due)
    end = year_end(year)
    if end <= line.until:
        closed = next((step.on for step in line.steps if step.closed), None)
        is_close = closed == end
        named = message("close, 31 December") if is_close else message("31 December")
        yield named, sheet.place(end)
    if end < line.until:
        yield message("last change"), sheet.place(line.until)


def _marks(sheet: Sheet) -> Markup:
    last = max(1, sheet.place(sheet.year.timeline.until))
    days = [sheet.place(step.on) for step in sheet.year.timeline.steps]
    named = {place for _, place in _named_days(sheet)}
    ticks = [_tick(place, last, kind="change") for place in days]
    special = [_tick(place, last, kind="named") for place in sorted(named)]
    return element(
        "svg",
        element("line", x1="0%", x2="100%", y1=20, y2=20, class_="track"),
        ticks,
        special,
        list(_months(sheet, last)),
        class_="marks",
        aria_hidden="true",
    )


def _tick(place: int, last: int, *, kind: str) -> Markup:
    x = f"{place * 1000 // last / 10:g}%"
    top, end = (4, 36) if kind == "named" else (12, 28)
    return element("line", x1=x, x2=x, y1=top, y2=end, class_=kind)


def _months(sheet: Sheet, last: int) -> Iterator[Markup]:
    line = sheet.year.timeline
    firsts = list(_firsts(line.since, line.until))
    every = 1 if len(firsts) <= _EVERY_MONTH else 3
    every = every if len(firsts) <= _EVERY_QUARTER else 12
    for first in firsts:
        if (first.month - 1) % every == 0:
            is_year = first.month == 1
            name = (
                str(first.year)
                if is_year
                else sheet.scribe.tell(MONTHS[first.month - 1])
            )
            x = f"{sheet.place(first) * 1000 // last / 10:g}%"
            yield element(
                "text", name, x=x, y=52, class_="new-year" if is_year else None
            )


def _firsts(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    for year in range(since.year, until.year + 1):
        for month in range(1, 13):
            if since <= dt.date(year, month, 1) <= until:
                yield dt.date(year, month, 1)
