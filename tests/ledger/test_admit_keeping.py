"""What a book refuses of its keys, its anchors and its erasures."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from ledger import events as e
from ledger.admit.keeping import KEYS_MAX
from tests.ledger.memory_book import ORIGIN, MemoryBook, opened_book, refused_event
from tests.ledger.worked_example import day

LINE = f"{'A' * 91}="
KEY = f"{ORIGIN}+0123abcd+AQ"
OTHER = f"{ORIGIN}+0123abce+AQ"
REPLACED = e.KeyReplaced(key=KEY, acceptance=LINE)
ROTATED = e.KeyRotated(key=OTHER, acceptance=LINE, signature=LINE)
ANCHOR = e.AnchorRecorded(kind="minutes", size=1, on=day("2026-01-31"), sha256=None)
ERASED = e.DataErased(
    of=0,
    slots=("user_name",),
    document=False,
    ground="request",
    on=day("2026-02-01"),
    reason=f"{'A' * 43}=",
)


def taken(book: MemoryBook, *events: e.Event) -> MemoryBook:
    for event in events:
        book.take(book.leaf(event, e.SCHOOL))
    return book


def refusal(book: MemoryBook, event: e.Event) -> str:
    return refused_event(book, event, stream=e.SCHOOL).message


def test_a_key_follows_one_that_is_there() -> None:
    said = "the log has no key that another could follow"
    assert refusal(opened_book(), ROTATED) == said
    assert taken(opened_book(), REPLACED, ROTATED).state.key == OTHER


@pytest.mark.parametrize("event", [REPLACED, ROTATED], ids=["replaced", "rotated"])
def test_a_key_is_new_and_of_this_log(event: Any) -> None:  # noqa: ANN401  # either
    book = taken(opened_book(), replace(REPLACED, key=f"{ORIGIN}+00000000+AQ"))
    foreign = replace(event, key="verantwoord/030569/0+0123abcd+AQ")
    assert refusal(book, foreign) == "the key of a log has the name of its origin"
    taken(book, event)
    assert refusal(book, event) == "the log had this key before"


def test_a_log_has_so_many_keys_and_no_more() -> None:
    book = opened_book()
    book.state.keys = {f"key {number}": 0 for number in range(KEYS_MAX - 1)}
    taken(book, REPLACED)
    assert refusal(book, ROTATED) == "a log has at most 1000 keys in its life"


@pytest.mark.parametrize("size", [0, 5])
def test_an_anchor_is_of_a_head_that_the_log_had(size: int) -> None:
    book = taken(opened_book(), REPLACED)
    assert book.state.size == 4
    assert "no head of" in refusal(book, replace(ANCHOR, size=size))
    taken(book, replace(ANCHOR, size=4))


def test_what_a_program_can_check_has_a_proof() -> None:
    for kind in ("cosigned", "timestamp"):
        said = refusal(opened_book(), replace(ANCHOR, kind=kind))
        assert said == f"an anchor of kind {kind} has a proof"
    for kind in ("minutes", "mail", "git"):
        taken(opened_book(), replace(ANCHOR, kind=kind))


def test_an_anchor_is_recorded_once() -> None:
    book = taken(opened_book(), ANCHOR)
    assert refusal(book, ANCHOR) == "this anchor is recorded already, as #4"
    taken(book, replace(ANCHOR, size=2))


def test_what_is_erased_was_recorded_and_is_named_in_order() -> None:
    book = opened_book()
    assert refusal(book, replace(ERASED, of=3)) == "the book has no event #4"
    nothing = replace(ERASED, slots=())
    assert refusal(book, nothing) == "nothing is named that was erased"
    for slots in (("b", "a"), ("a", "a")):
        said = refusal(book, replace(ERASED, slots=slots))
        assert said == "the values that were erased are sorted, each once"
    taken(book, replace(ERASED, of=2, slots=("a", "b")))


def test_a_value_and_a_document_are_erased_once() -> None:
    book = taken(opened_book(), ERASED)
    assert refusal(book, ERASED) == "the user_name of #1 was erased already, by #4"
    taken(book, replace(ERASED, slots=(), document=True))
    said = refusal(book, replace(ERASED, slots=(), document=True))
    assert said == "the document of #1 was erased already, by #5"
    taken(book, replace(ERASED, slots=("other",)))
