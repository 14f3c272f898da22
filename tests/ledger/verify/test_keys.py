"""Whose key signs the log: rotation, replacement, and keys that nobody signed over."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.books import ORIGIN
from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger import codec
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.book.exporting import Making, export
from ledger.book.keys import replace_key, rotate_key
from ledger.book.verifying import verify_book
from ledger.commands import AddUser
from ledger.events import KeyRotated
from ledger.findings import Code
from ledger.keys import generate
from ledger.note import Checkpoint, VerifierKey, format_checkpoint, parse_vkey
from ledger.note.key_change import key_change_text, sign_key_change
from ledger.tree import Frontier, leaf_hash
from ledger.verify import Trust
from ledger.verify.keys import LogKeys
from tests.ledger.verify import bundles as b

THIRD_KEY = generate(ORIGIN, bytes(range(2, 34)))
OLD, NEW, THIRD = (parse_vkey(key.vkey) for key in (KEY, OTHER_KEY, THIRD_KEY))
CHANGED_AT = 37


@cache
def bundle(change: Callable[[Book], object]) -> bytes:
    """The bundle of the small book after its key was changed, and a fact more."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "school.book"), Path(folder, "school.zip")
        with every_kind(path) as book:
            change(book)
            book.record(AddUser(name="Mia"), by="u1")
            sign_head(book, OTHER_KEY)
        export(path, target, making=Making(agent=b.AGENT))
        return target.read_bytes()


def rotated(book: Book) -> None:
    rotate_key(book, KEY, new=OTHER_KEY, by="u1")


def replaced(book: Book) -> None:
    replace_key(book, OTHER_KEY, by="u1")


@pytest.mark.parametrize("key", [OLD, NEW])
def test_a_rotated_key_is_trusted_by_who_trusts_either(key: VerifierKey) -> None:
    report = b.verified(bundle(rotated), [key])
    assert (report.findings, report.grade) == ([], "SIGNED")


def test_a_replaced_key_is_trusted_only_by_who_knows_it() -> None:
    assert b.verified(bundle(replaced), [NEW]).grade == "SIGNED"
    assert b.verified(bundle(replaced), []).grade == "CONSISTENT"
    report = b.verified(bundle(replaced), [OLD])
    assert b.codes(report) == {Code.SIGNATURE}
    assert b.places(report, Code.SIGNATURE) == [f"data/events.jsonl:{CHANGED_AT + 1}"]
    assert "nobody whom you trust has said so" in report.findings[0].message


def test_a_book_is_judged_as_its_bundle_is(tmp_path: Path) -> None:
    with every_kind(tmp_path / "school.book") as book:
        replaced(book)
        sign_head(book, OTHER_KEY)
    assert verify_book(book.path, Trust(keys=[NEW])).grade == "SIGNED"
    assert verify_book(book.path, Trust(keys=[OLD])).code == Code.SIGNATURE


def test_earlier_heads_are_checked_with_the_key_of_their_size() -> None:
    def resigned(files: b.Files) -> None:
        name = "data/checkpoints/24"
        text = files[name].decode().partition("\n\n")[0] + "\n"
        files[name] = b.signed_note(text, OTHER_KEY)

    report = b.verified(changed(bundle(rotated), resigned), [OLD])
    assert b.codes(report) == {Code.SIGNATURE}
    assert b.places(report, Code.SIGNATURE) == ["data/checkpoints/24"]


def test_who_holds_only_the_new_key_cannot_say_that_the_old_one_signed() -> None:
    """The attacker's own key in the place of the new one, and all made to fit."""

    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        leaf = codec.decode(lines[CHANGED_AT])
        before = Checkpoint(ORIGIN, CHANGED_AT, root(lines[:CHANGED_AT]))
        text = key_change_text(before, THIRD_KEY.vkey)
        forged = sign_key_change(text, OLD, sign_bytes=THIRD_KEY.sign)
        own = sign_key_change(text, THIRD, sign_bytes=THIRD_KEY.sign)
        event = KeyRotated(key=THIRD_KEY.vkey, signature=forged, acceptance=own)
        lines[CHANGED_AT] = codec.encode(structs.replace(leaf, event=event))
        b.put_lines(files, lines)
        head = Checkpoint(ORIGIN, len(lines), root(lines))
        files[b.CHECKPOINT] = b.signed_note(format_checkpoint(head), THIRD_KEY)

    data = changed(bundle(rotated), attack)
    for keys in ([], [OLD], [NEW]):
        report = b.verified(data, keys)
        assert report.code == Code.SIGNATURE
        words = [finding.message for finding in report.findings]
        assert any("the one before has not signed it" in text for text in words)


def test_a_key_that_did_not_accept_is_no_key_of_the_log() -> None:
    def attack(files: b.Files) -> None:
        events = files[b.EVENTS]
        found = re.search(rb'"acceptance":"([^"]{92})"', events)
        assert found
        other = bytes(found[1][:8]) + b"A" * 83 + b"="
        files[b.EVENTS] = events.replace(found[1], other)

    report = b.verified(changed(bundle(replaced), attack), [NEW])
    words = [finding.message for finding in report.findings]
    assert "the new key of the log has not signed that it is one" in words


def test_a_replaced_key_counts_once_witnesses_have_cosigned_after_it() -> None:
    keys = LogKeys("line {}".format)
    for n, line in enumerate(b.lines_of(b.unpacked(bundle(replaced)))):
        keys.take(n, codec.decode(line).event, root_before=bytes(32))
    size = CHANGED_AT + 2
    assert keys.trusted([OLD], lambda _: False) == [True, False]
    assert keys.trusted([OLD], lambda n: n == CHANGED_AT) == [True, True]
    assert keys.trusted([THIRD], lambda _: True) == [False, False]
    assert keys.replaced == [CHANGED_AT]
    held = [keys.at(n) for n in (1, CHANGED_AT, size)]
    assert [each and each.key for each in held] == [OLD, OLD, NEW]
    assert keys.at(0) is None


def changed(data: bytes, change: Callable[[b.Files], None]) -> bytes:
    files = b.unpacked(data)
    change(files)
    return b.packed(files)


def root(lines: list[bytes]) -> bytes:
    tree = Frontier()
    for line in lines:
        tree.extend([leaf_hash(line)])
    return tree.root()
