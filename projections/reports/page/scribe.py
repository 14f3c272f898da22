"""Writes texts, amounts, days and documents in the language of a page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from msgspec import Struct

from ledger.days import timed
from ledger.messages import message, plural
from projections.documents import DocumentLine
from projections.language import Language
from projections.reports.page.markup import Markup, element
from projections.rule_texts import CHOSEN
from projections.terms import word

_SHA256: Final = re.compile(r"\A[0-9a-f]{64}\Z")


class Scribe(Struct, frozen=True):
    """Writes in one language; `documents` is the folder that links lead to."""

    language: Language
    documents: str | None = None

    def tell(self, text: str) -> str:
        """Tell a text in the language."""
        return self.language.tell(text)

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it."""
        return self.tell(message("{label}: {amount}", label="", amount=""))

    def word(self, context: str, code: str) -> str:
        """Tell the word of a code (`projections.terms`)."""
        return self.tell(word(context, code))

    def amount(self, cents: int) -> str:
        """Write an amount in euros."""
        return self.language.amount(cents)

    def day(self, day: dt.date | None) -> str:
        """Write a day, and nothing where there is none."""
        return "" if day is None else self.language.day(day)

    def moment(self, at: str) -> str:
        """Write a moment, to the second."""
        return self.tell(timed(at))

    def days(self, several: set[dt.date]) -> str:
        """Write days, earliest first."""
        return ", ".join(map(self.day, sorted(several)))

    def foreign(self, text: str | None) -> Markup | None:
        """Set apart what others wrote, so that it cannot turn the words around it."""
        return element("bdi", text) if text else None

    def source(self, source: str) -> Markup:
        """Write where a rule stands: words of the government, or a choice of ours."""
        if source == CHOSEN:
            return element("span", self.tell(source))
        return element("q", self.tell(source), lang="nl")

    def size(self, size: int) -> str:
        """Write how large a document is."""
        return self.tell(plural("{count} byte", "{count} bytes", count=size))

    def href(self, document: DocumentLine) -> str | None:
        """Give where the content of a document lies, None where that is not known."""
        sha256 = document.sha256 or ""
        if self.documents is None or not _SHA256.match(sha256):
            return None
        return f"{self.documents}{sha256}"

    def erased(self, document: DocumentLine) -> str | None:
        """Say that the content of a document is no longer there, where that is so."""
        by = document.erased_by
        if by is None:
            return None
        return self.tell(message("content erased by #{number}", number=by))
