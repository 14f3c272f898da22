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


class EnclosedView(BookView):
    """A book as the reader of its bundle will see it, with the first `size` events.

    `left_out` are units, as `ledger.bundle.redaction` names them. The head of the
    bundle counts as kept: whoever has the bundle has it.
    """

    def __init__(self, path: Path, size: int, *, left_out: frozenset[str]) -> None:
        """Open the book; raises as `BookView` does."""
        super().__init__(path, KnownAt(str(size), size=size))
        self.left_out = left_out
        self.known_at = None  # of the bundle it is everything

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

    def kept_heads(self) -> list[int]:
        """Give the sizes of which somebody has a head, that of the bundle too."""
        return sorted({*super().kept_heads(), self.size})
