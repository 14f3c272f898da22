"""The reports that lie in a proof bundle, beside the proof: `data/derived/`.

They are for people, and never trusted: whoever checks a bundle can make them again from
its log, and compare. `reports.json` says how they were made, in canonical JSON:

    {"language":"nl","program":"verantwoord 0.1.0","typst":"0.15.2",
     "xlsxwriter":"3.3.1"}

(The line is broken here only.)
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ledger.bundle.redaction import DOCUMENTS, slots_left_out, without_position
from projections.language import Language
from projections.moment import KnownAt
from projections.reports.files import WRITERS, Files, Wanted
from projections.reports.gathering import gather
from projections.view import BookView

STEM: Final = "report"
MADE: Final = "reports.json"
LANGUAGE: Final = "nl"
"""The language of those who verify, where no other one is asked for."""

EVENTS_MAX: Final = 20_000
"""A longer log has no reports in its bundle: they would take longer than the proof."""

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


def enclosed(
    view: BookView,
    language: Language,
    *,
    program: str,
    with_documents: bool = True,
) -> Files:
    """Give the files by their names below `data/derived/`; none of a book too long.

    A book without a year has none either.
    """
    if view.size > EVENTS_MAX or not view.years:
        return {}
    report = gather(view, view.years, on=None, program=program)
    wanted = Wanted(
        report,
        language,
        STEM,
        log=lambda: b"".join(line + b"\n" for line in view.reader.lines(0, view.size)),
        documents=DOCUMENTS_BESIDE if with_documents else None,
    )
    made = msgspec.json.encode(made_here(language, program=program), order="sorted")
    files = {MADE: made}
    for write in WRITERS.values():
        files.update(write(wanted))
    return files


class RedactedView(BookView):
    """A book as the reader of a redacted bundle will see it.

    `left_out` are units, as `ledger.bundle.redaction` names them.
    """

    def __init__(
        self, path: Path, known_at: KnownAt | None, *, left_out: frozenset[str]
    ) -> None:
        """Open the book; raises as `BookView` does."""
        self.left_out = left_out
        super().__init__(path, known_at)

    @property
    def has_documents(self) -> bool:
        """Whether the bundle holds the documents."""
        return DOCUMENTS not in self.left_out

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are told."""
        found = super().values(n)
        if not found or not self.left_out:
            return found
        hidden = slots_left_out(type(self.reader.leaf(n).event), self.left_out)
        return {
            slot: value
            for slot, value in found.items()
            if without_position(slot) not in hidden
        }
