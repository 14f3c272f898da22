"""What catches what: attacks that only something outside of the school can tell."""

from __future__ import annotations

import datetime as dt

import pytest

from fixtures.every_kind import OTHER_KEY, every_kind
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.book.exporting import export
from ledger.book.keys import replace_key
from ledger.commands import AddUser, RecordAnchor, RecordExpense
from ledger.note import (
    Note,
    cosign,
    format_head,
    parse_head,
)
from tests.cli.terminal import Terminal
from tests.cli.verifying.attacking import (
    JUNE_2025,
    KNOWN,
    MARCH_2025,
    WITNESS,
    WITNESS_VKEY,
    anchored,
    code_of,
    desk_of,
    story,
)


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    return desk_of(terminal)


# 4. Backdating: the window between anchors.


def test_a_clock_set_back_is_caught_by_the_window(desk: Terminal) -> None:
    """The book says March 2025; the witness had cosigned what is above it in June."""

    def backdated(book: Book) -> None:
        anchored(book, JUNE_2025)
        book.record(AddUser(name="Mia Maes"), by="u1")
        anchored(book, JUNE_2025)

    name = story(desk, "backdated", work=backdated)
    assert code_of(desk, f"{name} {KNOWN} --no-memory") == 0
    answer = desk(f"verify {name} --policy policy --json")
    assert answer.code == 12
    assert any(
        "proven to be from after" in f["message"] for f in answer.json["findings"]
    )


def test_an_old_date_entered_late_is_named(desk: Terminal) -> None:
    def late(book: Book) -> None:
        anchored(book, MARCH_2025)
        spent = RecordExpense(
            on=dt.date(2025, 1, 6),
            amount=12_345,
            category="travel",
            beneficiary="team",
        )
        book.record(spent, by="u1")
        anchored(book, MARCH_2025)

    name = story(desk, "late", work=late)
    answer = desk(f"verify {name} --policy policy --json")
    assert answer.code == 0
    (entry,) = answer.json["late"]["events"]
    assert entry["on"] == "2025-01-06"


# 5. Two stories for two verifiers: two signed notes that cannot both hold.


def test_two_stories_are_caught_and_proven_to_anyone(desk: Terminal) -> None:
    def one(book: Book) -> None:
        book.record(AddUser(name="Mia Maes"), by="u1")

    def two(book: Book) -> None:
        book.record(AddUser(name="Piet Pieters"), by="u1")
        book.record(AddUser(name="Mia Maes"), by="u1")

    first, second = story(desk, "one", work=one), story(desk, "two", work=two)
    for name in (first, second):
        assert code_of(desk, f"{name} {KNOWN} --no-memory") == 0
    how = f"{first} {KNOWN} --against {second} --no-memory --fraud-proof fraud.json"
    assert code_of(desk, how) == 14
    # Somebody who has neither bundle.
    answer = desk(f"verify fraud.json {KNOWN} --json")
    assert answer.code == 14


# And of keys: a lost one that is replaced, and who has to say so.


def test_a_replaced_key_needs_a_witness_or_the_key_itself(desk: Terminal) -> None:
    path, target = desk.folder / "kept.book", desk.folder / "kept.zip"
    with every_kind(path) as book:
        anchored(book, MARCH_2025)
        replace_key(book, OTHER_KEY, by="u1")
        note = parse_head(sign_head(book, OTHER_KEY))
    export(path, target, key=OTHER_KEY)
    assert code_of(desk, f"kept.zip {KNOWN} --no-memory") == 13
    assert code_of(desk, f"kept.zip --key {OTHER_KEY.vkey} --no-memory") == 0
    line = cosign(note.text, WITNESS_VKEY, time=MARCH_2025, sign_bytes=WITNESS.sign)
    proof = format_head(Note(note.text, (*note.signatures, line)))
    with Book(path, book.world) as book:
        size = int(note.text.splitlines()[1])
        book.record(RecordAnchor(kind="cosigned", size=size, proof=proof), by="u1")
        sign_head(book, OTHER_KEY)
    export(path, target, key=OTHER_KEY, force=True)
    assert code_of(desk, "kept.zip --policy policy --no-memory") == 0
