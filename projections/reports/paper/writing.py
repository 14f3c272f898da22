"""Set the paper with typst: a template, and all that it says as one JSON document."""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

import msgspec

from ledger.errors import SurroundingsError
from ledger.messages import message
from projections.language import Language
from projections.reports.gathering import Report
from projections.reports.paper.content import content
from projections.reports.paper.qr import checkpoint_qr

TEMPLATES: Final = ("main.typ", "parts.typ")
STANDARDS: Final[list[Any]] = ["a-3a", "ua-1"]
LOG: Final = "events.jsonl"
"""The name of the log inside of the paper."""


def paper(report: Report, language: Language, *, log: bytes) -> bytes:
    """Give the bytes of the PDF; `log` is every leaf that is seen, a line each.

    Raises `SurroundingsError` where typst cannot set it.
    """
    import typst  # only who wants paper waits for it

    folder = resources.files("projections.reports.paper")
    files = {name: (folder / name).read_bytes() for name in TEMPLATES}
    said, pictures = content(report, language)
    files["data.json"] = msgspec.json.encode(said)
    files["checkpoint.svg"] = checkpoint_qr(report.stand)
    # The template is the file called main. That files may come in memory is documented
    # by typst, and not yet in its type hints.
    given: Any = {"main": files.pop("main.typ"), LOG: log, **files, **pictures}
    try:
        made: bytes = typst.compile(
            given, format="pdf", pdf_standards=STANDARDS, ignore_system_fonts=True
        )
    except typst.TypstError as error:
        raise SurroundingsError(
            message("the PDF cannot be set: {reason}", reason=str(error)),
            expected=message("typst 0.15, with its own fonts"),
            next_step=message("write another ending, such as .html"),
        ) from None
    return made
