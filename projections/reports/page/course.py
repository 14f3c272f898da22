"""The course of a year: what was received, spent and justified, from day to day."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from ledger.money import Amount
from projections.explaining.formulas import value
from projections.reports.page.geometry import WHOLE
from projections.reports.page.markup import Markup, element
from projections.reports.page.sheet import Sheet

LINES = ("funds", "spent", "justified")
HEIGHT = 120


def course(sheet: Sheet) -> Markup:
    """Draw the lines of a year, above its time line and on the same scale."""
    days = sheet.place(sheet.year.timeline.until)
    top = max(1, *(made for name in LINES for made in _values(sheet, name)))
    said = element("title", sheet.scribe.tell(_said(sheet)))
    lines = [
        element("path", d=_path(sheet, name, days=days, top=top), class_=("line", name))
        for name in LINES
    ]
    cursor = element("line", x1=WHOLE, x2=WHOLE, y1=0, y2=HEIGHT, class_="cursor")
    drawn = element(
        "svg",
        said,
        lines,
        cursor,
        role="img",
        class_="course",
        viewBox=f"0 0 {WHOLE} {HEIGHT}",
        preserveAspectRatio="none",
    )
    return element(
        "figure",
        drawn,
        element("ul", [_legend(sheet, name) for name in LINES], class_="legend"),
        class_="through",
    )


def _said(sheet: Sheet) -> str:
    made = sheet.year.timeline.steps[-1].figures
    return message(
        "through the year: funds of {funds}, {spent} spent, {justified} justified on "
        "the last day",
        funds=Amount(made.funds),
        spent=Amount(made.spent),
        justified=Amount(made.justified),
    )


def _legend(sheet: Sheet, name: str) -> Markup:
    sample = element("path", d="M0 7H28", class_=("line", name))
    return element(
        "li",
        element(
            "svg", sample, width=28, height=14, class_="swatch", aria_hidden="true"
        ),
        " ",
        element("span", sheet.label(name), " ", sheet.figure(name)),
    )


def _values(sheet: Sheet, name: str) -> Iterator[int]:
    for step in sheet.year.timeline.steps:
        yield value(step.figures, name)


def _path(sheet: Sheet, name: str, *, days: int, top: int) -> str:
    """Draw a line that goes up or down on the day of each step, and straight on."""
    drawn = ""
    for step, cents in zip(
        sheet.year.timeline.steps, _values(sheet, name), strict=True
    ):
        x = sheet.place(step.on) * WHOLE // max(1, days)
        y = HEIGHT - 2 - max(0, cents) * (HEIGHT - 4) // top
        drawn += f"H{x}V{y}" if drawn else f"M{x} {y}"
    return f"{drawn}H{WHOLE}"
