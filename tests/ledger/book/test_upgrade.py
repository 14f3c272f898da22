"""A book of an older format is made anew: the same leaves, the same root."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.books import Clock, build, record_all, steady_world, worked_example
from ledger import commands as c
from ledger.book import Book
from ledger.book.copying import upgrade
from ledger.errors import RefusedError, SurroundingsError, UsageError
from ledger.note import Checkpoint, format_checkpoint
from ledger.store.beside import UNKNOWN_WISH
from ledger.store.connection import DamagedError, OlderFormatError, connect
from ledger.store.reading import Reader
from ledger.store.schema import FORMAT_VERSION
from tests.ledger.book.lively import live
from tests.ledger.book.older import make_older
from tests.ledger.book.small import ID, MORE, SPENT, everything, scratch, size


def keep_head(book: Book) -> None:
    """Keep the three bare lines of the book as it is now."""
    with closing(connect(book.path)) as connection:
        reader = Reader(connection)
        count = reader.size()
        root = reader.root(count)
    said = Checkpoint("verantwoord/030569/0123456789abcdef", count, root)
    book.keep_note(count, format_checkpoint(said).encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with notes, a document, a proof and a command of a known id."""
    document = c.AttachDocument(
        of="A",
        kind="invoice",
        name="factuur.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7",
    )
    with build(tmp_path / "a.book", worked_example()) as book:
        keep_head(book)
        record_all(book, [document, c.ReverseFact(of="C", ground="error")])
        spent = msgspec.structs.replace(SPENT, ref="Z")
        book.record(spent, by="u1", command=ID)
        keep_head(book)
        anchor = c.RecordAnchor(kind="minutes", size=3, proof=b"a scan")
        book.record(anchor, by="u1")
    return book.path


@pytest.fixture
def older(tmp_path: Path, path: Path) -> Path:
    make_older(tmp_path / "older.book", of=path)
    return tmp_path / "older.book"


def without_digests(path: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = everything(path)
    return {**tables, "commands": [row[:3] for row in tables["commands"]]}


def test_an_older_book_is_not_opened_as_it_is(older: Path) -> None:
    with pytest.raises(OlderFormatError):
        connect(older)


def test_an_upgraded_book_is_the_book_that_it_was(
    tmp_path: Path, path: Path, older: Path
) -> None:
    anew = tmp_path / "anew.book"
    before = older.read_bytes()
    assert upgrade(older, anew) == size(path)
    assert without_digests(anew) == without_digests(path)
    assert older.read_bytes() == before
    with closing(connect(anew)) as new, closing(connect(path)) as old:
        count = Reader(old).size()
        assert Reader(new).root(count) == Reader(old).root(count)
    names = sorted(found.name for found in tmp_path.iterdir())
    assert names == ["a.book", "anew.book", "older.book"]


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_refs_and_invoices_come_from_the_leaves(seed: int) -> None:
    with scratch() as name:
        folder = Path(name)
        with build(folder / "a.book") as book:
            live([book], Random(seed), count=60)
        make_older(folder / "older.book", of=book.path)
        upgrade(folder / "older.book", folder / "anew.book")
        assert without_digests(folder / "anew.book") == without_digests(book.path)


def test_an_upgraded_book_is_recorded_in(tmp_path: Path, older: Path) -> None:
    anew = tmp_path / "anew.book"
    start = upgrade(older, anew)
    with Book(anew, steady_world(Clock(), "anew")) as book:
        with pytest.raises(RefusedError, match="registered already, by Z"):
            book.record(msgspec.structs.replace(SPENT, ref="Y"), by="u1")
        book.record(MORE, by="u1")
    assert size(anew) == start + 1


def test_a_command_that_was_sent_before_the_upgrade_is_known_after_it(
    tmp_path: Path, older: Path
) -> None:
    anew = tmp_path / "anew.book"
    upgrade(older, anew)
    assert {row[3] for row in everything(anew)["commands"]} == {UNKNOWN_WISH}
    with Book(anew, steady_world(Clock(), "anew")) as book:
        again = msgspec.structs.replace(SPENT, ref="Z")
        assert book.record(again, by="u1", command=ID).repeated


def test_values_that_were_erased_claim_no_invoice(tmp_path: Path, older: Path) -> None:
    with closing(sqlite3.connect(older, isolation_level=None)) as raw:
        raw.execute("DELETE FROM disclosures WHERE slot = 'invoice'")
    upgrade(older, tmp_path / "anew.book")
    assert everything(tmp_path / "anew.book")["invoices"] == []


def test_a_book_of_this_format_is_not_upgraded(tmp_path: Path, path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to upgrade"):
        upgrade(path, tmp_path / "anew.book")
    assert [found.name for found in tmp_path.iterdir()] == ["a.book"]


def test_a_book_of_a_newer_format_is_not_upgraded(tmp_path: Path, older: Path) -> None:
    with closing(sqlite3.connect(older, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version={FORMAT_VERSION + 1}")
    with pytest.raises(SurroundingsError, match="newer than this program knows"):
        upgrade(older, tmp_path / "anew.book")
    assert not (tmp_path / "anew.book").exists()


def test_what_is_no_book_is_not_upgraded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mijn notities", "utf-8")
    with pytest.raises(SurroundingsError, match="is not a book"):
        upgrade(tmp_path / "a.txt", tmp_path / "anew.book")


def test_an_upgrade_is_never_written_over_a_file(tmp_path: Path, older: Path) -> None:
    before = (tmp_path / "a.book").read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        upgrade(older, tmp_path / "a.book")
    assert (tmp_path / "a.book").read_bytes() == before


DAMAGE = {
    "a leaf that is none": "UPDATE events SET leaf = x'00' WHERE n = 4",
    "a leaf not in canonical form": "UPDATE events SET leaf = leaf || ' ' WHERE n = 4",
    "a leaf that is missing": "DELETE FROM events WHERE n = 4",
    "a leaf that was changed": (
        """UPDATE events
            SET leaf = CAST(replace(CAST(leaf AS TEXT), '120000', '120001') AS BLOB)
            WHERE instr(CAST(leaf AS TEXT), '120000')"""
    ),
    "a note of more events": "UPDATE checkpoints SET size = 1000 WHERE size < 20",
    "a note that is none": "UPDATE checkpoints SET note = x'00'",
    "no secret": "DELETE FROM settings",
    "no events": "DROP TABLE events",
}


@pytest.mark.parametrize("change", DAMAGE.values(), ids=list(DAMAGE))
def test_an_older_book_that_is_damaged_is_not_upgraded(
    tmp_path: Path, older: Path, change: str
) -> None:
    with closing(sqlite3.connect(older, isolation_level=None)) as raw:
        assert raw.execute(change).rowcount
    with pytest.raises(DamagedError) as raised:
        upgrade(older, tmp_path / "anew.book")
    assert raised.value.place == str(older)
    assert not (tmp_path / "anew.book").exists()
