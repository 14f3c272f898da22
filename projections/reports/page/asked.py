"""The dossier of a verifier, and what a verifier would object to."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.messages import message
from projections.checks import Objection
from projections.dossier import PIECES, Asked
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.scribe import Scribe
from projections.reports.page.sheet import Sheet, event_links, note_button
from projections.reports.page.tables import cell, section, table

_SIGNS = {"error": "✗", "warning": "!", "info": "i"}


def dossier(sheet: Sheet) -> Markup:
    """List what a verifier asks for, and what of it is not there."""
    tell = sheet.scribe.tell
    title = tell(message("what a verifier asks for"))
    heads = [
        (tell(message("piece")), False),
        (tell(message("asked for")), True),
        (tell(message("there")), True),
        (tell(message("missing of")), False),
    ]
    rows = element("tbody", [_asked(sheet, asked) for asked in sheet.year.asked])
    note = tell(message("the reserve sheet is computed, and always there"))
    return section(sheet.id("dossier"), title, table(title, heads, rows), note=note)


def _asked(sheet: Sheet, asked: Asked) -> Markup:
    tell = sheet.scribe.tell
    is_whole = asked.there == asked.asked
    missing = element("span", ", ".join(asked.missing), class_="lacking")
    said = tell(message("nothing is missing"))
    nothing = element("span", f"✓ {said}", class_="held")
    return element(
        "tr",
        element("th", tell(PIECES[asked.piece]), scope="row"),
        cell(str(asked.asked), number=True),
        cell(str(asked.there), number=True),
        cell(
            nothing if is_whole else [missing, " ", event_links(asked.numbers)],
        ),
    )


def objections(sheet: Sheet) -> Markup:
    """List the objections to a year."""
    return section(
        sheet.id("objections"),
        sheet.scribe.tell(message("what a verifier would object to")),
        objection_list(
            sheet.scribe, sheet.year.objections, prefix=sheet.id("objection")
        ),
    )


def objection_list(
    scribe: Scribe, several: Iterable[Objection], *, prefix: str
) -> Markup:
    """List objections, each with an id that begins so, or say that there is none."""
    items = [
        _objection(scribe, each, id=f"{prefix}-{number}")
        for number, each in enumerate(sorted(several, key=_gravity), 1)
    ]
    if not items:
        return element("p", scribe.tell(message("nothing to object to")), class_="held")
    return element("ul", items, class_="objections")


def _gravity(made: Objection) -> int:
    return list(_SIGNS).index(made.severity)


def _objection(scribe: Scribe, made: Objection, *, id: str) -> Markup:
    severity = element(
        "span",
        element("span", _SIGNS[made.severity], class_="sign", aria_hidden="true"),
        " ",
        scribe.word("severity", made.severity),
        class_=("severity", made.severity),
    )
    return element(
        "li",
        element(
            "p",
            severity,
            " ",
            element("code", made.code),
            " ",
            element("bdi", scribe.tell(made.place), class_="place"),
            class_="objection-head",
        ),
        element("p", element("bdi", scribe.tell(made.message)), class_="said"),
        _amount(scribe, made, id=id),
        element("p", scribe.tell(made.rule)),
        element("p", scribe.source(made.source), class_="soft"),
        _next(scribe, made),
        class_=("objection", made.severity),
        id=id,
        data_title=f"{made.code} · {scribe.tell(made.place)}",
    )


def _amount(scribe: Scribe, made: Objection, *, id: str) -> Markup | None:
    parts: list[Child] = []
    if made.amount is not None:
        label = scribe.tell(message("amount"))
        parts = [
            f"{label} ",
            note_button(label, scribe.amount(made.amount), opens=id),
            " ",
        ]
    if made.events:
        said = scribe.tell(message("events"))
        parts += [f"{said} ", event_links(made.events)]
    return element("p", parts) if parts else None


def _next(scribe: Scribe, made: Objection) -> Markup | None:
    if made.next_step is None:
        return None
    said = scribe.tell(message("what to do: {step}", step=made.next_step))
    return element("p", element("bdi", said), class_="next")
