"""Write a report as a page: what is read without a script, and what moves with it."""

from __future__ import annotations

from ledger.messages import message, term
from projections.language import Language
from projections.reports.gathering import Report
from projections.reports.page import sources
from projections.reports.page.asked import dossier, objection_list, objections
from projections.reports.page.course import course
from projections.reports.page.data import data
from projections.reports.page.drawing import drawings, patterns
from projections.reports.page.expenses import expenses
from projections.reports.page.markup import Markup, element, markup
from projections.reports.page.planned import plans
from projections.reports.page.printed import printed
from projections.reports.page.record import documents as document_list
from projections.reports.page.record import history
from projections.reports.page.rules import rules
from projections.reports.page.scribe import Scribe
from projections.reports.page.sheet import Sheet
from projections.reports.page.stand import footer, header, title_of
from projections.reports.page.statement import accounts, statement, tranches
from projections.reports.page.summary import summary
from projections.reports.page.timebar import timebar

_MOVING = (drawings, statement, tranches, accounts)
"""The sections whose figures are those of the day that is chosen."""

_STILL = (printed, objections, expenses, dossier, plans, rules)


def page(report: Report, language: Language, *, documents: str | None = None) -> bytes:
    """Give the bytes of a page that shows a report, by itself and without a network.

    `documents` is the folder, with a slash at its end, in which the documents lie by
    their SHA-256; where it is not given nothing leads to them.
    """
    scribe = Scribe(language, documents)
    sheets = [Sheet(scribe, year) for year in report.years]
    script, style = sources.script(), sources.style(_margin(report))
    places = {
        "language": language.code,
        "policy": sources.policy(script, style),
        "title": markup(title_of(scribe, report)),
        "style": style,
        "body": _body(report, sheets, scribe=scribe),
        "data": data(report, sheets, scribe=scribe),
        "script": script,
    }
    return sources.skeleton(places).encode()


def _margin(report: Report) -> str:
    stand = report.stand
    years = ", ".join(str(each.year) for each in report.years)
    return f"{stand.school} · {years} · #{stand.events} · {stand.root}"


def _body(report: Report, sheets: list[Sheet], *, scribe: Scribe) -> Markup:
    tell = scribe.tell
    return markup(
        element("a", tell(message("to the figures")), href="#main", class_="skip"),
        patterns(),
        header(scribe, report),
        element(
            "main",
            [_year(sheet) for sheet in sheets],
            _of_the_book(scribe, report),
            document_list(scribe, report),
            history(scribe, report),
            id="main",
            tabindex=-1,
        ),
        footer(scribe, report),
        _dialog(scribe),
    )


def _year(sheet: Sheet) -> Markup:
    return element(
        "article",
        summary(sheet),
        course(sheet),
        timebar(sheet),
        [write(sheet) for write in _MOVING],
        element("p", _still(sheet), class_=("notice", "still"), hidden=True),
        [write(sheet) for write in _STILL],
        id=f"y{sheet.year.year}",
        class_="year",
        data_year=sheet.year.year,
        aria_labelledby=sheet.id("title"),
    )


def _still(sheet: Sheet) -> str:
    return sheet.scribe.tell(
        message(
            "the lists below stand as of {day}; what had not happened yet on the day "
            "that is chosen is marked",
            day=sheet.year.timeline.until,
        )
    )


def _of_the_book(scribe: Scribe, report: Report) -> Markup | None:
    if not report.objections:
        return None
    title = scribe.tell(message("objections to the book itself"))
    return element(
        "section",
        element("h2", title, id="book-objections"),
        objection_list(scribe, report.objections, prefix="book-objection"),
        aria_labelledby="book-objections",
        class_="of-the-book",
    )


def _dialog(scribe: Scribe) -> Markup:
    tell = scribe.tell
    back = element("button", tell(term("button", "back")), type="button", class_="back")
    close = element(
        "button", tell(term("button", "close")), type="button", class_="close"
    )
    return element(
        "dialog",
        element(
            "div",
            element("h2", "", id="dialog-title", tabindex=-1),
            back,
            close,
            class_="dialog-head",
        ),
        element("div", class_="dialog-body"),
        id="dialog",
        aria_labelledby="dialog-title",
    )
