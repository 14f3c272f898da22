"""What a report rests on: every document, and the whole history of the book."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.documents import DocumentLine
from projections.history import HistoryLine
from projections.reports.gathering import Report
from projections.reports.page.markup import Markup, element
from projections.reports.page.scribe import Scribe
from projections.reports.page.sheet import document_name, event_button, event_links
from projections.reports.page.tables import cell, table


def documents(scribe: Scribe, report: Report) -> Markup:
    """List every document of the years and of their plans."""
    found = {each.number: each for each in _documents(report)}
    tell = scribe.tell
    title = tell(message("documents ({count})", count=len(found)))
    heads = [
        (tell(message("number")), False),
        (tell(message("document")), False),
        (tell(message("size")), True),
        (tell(message("of event")), False),
    ]
    rows = [_document(scribe, found[number]) for number in sorted(found)]
    whole = table(title, heads, element("tbody", rows))
    return _folded(title, whole, id="documents")


def _documents(report: Report) -> Iterator[DocumentLine]:
    for year in report.years:
        yield from year.documents
        for line in year.expenses:
            yield from line.documents
        for plan in year.plans:
            for version in plan.versions:
                yield from version.documents


def _folded(title: str, child: Markup, *, id: str) -> Markup:
    return element(
        "section",
        element("details", element("summary", element("h2", title, id=id)), child),
        aria_labelledby=id,
        class_="record",
    )


def _document(scribe: Scribe, document: DocumentLine) -> Markup:
    href, name = scribe.href(document), document_name(scribe, document)
    erased = scribe.erased(document)
    sha256 = document.sha256
    said = [
        element("a", name, href=href) if href else element("b", name),
        f" · {scribe.word('document', document.kind)}",
        f" · {document.media_type}",
        element("code", f"SHA-256 {sha256}", class_="sha256") if sha256 else None,
        element("p", erased, class_="lacking") if erased else None,
    ]
    return element(
        "tr",
        element("td", event_links([document.number])),
        element("td", said, class_="what"),
        cell(scribe.size(document.size), number=True),
        cell(event_links([document.of])),
        id=f"document-{document.number}",
    )


def history(scribe: Scribe, report: Report) -> Markup:
    """List every event, in the order in which it was recorded."""
    tell = scribe.tell
    title = tell(message("history ({count} events)", count=len(report.history)))
    heads = [
        (tell(message("number")), False),
        (tell(message("recorded")), False),
        (tell(message("by")), False),
        (tell(message("date")), False),
        (tell(message("amount")), True),
        (tell(message("what")), False),
    ]
    rows = [_event(scribe, line) for line in report.history]
    whole = table(title, heads, element("tbody", rows), class_="history")
    return _folded(title, whole, id="history")


def _event(scribe: Scribe, line: HistoryLine) -> Markup:
    amount = None
    if line.amount is not None:
        name, written = f"#{line.number}", scribe.amount(line.amount)
        amount = event_button(name, written, number=line.number)
    return element(
        "tr",
        element("th", f"#{line.number}", scope="row"),
        element("td", scribe.moment(line.at)),
        element("td", line.by),
        element("td", scribe.day(line.on)),
        element("td", amount, class_="amount"),
        element("td", element("bdi", scribe.tell(line.text)), _beside(scribe, line)),
        id=f"event-{line.number}",
    )


def _beside(scribe: Scribe, line: HistoryLine) -> Markup | None:
    said = list(_said(scribe, line))
    return element("p", said, class_="soft") if said else None


def _said(scribe: Scribe, line: HistoryLine) -> Iterator[Markup | str]:
    tell = scribe.tell
    if line.ref:
        yield element("bdi", line.ref)
        yield " "
    if line.imported:
        yield tell(message("from a file"))
        yield " "
    if line.late:
        yield tell(message("recorded late"))
        yield " "
    if line.reverses:
        yield tell(message("undoes event"))
        yield event_links([line.reverses])
    if line.reversed_by:
        yield tell(message("undone by events"))
        yield event_links(line.reversed_by)
