"""Heads of a book: who may sign them, when they are kept, and what they show later."""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.books import ORIGIN, Clock, build, worked_example
from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book import Book
from ledger.book.checkpoints import head, log_key, sign_head
from ledger.book.snapshot import snapshot
from ledger.book.verifying import verify_book
from ledger.commands import AddUser, RecordAnchor
from ledger.errors import SurroundingsError
from ledger.findings import Code
from ledger.note import (
    Checkpoint,
    format_checkpoint,
    parse_checkpoint,
    parse_head,
    parse_vkey,
    verify_note,
)
from ledger.note.fingerprint import fingerprint
from ledger.store.reading import Reader
from ledger.verify import Trust


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Book]:
    with every_kind(tmp_path / "signed.book") as book:
        yield book


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Book]:
    with build(tmp_path / "bare.book", worked_example(), clock=Clock()) as book:
        yield book


def heads(book: Book, *sizes: int | None) -> list[Checkpoint]:
    with snapshot(book.path) as connection:
        return [head(Reader(connection), size) for size in sizes]


def kept(book: Book) -> list[int]:
    with snapshot(book.path) as connection:
        return Reader(connection).checkpoint_sizes()


def test_a_head_is_of_all_events_unless_a_size_is_given(signed: Book) -> None:
    whole, early = heads(signed, None, 24)
    assert (whole.origin, whole.size, early.size) == (ORIGIN, 37, 24)
    assert whole.root != early.root


def test_a_signed_head_is_kept(signed: Book) -> None:
    signed.record(AddUser(name="Jan Janssens"), by="u1")
    note = sign_head(signed, KEY)
    parsed = parse_head(note)
    assert verify_note(parsed, [parse_vkey(KEY.vkey)]) == [parse_vkey(KEY.vkey)]
    assert [parse_checkpoint(parsed.text)] == heads(signed, None)
    assert kept(signed) == [24, 37, 38]
    assert sign_head(signed, KEY) == note


def test_a_bare_head_is_three_lines_and_not_kept(bare: Book) -> None:
    note = sign_head(bare, None)
    assert [parse_checkpoint(note.decode())] == heads(bare, None)
    assert kept(bare) == []


def test_only_the_key_that_the_log_names_may_sign(signed: Book, bare: Book) -> None:
    for book, key, words in (
        (signed, OTHER_KEY, "not the key of this book"),
        (signed, None, "the book has a key"),
        (bare, KEY, "has no key"),
    ):
        before = kept(book)
        with pytest.raises(SurroundingsError, match=words):
            sign_head(book, key)
        assert kept(book) == before


def test_the_key_is_the_one_of_the_first_event(signed: Book, bare: Book) -> None:
    for book, key in ((signed, parse_vkey(KEY.vkey)), (bare, None)):
        with snapshot(book.path) as connection:
            assert log_key(Reader(connection)) == key


def test_a_book_that_has_not_grown_from_its_last_head_is_not_signed(
    signed: Book,
) -> None:
    (early,) = heads(signed, 24)
    text = format_checkpoint(Checkpoint(early.origin, 37, early.root))
    signed.keep_note(37, text.encode())
    with pytest.raises(SurroundingsError, match="damaged"):
        sign_head(signed, KEY)


def test_a_head_of_more_events_than_the_book_has_is_not_passed_over(
    signed: Book,
) -> None:
    (whole,) = heads(signed, None)
    text = parse_head(sign_head(signed, KEY)).text.replace("\n37\n", "\n99\n")
    assert whole.size == 37
    signed.keep_note(99, text.encode())
    with pytest.raises(SurroundingsError, match="damaged"):
        sign_head(signed, KEY)


def test_a_fingerprint_is_the_root_for_people(signed: Book) -> None:
    (whole,) = heads(signed, None)
    groups = fingerprint(whole.root).split(" ")
    assert [len(group) for group in groups] == [4] * 13
    assert b32decode("".join(groups) + "====") == whole.root


def test_a_book_that_only_recorded_an_anchor_since_its_head_is_signed(
    signed: Book,
) -> None:
    size = int(sign_head(signed, KEY).splitlines()[1])
    signed.record(RecordAnchor(kind="minutes", size=size, proof=b"a scan"), by="u1")
    trust = Trust(keys=[parse_vkey(KEY.vkey)])
    assert verify_book(signed.path, trust).grade == "SIGNED"
    signed.record(AddUser(name="Jan Janssens"), by="u1")
    report = verify_book(signed.path, trust)
    assert (report.code, report.grade) == (Code.SIGNATURE, "UNSIGNED")
