"""The pictures of a year, by hand in SVG: bars that move, with their legends beside.

Bars lie at percentages of the width, so that their patterns keep their form; the fill
of each is told apart by its pattern too, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.reports.page.geometry import Picture, Shape
from projections.reports.page.markup import Child, Markup, element, markup
from projections.reports.page.sheet import Sheet
from projections.reports.page.tables import section

PATTERNS = ("second", "unjustified", "ineligible", "over")
"""The fills that are patterns; all others are plain."""


def patterns() -> Markup:
    """Define the patterns, once for the whole page."""
    made = [
        element(
            "pattern",
            element("rect", width=8, height=8, class_=("ground", name)),
            element("path", d=_LINES[name], class_=("lines", name)),
            id=f"fill-{name}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for name in PATTERNS
    ]
    return element(
        "svg",
        element("defs", made),
        class_="patterns",
        width=0,
        height=0,
        aria_hidden="true",
    )


_LINES = {
    "second": "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
    "unjustified": "M2 2h2v2h-2zM6 6h2v2h-2z",
    "ineligible": "M0 0L8 8M8 0L0 8",
    "over": "M0 2H8M0 6H8",
}


def drawings(sheet: Sheet) -> Markup:
    """Draw the pictures of a year."""
    by_name = {picture.name: picture for picture in sheet.now.pictures}
    title = sheet.scribe.tell(message("the year in pictures"))
    return section(
        sheet.id("pictures"),
        title,
        element(
            "div",
            [
                _figure(sheet, by_name[name], title=title, legend=legend)
                for name, title, legend in _legends(sheet)
            ],
            class_="pictures",
        ),
    )


def _figure(
    sheet: Sheet, picture: Picture, *, title: str, legend: list[Markup]
) -> Markup:
    return element(
        "figure",
        element("figcaption", title),
        _bars(sheet, picture),
        element("ul", legend, class_="legend"),
    )


def _bars(sheet: Sheet, picture: Picture) -> Markup:
    name = f"picture.{picture.name}"
    said = element("title", sheet.now.slots[name], data_slot=name)
    shapes = [_shape(each) for each in picture.shapes]
    return element("svg", said, shapes, role="img", class_="bars", height=44)


def _shape(shape: Shape) -> Markup:
    x, width = f"{shape.start / 10:g}%", f"{shape.width / 10:g}%"
    if shape.kind == "mark":
        return element(
            "line", x1=x, x2=x, y1=0, y2=44, class_="mark", data_shape="mark"
        )
    fill = f"url(#fill-{shape.kind})" if shape.kind in PATTERNS else None
    return element(
        "rect",
        x=x,
        width=width,
        y=6,
        height=32,
        fill=fill,
        class_=("bar", shape.kind),
        data_shape="bar",
    )


def swatch(kind: str) -> Markup:
    """Show how a part of a picture is filled."""
    fill = f"url(#fill-{kind})" if kind in PATTERNS else None
    return element(
        "svg",
        element("rect", width=20, height=14, fill=fill, class_=("bar", kind)),
        width=20,
        height=14,
        class_="swatch",
        aria_hidden="true",
    )


def _legends(sheet: Sheet) -> Iterator[tuple[str, str, list[Markup]]]:
    tell = sheet.scribe.tell
    yield "received", tell(message("received, in two tranches")), _tranches(sheet)
    kinds = ("justified", "unjustified", "ineligible")
    parts = [_line(kind, _named(sheet, kind)) for kind in kinds]
    funds = _line("mark", sheet.sentence(message("funds {funds}", funds="{funds}")))
    yield "spent", tell(message("what was spent, and on what")), [*parts, funds]
    yield (
        "reserve",
        tell(message("the reserve, against its limit")),
        [
            _line("kept", _named(sheet, "carried_over")),
            _line("over", _left(sheet)),
            _line("mark", _named(sheet, "reserve_limit")),
        ],
    )


def _tranches(sheet: Sheet) -> list[Markup]:
    rows = []
    for tranche in sheet.year.tranches:
        number = tranche.tranche
        received, expected = (
            f"{{tranche_{number}.{name}}}" for name in ("received", "expected")
        )
        said = message(
            "tranche {number}: {received} of {expected}, due {due}",
            number=number,
            received=received,
            expected=expected,
            due=tranche.due,
        )
        status = element("b", sheet.slot(f"tranche_{number}.status"))
        kind = "first" if number == 1 else "second"
        rows.append(
            _line(kind, markup(sheet.sentence(said), sheet.scribe.colon, status))
        )
    return rows


def _left(sheet: Sheet) -> Markup:
    keys = {line.key for line in sheet.year.reserve.lines}
    left = "{unused}" if "unused" in keys else "{unspent}"
    said = message("the rest of {left} that is left: it goes back", left=left)
    return sheet.sentence(said)


def _named(sheet: Sheet, name: str) -> Markup:
    return markup(sheet.label(name), " ", sheet.figure(name))


def _line(kind: str, child: Child) -> Markup:
    return element("li", swatch(kind), " ", element("span", child))
