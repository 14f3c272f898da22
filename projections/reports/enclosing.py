"""The reports that lie in a proof bundle, beside the proof: `data/derived/`.

They are for people, and never trusted: whoever checks a bundle can make them again from
its log, and compare. `reports.json` says how they were made, in canonical JSON:

    {"language":"nl","program":"verantwoord 0.1.0","typst":"0.15.2",
     "xlsxwriter":"3.3.1"}

(The line is broken here only.)
"""

from __future__ import annotations

from importlib import metadata
from typing import Final

import msgspec
from msgspec import Struct

from ledger.bundle.redaction import DOCUMENTS
from projections.enclosed import EVENTS_MAX
from projections.language import Language
from projections.reports.files import WRITERS, Files, Wanted
from projections.reports.gathering import gather
from projections.view import BookView

STEM: Final = "report"
MADE: Final = "reports.json"
LANGUAGE: Final = "nl"
"""The language of those who verify, where no other one is asked for."""

DOCUMENTS_BESIDE: Final = "../documents/"
"""Where documents lie, as an unpacked report sees them."""


class Made(Struct, frozen=True, kw_only=True):
    """How reports were made: who makes them alike gets the same bytes."""

    language: str
    program: str
    typst: str
    xlsxwriter: str


def made_here(language: Language, *, program: str) -> Made:
    """Say how reports are made by this program, with what it finds installed."""
    return Made(
        language=language.code,
        program=program,
        typst=metadata.version("typst"),
        xlsxwriter=metadata.version("XlsxWriter"),
    )


def enclosed(view: BookView, language: Language, *, program: str) -> Files:
    """Give the files by their names below `data/derived/`; none of a book too long.

    `view` is of the bundle, or as its reader will see it. A book without a year has
    none either.
    """
    if view.size > EVENTS_MAX or not view.years:
        return {}
    report = gather(view, view.years, on=None, program=program)
    wanted = Wanted(
        report,
        language,
        STEM,
        log=lambda: b"".join(line + b"\n" for line in view.reader.lines(0, view.size)),
        documents=None if DOCUMENTS in view.left_out else DOCUMENTS_BESIDE,
    )
    made = msgspec.json.encode(made_here(language, program=program), order="sorted")
    files = {MADE: made}
    for write in WRITERS.values():
        files.update(write(wanted))
    return files
