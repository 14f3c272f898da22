"""A book that was corrected shows what one shows in which the row was right at once.

On every day, and with all that hangs on the expense; what was known before the
correction stays to be seen.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cli.intake.files import read_files
from fixtures.books import build
from ledger.book import Book
from ledger.book.importing import import_files
from ledger.commands import ReceiveTranche, RecordAllocation
from ledger.money import parse_cents
from projections.expenses import ExpenseLine, expenses
from projections.moment import parse_known_at
from projections.statement import statement
from projections.view import BookView
from tests.cli.importing.sheets import OTHER, ROW, Row, text_of

TODAY = dt.date(2026, 1, 20)
CHANGES: dict[str, list[str]] = {
    "on": ["13/03/2025", "02/01/2025", "31/12/2025"],
    "amount": ["960,00", "900,00", "250,05"],
    "category": ["Vrije tijd", "Materiaal"],
    "beneficiary": ["Personeel", "Vrijwilliger"],
    "supplier": ["Letterzwaluw vzw", ""],
    "invoice": ["R-18", ""],
    "activity": ["Werkmoment"],
    "relevance": ["Besproken"],
    "link_amount": ["200,00", "250,05", ""],
    "paid_on": ["01/04/2025", "27/03/2025"],
}
ROWS = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([ROW[name], *values]) for name, values in CHANGES.items()
    },
).map(lambda changed: {**ROW, **changed})
DAYS = [
    None,
    *(dt.date(2025, 1, 1), dt.date(2025, 1, 2), dt.date(2025, 3, 11)),
    *(dt.date(2025, 3, 12), dt.date(2025, 3, 13), dt.date(2025, 3, 28)),
    *(dt.date(2025, 4, 1), dt.date(2025, 12, 30), dt.date(2025, 12, 31)),
]
GRANT = (
    RecordAllocation(year=2025, on=dt.date(2025, 1, 1), amount=100_000),
    ReceiveTranche(year=2025, tranche=1, on=dt.date(2025, 3, 1), amount=60_000),
)


def is_sound(row: Row) -> bool:
    linked = row["link_amount"]
    return not linked or parse_cents(linked) <= parse_cents(row["amount"])


def take(book: Book, *rows: Row) -> None:
    """Read a sheet in, correcting what changed."""
    file = book.path.parent / "u.csv"
    file.write_text(text_of(*rows), encoding="utf-8")
    (book.path.parent / "factuur.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    intake = read_files([file], None)
    assert not intake.faults
    book.carry_out(lambda w: import_files(w, intake.files, correcting=True), by="u1")


def seen(book: Book, known_at: str | None = None) -> list[Any]:
    """What is shown on each day, without the numbers of events."""
    with BookView(book.path, parse_known_at(known_at) if known_at else None) as view:
        found = []
        for on in DAYS:
            figures = statement(view, 2025, on=on, today=TODAY)
            lines = expenses(view, 2025, on=on)
            standing = [whole(line) for line in lines if line.state != "reversed"]
            found.append(bare(msgspec.to_builtins([figures, standing])))
    return found


def whole(line: ExpenseLine) -> ExpenseLine:
    """Leave out the payments of which nothing stands."""
    payments = [payment for payment in line.payments if payment.amount]
    return msgspec.structs.replace(line, payments=payments)


def bare(value: Any) -> Any:  # noqa: ANN401  # any document
    """Take out the numbers of events, and the root: they differ, and nothing else."""
    if isinstance(value, dict):
        kept = (pair for pair in value.items() if pair[0] not in NUMBERS)
        return {name: bare(part) for name, part in kept}
    return [bare(part) for part in value] if isinstance(value, list) else value


NUMBERS = {"number", "of", "events", "root", "known_at"}


@settings(max_examples=25)
@given(first=ROWS, last=ROWS, between=st.lists(ROWS, max_size=1))
def test_a_corrected_book_shows_what_was_right_at_once(
    first: Row, last: Row, between: list[Row]
) -> None:
    assume(all(map(is_sound, (first, last, *between))))
    with tempfile.TemporaryDirectory() as folder:
        corrected, right = (Path(folder) / name for name in ("a.book", "b.book"))
        with build(corrected, GRANT) as book:
            take(book, first, OTHER)
            before = seen(book)
            with BookView(book.path) as view:
                size = view.size
            for row in (*between, last):
                take(book, row, OTHER)
            shown = seen(book)
            assert seen(book, f"#{size}") == before
        with build(right, GRANT) as book:
            take(book, last, OTHER)
            assert seen(book) == shown
