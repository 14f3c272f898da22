"""An erasure in a book: the rows go, the event stays, and all still fits together."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.books import Clock, build, steady_world
from ledger.book import Book
from ledger.book.copying import backup, upgrade
from ledger.book.erasing import Erased, erase
from ledger.book.verifying import verify_book
from ledger.commands import EraseData, ReverseFact, Wish
from ledger.errors import RefusedError
from ledger.store.beside import UNKNOWN_WISH
from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.ledger.book.older import make_older
from tests.ledger.book.small import everything
from tests.ledger.test_erasing import SCAN, SPENT, SUPPLIER


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "a.book", [SPENT, SCAN]).close()
    return tmp_path / "a.book"


def done(path: Path, wish: EraseData, *, keep: bool = True) -> Erased:
    world = steady_world(Clock(), f"erasing {path.stat().st_size} {wish}")
    return erase(path, wish, world=world, by="u1", keep=keep)


def test_the_rows_go_and_the_event_stays(path: Path) -> None:
    before = everything(path)
    said = done(path, SUPPLIER)
    after = everything(path)
    assert (said.number, said.of, said.slots, said.document) == (
        7,
        5,
        ("supplier",),
        False,
    )
    assert after["events"][:6] == before["events"]
    assert set(before["disclosures"]) - set(after["disclosures"]) == {
        row for row in before["disclosures"] if row[:2] == (4, "supplier")
    }
    assert [n for _, n in before["invoices"]] == [4]
    assert after["invoices"] == []
    forgotten = {row[1]: row[3] for row in after["commands"]}
    assert [n for n, digest in forgotten.items() if digest == UNKNOWN_WISH] == [3]
    assert verify_book(path).code == 0


def test_it_says_where_the_same_text_still_stands(path: Path) -> None:
    said = done(path, SUPPLIER)
    assert said.standing == [(5, "description")]
    assert "amount" in said.stays
    assert "supplier" not in said.stays


def test_a_dry_run_erases_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert done(path, SUPPLIER, keep=False).slots == ("supplier",)
    assert path.read_bytes() == before


def test_a_refusal_leaves_the_book_as_it_was(path: Path) -> None:
    before = everything(path)
    with pytest.raises(RefusedError):
        done(path, structs.replace(SUPPLIER, slots=("suplier",)))
    assert everything(path) == before
    assert list(path.parent.iterdir()) == [path]


def test_a_document_stays_while_another_event_has_it(path: Path) -> None:
    with Book(path, steady_world(Clock(), "more")) as book:
        book.record(structs.replace(SCAN, kind="other"), by="u1")
    first = done(path, EraseData(of="#6", ground="order", document=True))
    assert (first.document, first.kept) == (True, [7])
    assert len(everything(path)["documents"]) == 1
    assert verify_book(path).code == 0
    second = done(path, EraseData(of="#7", ground="order", document=True))
    assert second.kept == []
    assert everything(path)["documents"] == []
    assert verify_book(path).code == 0


def test_the_same_command_sent_twice_is_still_recognised(path: Path) -> None:
    command, other = "0" * 32, structs.replace(SPENT, ref="B", invoice="2")
    with Book(path, steady_world(Clock(), "more")) as book:
        first = book.record(other, by="u1", command=command).leaves
    done(path, structs.replace(SUPPLIER, of="B"))
    with Book(path, steady_world(Clock(), "again")) as book:
        again = book.record(other, by="u1", command=command)
    assert (again.repeated, again.leaves) == (True, first)


@pytest.mark.parametrize(
    "wish",
    [SUPPLIER, EraseData(of="#6", ground="order", everything=True)],
    ids=["a value", "a document"],
)
def test_a_copy_holds_nothing_that_was_erased(path: Path, wish: EraseData) -> None:
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        gone = reader.sealed(4) if wish is SUPPLIER else reader.sealed(5)
    done(path, wish)
    backup(path, path.with_name("copy.book"))
    data = path.with_name("copy.book").read_bytes()
    slots = {"supplier"} if wish is SUPPLIER else {"digest", "name"}
    assert [each.slot for each in gone if each.salt.encode() not in data] == sorted(
        slots
    )


def test_every_event_with_sealed_values_can_be_emptied(path: Path) -> None:
    with Book(path, steady_world(Clock(), "more")) as book:
        wishes: list[Wish] = [
            ReverseFact(of="A", ground="error", reason="Dubbel"),
            structs.replace(SPENT, ref="B", activity="x", relevance="y", invoice="9"),
        ]
        for wish in wishes:
            book.record(wish, by="u1")
    with closing(connect(path)) as connection:
        held = sorted({each.n for each in Reader(connection).all_disclosures()})
    for n in held:
        done(path, EraseData(of=f"#{n + 1}", ground="retention", everything=True))
    report = verify_book(path)
    assert (report.code, report.findings) == (0, [])


def test_a_book_of_an_older_format_keeps_what_was_erased_erased(path: Path) -> None:
    done(path, SUPPLIER)
    done(path, EraseData(of="#6", ground="order", everything=True))
    make_older(path.with_name("old.book"), of=path)
    upgrade(path.with_name("old.book"), path.with_name("new.book"))
    old, new = everything(path), everything(path.with_name("new.book"))
    for table in ("disclosures", "documents", "invoices", "refs"):
        assert new[table] == old[table]
    assert verify_book(path.with_name("new.book")).code == 0
