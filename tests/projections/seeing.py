"""A book in a folder of its own, recorded as a test says, and a view of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fixtures.books import OPENED, Clock, build
from ledger.book import Book
from ledger.commands import AttachDocument, OpenBook, Wish
from ledger.values import DocumentKind
from projections.moment import parse_known_at
from projections.view import BookView

TODAY = dt.date(2026, 1, 20)


class Desk:
    """One book whose clock a test moves; `record` goes on with it."""

    def __init__(self, folder: Path, *wishes: Wish, opened: OpenBook = OPENED) -> None:
        self.path = folder / "school.book"
        self.clock = Clock()
        self.book: Book = build(self.path, wishes, clock=self.clock, opened=opened)

    def record(self, *wishes: Wish, day: str | None = None) -> None:
        if day:
            self.clock.day(day)
        for wish in wishes:
            self.book.record(wish, by="u1")

    def view(self, known_at: str | None = None) -> BookView:
        return BookView(self.path, parse_known_at(known_at) if known_at else None)


def attach(of: str, kind: DocumentKind) -> AttachDocument:
    return AttachDocument(
        of=of,
        kind=kind,
        name=f"{of}-{kind}.pdf",
        media_type="application/pdf",
        content=f"{of} {kind}".encode(),
    )


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
