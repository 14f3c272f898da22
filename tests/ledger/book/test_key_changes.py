"""The key of a log changes by an event, and its heads by the key of their size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.books import ORIGIN
from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book import Book
from ledger.book.checkpoints import log_key, sign_head
from ledger.book.keys import replace_key, rotate_key
from ledger.book.snapshot import snapshot
from ledger.commands import RotateKey
from ledger.errors import LedgerError, RefusedError, SurroundingsError
from ledger.events import KeyReplaced, KeyRotated
from ledger.keys import generate
from ledger.note import Checkpoint, parse_head, parse_vkey, verify_note
from ledger.note.key_change import has_signed_key_change, key_change_text
from ledger.store.reading import Reader

THIRD_KEY = generate(ORIGIN, bytes(range(2, 34)))
SIZE = 37


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with every_kind(tmp_path / "school.book") as made:
        yield made


def test_both_keys_sign_the_head_of_all_events_before(book: Book) -> None:
    with snapshot(book.path) as connection:
        root = Reader(connection).root(SIZE)
    event = rotate_key(book, KEY, new=OTHER_KEY, by="u1").event
    assert isinstance(event, KeyRotated)
    text = key_change_text(Checkpoint(ORIGIN, SIZE, root), OTHER_KEY.vkey)
    assert text.splitlines()[1:2] == ["37"]
    old, new = parse_vkey(KEY.vkey), parse_vkey(OTHER_KEY.vkey)
    assert has_signed_key_change(text, old, signature=event.signature)
    assert has_signed_key_change(text, new, signature=event.acceptance)
    assert not has_signed_key_change(text, new, signature=event.signature)


def test_a_head_is_signed_by_the_key_of_its_size(book: Book) -> None:
    rotate_key(book, KEY, new=OTHER_KEY, by="u1")
    with pytest.raises(SurroundingsError, match="not the key of this book"):
        sign_head(book, KEY)
    note = parse_head(sign_head(book, OTHER_KEY))
    assert verify_note(note, [parse_vkey(OTHER_KEY.vkey)])
    with snapshot(book.path) as connection:
        reader = Reader(connection)
        named = [log_key(reader, size) for size in (1, SIZE, SIZE + 1)]
    assert named == [parse_vkey(key.vkey) for key in (KEY, KEY, OTHER_KEY)]


def test_only_the_present_key_signs_another_one_over(book: Book) -> None:
    with pytest.raises(SurroundingsError, match="not the key of this book"):
        rotate_key(book, OTHER_KEY, new=THIRD_KEY, by="u1")
    assert not grown(book)


def test_a_lost_key_is_replaced_on_the_word_of_the_new_one_alone(book: Book) -> None:
    event = replace_key(book, OTHER_KEY, by="u1").event
    assert isinstance(event, KeyReplaced)
    sign_head(book, OTHER_KEY)


def test_a_book_without_a_key_is_given_one(tmp_path: Path) -> None:
    with every_kind(tmp_path / "bare.book", signed=False) as bare:
        with pytest.raises(RefusedError, match="no key that another could follow"):
            bare.record(forged(KEY.vkey), by="u1")
        replace_key(bare, KEY, by="u1")
        assert parse_head(sign_head(bare, KEY)).signatures


@pytest.mark.parametrize(
    ("name", "seed", "words"),
    [
        (ORIGIN, 0, "had this key before"),
        ("verantwoord/030569/ffffffffffffffff", 2, "the name of its origin"),
    ],
)
def test_a_key_that_is_not_fit_changes_nothing(
    book: Book, name: str, seed: int, words: str
) -> None:
    unfit = generate(name, bytes(range(seed, seed + 32)))
    with pytest.raises(RefusedError, match=words):
        rotate_key(book, KEY, new=unfit, by="u1")
    with pytest.raises(RefusedError, match=words):
        replace_key(book, unfit, by="u1")
    assert not grown(book)


def test_a_book_that_has_not_grown_from_its_last_head_signs_nothing_over(
    book: Book,
) -> None:
    book.keep_note(99, sign_head(book, KEY).replace(b"\n37\n", b"\n99\n"))
    with pytest.raises(LedgerError, match="damaged"):
        rotate_key(book, KEY, new=OTHER_KEY, by="u1")
    assert not grown(book)


def forged(vkey: str) -> RotateKey:
    line = f"{'A' * 91}="
    return RotateKey(key=vkey, signature=line, acceptance=line)


def grown(book: Book) -> bool:
    with snapshot(book.path) as connection:
        return Reader(connection).size() > SIZE
