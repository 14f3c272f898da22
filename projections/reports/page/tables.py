"""Tables that scroll by themselves where the window is narrow, and lists of terms."""

from __future__ import annotations

from collections.abc import Iterable

from projections.reports.page.markup import Child, Markup, element


def section(id: str, title: str, *children: Child, note: str | None = None) -> Markup:
    """Make a section of a year, under a heading of its own."""
    return element(
        "section",
        element("h3", title, id=id),
        element("p", note, class_="soft") if note else None,
        *children,
        aria_labelledby=id,
    )


def table(
    caption: str, heads: Iterable[tuple[str, bool]], *bodies: Child, class_: str = ""
) -> Markup:
    """Make a table; `heads` are the names of its columns, and which hold numbers."""
    whole = element(
        "table",
        element("caption", caption),
        head(heads),
        *bodies,
        class_=class_ or None,
    )
    return element(
        "div", whole, class_="scrolls", role="group", tabindex=0, aria_label=caption
    )


def head(heads: Iterable[tuple[str, bool]]) -> Markup:
    """Name columns, and say which hold numbers."""
    row = [
        element("th", name, scope="col", class_="amount" if is_number else None)
        for name, is_number in heads
    ]
    return element("thead", element("tr", row))


def cell(child: Child, *, of: str = "", number: bool = False) -> Markup:
    """Make a cell; `of` names its column where cells stand below each other."""
    return element(
        "td", child, class_="amount" if number else None, data_head=of or None
    )


def terms(pairs: Iterable[tuple[str, Child]]) -> Markup | None:
    """List what is known: pairs without a value are left out."""
    rows = [
        element("div", element("dt", name), element("dd", value))
        for name, value in pairs
        if value
    ]
    return element("dl", rows, class_="terms") if rows else None
