"""The top of a year: how it stands, and its large figures."""

from __future__ import annotations

from collections import Counter

from ledger.messages import joined, message, plural
from projections.reports.page.markup import Child, Markup, element, markup
from projections.reports.page.sheet import Sheet
from projections.supposing import OTHER_RULES


def summary(sheet: Sheet) -> Markup:
    """Write the heading of a year, what its figures rest on, and the large ones."""
    year = sheet.year.year
    title = sheet.scribe.tell(message("budget year {year}", year=year))
    return markup(
        element(
            "div",
            element("h2", title, id=sheet.id("title"), tabindex=-1),
            element("p", sheet.slot("standing"), class_="standing"),
            class_="year-head",
        ),
        _other_rules(sheet),
        element("div", _tiles(sheet), class_="tiles"),
        _objections(sheet),
    )


def _other_rules(sheet: Sheet) -> Markup | None:
    rules = sheet.year.rules
    if not rules.given:
        return None
    said = sheet.scribe.tell(OTHER_RULES)
    named = element("bdi", f"{rules.id}, {rules.title}")
    return element("p", said, sheet.scribe.colon, named, class_=("notice", "what-if"))


def _tiles(sheet: Sheet) -> list[Markup]:
    said = {
        "received": message("of {allocated} allocated", allocated="{allocated}"),
        "spent": message("of {funds} in funds", funds="{funds}"),
        "justified": message("{left} still to be justified", left="{unjustified}"),
        "carried_over": message("at most {limit}, the limit", limit="{reserve_limit}"),
        "refund_due": message(
            "{left} of it still to refund", left="{refund_outstanding}"
        ),
    }
    return [_tile(sheet, name, said=text) for name, text in said.items()]


def _tile(sheet: Sheet, name: str, *, said: str) -> Markup:
    is_refund, is_kept = name == "refund_due", name == "carried_over"
    label: Child = sheet.slot("refund") if is_refund else sheet.label(name)
    return element(
        "div",
        element("h3", label, " ", sheet.slot("carried") if is_kept else None),
        element(
            "p",
            element("span", "€\u00a0", class_="unit", aria_hidden="true"),
            sheet.figure(name),
            class_="large",
        ),
        element("p", sheet.sentence(said), class_="soft"),
        class_=("tile", name),
    )


def _objections(sheet: Sheet) -> Markup:
    """Count what is objected to at the end, apart from the figures that move."""
    tell = sheet.scribe.tell
    counts = Counter(each.severity for each in sheet.year.objections)
    open_ = counts["error"] + counts["warning"]
    said = joined(
        " · ",
        [
            plural("{count} error", "{count} errors", count=counts["error"]),
            plural("{count} warning", "{count} warnings", count=counts["warning"]),
        ],
    )
    return element(
        "div",
        element("h3", tell(message("objections, as of {day}", day=sheet.until))),
        element(
            "p",
            element("a", str(open_), href=f"#{sheet.id('objections')}"),
            class_="large",
        ),
        element("p", tell(said), class_="soft"),
        class_=("tile", "objected"),
    )
