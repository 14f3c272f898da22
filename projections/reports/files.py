"""The files of a report, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from projections.language import Language
from projections.reports.gathering import Report

Files = Mapping[str, bytes]
"""The bytes of each file by its name."""


class Wanted(Struct, frozen=True):
    """A report to be written, its language, and the name of its file but the ending.

    `log` gives every leaf that is seen, a line each. `documents` is where documents lie
    by their SHA-256, as the page that links to them sees it; None where they do not.
    """

    report: Report
    language: Language
    stem: str
    log: Callable[[], bytes]
    documents: str | None = None


def _html(wanted: Wanted) -> Files:
    # Each of these imports what it needs, and only who wants its files waits for that.
    from projections.reports.page import page

    made = page(wanted.report, wanted.language, documents=wanted.documents)
    return {f"{wanted.stem}.html": made}


def _pdf(wanted: Wanted) -> Files:
    from projections.reports.paper import paper

    made = paper(wanted.report, wanted.language, log=wanted.log())
    return {f"{wanted.stem}.pdf": made}


def _xlsx(wanted: Wanted) -> Files:
    from projections.reports.workbook import workbook

    return {f"{wanted.stem}.xlsx": workbook(wanted.report, wanted.language)}


def _csv(wanted: Wanted) -> Files:
    from projections.reports.audit import audit_files

    return audit_files(wanted.report, wanted.language, stem=wanted.stem)


def _json(wanted: Wanted) -> Files:
    from projections.reports.document import document

    return {f"{wanted.stem}.json": document(wanted.report, wanted.language)}


WRITERS: Final[Mapping[str, Callable[[Wanted], Files]]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
}
"""What makes the files of a report, by the ending of its name."""
