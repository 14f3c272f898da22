"""A book, looked at from all sides, beside the ledger on paper of the same life."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from ledger import codec
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.book.copying import backup
from ledger.book.erasing import found_in
from ledger.book.exporting import export
from ledger.book.verifying import verify_book
from ledger.events import ExpenseRecorded
from ledger.keys import SigningKey
from ledger.note import parse_checkpoint, parse_head
from ledger.store.connection import connect
from ledger.store.reading import Reader
from ledger.verify.bundle import verify_bundle
from projections.filtering import parse_filter
from projections.moment import parse_known_at
from projections.outline import outlines
from projections.outlines.question import Question
from projections.outlines.shelf import Shelf
from projections.statement import statement
from projections.view import BookView
from tests.lives.checking import check_book, root
from tests.lives.model import Paper, Sums

YEAR, TODAY = 2025, dt.date(2026, 3, 1)


def size(path: Path, paper: Paper) -> None:
    with closing(connect(path)) as connection:
        assert Reader(connection).size() == paper.size


def sums(path: Path, paper: Paper, *, size: int, on: dt.date | None) -> None:
    """Compare a year as it was known once, on a day, with the list."""
    known_at = size % paper.size + 1
    with BookView(path, parse_known_at(f"#{known_at}")) as view:
        assert view.size == known_at
        expected = paper.sums(size=known_at, on=on)
        if YEAR not in view.years:
            assert not any(expected)
            return
        made = statement(view, YEAR, on=on, today=TODAY)
    found = Sums(made.allocated, made.received, made.spent, made.justified)
    assert found == expected


def sign(book: Book, key: SigningKey, *, paper: Paper) -> None:
    """Sign the head; each that was signed before still is a head of the same log."""
    said = parse_checkpoint(parse_head(sign_head(book, key)).text)
    assert said.size == paper.size
    paper.heads[said.size] = said.root
    heads(book.path, paper)


def heads(path: Path, paper: Paper) -> None:
    with closing(connect(path)) as connection:
        lines = list(Reader(connection).lines())
    for size, head in paper.heads.items():
        assert root(lines[:size]) == head


def erased(path: Path, paper: Paper) -> None:
    """No file of the book holds what was erased, and all of the rest is told."""
    gone = [paper.suppliers[ref] for ref in paper.erased]
    assert not found_in(path, [text.encode() for text in gone])
    assert not Path(f"{path}-journal").exists()
    with closing(connect(path)) as connection:
        told = {each.value for each in Reader(connection).all_disclosures()}
    for ref, supplier in paper.suppliers.items():
        assert (supplier in told) == (ref not in paper.erased)


def bundle(path: Path, paper: Paper, *, key: SigningKey) -> None:
    """A bundle of the book verifies, and says the same of it; it is always the same."""
    target = path.with_name("a.zip")
    made = [export(path, target, key=key, force=True).octets for _ in range(2)]
    assert made[0] == made[1] == target.stat().st_size
    with target.open("rb") as file:
        report = verify_bundle(file)
    assert (report.code, report.events) == (0, paper.size)
    target.unlink()


def copy(path: Path, paper: Paper) -> None:
    target = path.with_name("copy.book")
    assert backup(path, target) == paper.size
    with closing(connect(path)) as one, closing(connect(target)) as other:
        assert list(Reader(one).lines()) == list(Reader(other).lines())
    target.unlink()


def read_model(path: Path) -> None:
    """What follows the log finds what one that is made anew finds, and the log says."""
    kept, anew = path.with_name("kept"), path.with_name("anew")
    found = expenses(path, Shelf(kept, least=1, batch=3))
    assert found == expenses(path, Shelf(anew, least=1, batch=1))
    for each in anew.iterdir():
        each.unlink()
    with closing(connect(path)) as connection:
        leaves = map(codec.decode, Reader(connection).lines())
        is_one = [isinstance(leaf.event, ExpenseRecorded) for leaf in leaves]
    assert found == [n for n, is_expense in enumerate(is_one) if is_expense]


def expenses(path: Path, shelf: Shelf) -> list[int]:
    with BookView(path) as view:
        question = Question(parse_filter(["expense"]), None, view.size)
        found = shelf.find(view, question)
        assert found.end > view.size - shelf.batch
        found.look_through(outlines(view.reader, found.end, end=view.size), question)
    return found.numbers


def whole(path: Path, paper: Paper) -> None:
    """At the end of its life a book holds together, and every rule was kept."""
    assert check_book(path).total() == paper.size
    report = verify_book(path)
    assert (report.code, report.findings) == (0, [])
    heads(path, paper)
    erased(path, paper)
    for size in range(0, paper.size, 7):
        sums(path, paper, size=size, on=None)
