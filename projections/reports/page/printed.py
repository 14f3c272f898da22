"""How the reserve and the refund came about, for paper and for who runs no script."""

from __future__ import annotations

from ledger.messages import message
from projections.explaining import Explanation, Part
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.parts import part_text
from projections.reports.page.sheet import Sheet, event_links
from projections.reports.page.tables import section

FIGURES = ("carried_over", "reserve_allowed", "refund_due", "unused")


def printed(sheet: Sheet) -> Markup:
    """Explain what is carried over and refunded, and what both are made of."""
    by_name = {each.figure: each for each in sheet.year.explanations}
    title = sheet.scribe.tell(message("how reserve and refund came about"))
    several = [_explained(sheet, by_name[name]) for name in FIGURES]
    whole = section(
        sheet.id("printed"), title, element("div", several, class_=("groups", "two"))
    )
    return element("div", whole, class_="only-still")


def _explained(sheet: Sheet, made: Explanation) -> Markup:
    scribe = sheet.scribe
    label: Child = sheet.label(made.figure)
    if made.figure == "refund_due":
        label = sheet.now.slots["refund"]
    rows = [_row(sheet, part) for part in made.parts]
    total = element(
        "tr",
        element("th", label, scope="row"),
        element("td", scribe.amount(made.cents), class_="amount"),
        class_="sum",
    )
    return element(
        "table",
        element("caption", label, scribe.colon, scribe.tell(made.meaning)),
        element("tbody", rows, total),
    )


def _row(sheet: Sheet, part: Part) -> Markup:
    scribe = sheet.scribe
    events = event_links(part.events) if part.events else None
    return element(
        "tr",
        element("td", scribe.day(part.on), " ", part_text(sheet, part), " ", events),
        element("td", scribe.amount(part.cents), class_="amount"),
    )
