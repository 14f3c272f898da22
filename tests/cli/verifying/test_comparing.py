"""`--against`: two files that were each checked, and what came between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from fixtures.books import OPENED, ORIGIN, build
from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.stories import told
from ledger.book import Book
from ledger.book.exporting import Making, export
from ledger.book.keys import replace_key, rotate_key
from ledger.commands import AddUser
from ledger.keys import generate
from tests.cli.terminal import Terminal

KEYED = structs.replace(OPENED, key=KEY.vkey)
SECOND = f"{ORIGIN[:-1]}0"
ELSEWHERE = "verantwoord/111111/0123456789abcdef"
CAME = {
    "number": 6,
    "at": "2026-01-20T10:00:02.000000Z",
    "type": "expense-recorded/1",
    "on": "2025-03-12",
    "amount": 2,
}


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """Bundles of one log, of two stories, and of other logs."""
    bundles = {
        "old": told(1),
        "new": told(1, 2),
        "fork": told(1, 3),
        "anew": told(1, 3, key=OTHER_KEY),
        "bare": told(1, 3, key=None),
        "second": told(1, key=generate(SECOND, bytes(range(32))), origin=SECOND),
        "cut": told(1)[:-9],
    }
    for name, data in bundles.items():
        (terminal.folder / f"{name}.zip").write_bytes(data)
    return terminal


def compared(desk: Terminal, files: str, *, code: int) -> dict[str, Any]:
    one, other = files.split()
    answer = desk(f"verify {one}.zip --against {other}.zip --no-memory --json")
    assert answer.code == code, answer
    found: dict[str, Any] = answer.json
    assert (found["ok"], found["code"]) == (code == 0, code)
    return found


@pytest.mark.parametrize(("one", "other"), [("new", "old"), ("old", "new")])
def test_what_came_since_is_listed_whichever_is_named_first(
    desk: Terminal, one: str, other: str
) -> None:
    found = compared(desk, f"{one} {other}", code=0)
    since = found["since"]
    assert (since["newer"], since["before"], since["after"]) == ("new.zip", 5, 6)
    (event,) = since["events"]
    assert {**event, "at": CAME["at"]} == CAME
    assert since["figures"] == {
        "2025": {
            "available": [-1, -3],
            "own_contribution": [1, 3],
            "spent": [1, 3],
            "unjustified": [1, 3],
        }
    }
    assert found["against"]["file"] == f"{other}.zip"


def test_a_file_against_itself_has_nothing_new(desk: Terminal) -> None:
    since = compared(desk, "new new", code=0)["since"]
    assert (since["events"], since["figures"]) == ([], {})
    said = desk.does("verify new.zip --against new.zip --no-memory").out
    assert said.endswith("nothing came since new.zip (6 events)\n")


@pytest.mark.parametrize(("one", "other"), [("new", "fork"), ("fork", "new")])
def test_two_stories_are_a_fork_with_a_proof(
    desk: Terminal, one: str, other: str
) -> None:
    found = compared(desk, f"{one} {other}", code=14)
    (finding,) = found["findings"]
    assert finding["place"] == f"{other}.zip"
    assert (finding["expected"], finding["found"]) == (
        found["against"]["root"],
        found["root"],
    )
    assert found["since"] is None
    assert desk(f"verify {found['fraud_proof']}").code == 14


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("anew", "no fraud proof was written: the two heads are not signed by keys"),
        ("bare", "no fraud proof was written: the log of this file has no key"),
    ],
)
def test_where_not_both_signed_it_is_said_why_there_is_no_proof(
    desk: Terminal, other: str, why: str
) -> None:
    found = compared(desk, f"new {other}", code=14)
    assert found["fraud_proof"] is None
    assert any(text.startswith(why) for text in found["warnings"])


def two_after(desk: Terminal, change: Callable[[Book], object]) -> str:
    """An older bundle under the first key, and a newer one after its key changed."""
    with build(desk.folder / "one.book", opened=KEYED) as book:
        book.record(AddUser(name="Mia Maes"), by="u1")
    with build(desk.folder / "two.book", opened=KEYED) as book:
        change(book)
    making = Making(agent="verantwoord 0.0.1")
    for name, key in (("one", KEY), ("two", OTHER_KEY)):
        paths = (desk.folder / f"{name}.{end}" for end in ("book", "zip"))
        export(*paths, key=key, making=making)
    return "one two"


def test_a_proof_after_a_rotation_needs_both_keys(desk: Terminal) -> None:
    def rotated(book: Book) -> None:
        rotate_key(book, KEY, new=OTHER_KEY, by="u1")

    found = compared(desk, two_after(desk, rotated), code=14)
    proof = found["fraud_proof"]
    assert desk(f"verify {proof}").code == 13
    assert desk(f"verify {proof} --key {KEY.vkey}").code == 13
    assert desk(f"verify {proof} --key {KEY.vkey} --key {OTHER_KEY.vkey}").code == 14


def test_a_key_that_names_itself_accuses_nobody(desk: Terminal) -> None:
    """Anybody can make a log that began with the school's key, and replace that."""

    def replaced(book: Book) -> None:
        replace_key(book, OTHER_KEY, by="u1")

    found = compared(desk, two_after(desk, replaced), code=14)
    assert found["fraud_proof"] is None


def test_two_books_of_a_school_are_a_warning(desk: Terminal) -> None:
    found = compared(desk, "new second", code=0)
    assert found["warnings"][-1].startswith("these are two books of school 030569")
    assert found["since"] is None


def test_the_code_is_the_lowest_of_both(desk: Terminal) -> None:
    assert compared(desk, "new cut", code=10)["findings"] == []
    assert compared(desk, "cut new", code=10)["against"]["ok"]


def test_both_are_remembered_where_they_agree(desk: Terminal) -> None:
    desk.does("verify new.zip")
    desk.does("verify old.zip --against new.zip")
    desk.does("verify old.zip")
    assert desk("verify fork.zip").code == 14


def test_a_rollback_to_what_neither_file_has_stays_one(desk: Terminal) -> None:
    (desk.folder / "newest.zip").write_bytes(told(1, 2, 3))
    desk.does("verify newest.zip")
    assert desk("verify old.zip --against new.zip").code == 14


def test_a_book_is_compared_with_its_bundle(school: Terminal) -> None:
    answer = school.does("verify zon.zip --against zon.book --no-memory --json")
    assert answer.json["since"]["events"] == []


def test_only_bundles_and_books_are_compared(desk: Terminal) -> None:
    compared(desk, "new fork", code=14)
    error = desk.refuses("verify 030569-6-6.fraud.json --against new.zip", code=2)
    assert error["place"] == "--against"
