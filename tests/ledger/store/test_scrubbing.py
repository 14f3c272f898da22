"""What was erased is nowhere in the folder of the book, whatever happened meanwhile."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest

from fixtures.books import Clock, build, steady_world
from ledger.book import Book
from ledger.book.copying import backup, check_whole
from ledger.book.erasing import erase
from ledger.book.verifying import verify_book
from ledger.commands import AttachDocument, EraseData, RecordExpense, Wish
from ledger.errors import SurroundingsError
from ledger.store import connection, scrubbing
from ledger.store.connection import connect
from ledger.store.reading import Reader
from ledger.store.scrubbing import NotScrubbedError, journal_of, marker_of
from tests.conftest import ROOT
from tests.ledger.book.small import impatient
from tests.lives.erasing import NEEDLES, STAGES, prepared, traces

SHORT, LONG = "Jo Ek", "Marieke van den Uilenboom, " * 140
SCAN_OCTETS = 3_000_000


def spent(ref: str, supplier: str) -> RecordExpense:
    return RecordExpense(
        ref=ref,
        on=date(2025, 3, 1),
        amount=100,
        category="travel",
        beneficiary="team",
        supplier=supplier,
        description=f"Omschrijving van {ref}",
    )


def scan(of: str, seed: int) -> AttachDocument:
    return AttachDocument(
        of=of,
        kind="invoice",
        name=f"scan van {of}.pdf",
        media_type="application/pdf",
        content=Random(seed).randbytes(SCAN_OCTETS),
    )


def pieces(content: bytes) -> list[bytes]:
    """Parts of a document that lie on pages of their own."""
    return [content[start : start + 64] for start in range(0, len(content), 50_000)]


def salts(path: Path, n: int) -> list[bytes]:
    with closing(connect(path)) as opened:
        return [each.salt.encode() for each in Reader(opened).sealed(n)]


def everywhere(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    wishes: list[Wish] = [spent("A", SHORT), spent("B", LONG)]
    wishes += [spent(f"e{number}", f"Leverancier {number}") for number in range(300)]
    build(tmp_path / "a.book", wishes).close()
    with Book(tmp_path / "a.book", steady_world(Clock(), "scans")) as book:
        book.record(scan("A", 1), by="u1")
        book.record(scan("B", 2), by="u1")
    return tmp_path / "a.book"


@pytest.mark.parametrize(("ref", "text"), [("A", SHORT), ("B", LONG)])
def test_neither_a_value_nor_its_salt_is_left(path: Path, ref: str, text: str) -> None:
    with closing(connect(path)) as opened:
        n = Reader(opened).ref(ref)
    assert n is not None
    gone = [*salts(path, n), text.encode()[:60]]
    before = everywhere(path.parent)
    assert all(needle in before for needle in gone)
    wish = EraseData(of=ref, ground="request", everything=True)
    erase(path, wish, world=steady_world(Clock(), "erasing"), by="u1")
    after = everywhere(path.parent)
    assert [needle for needle in gone if needle in after] == []
    assert [file.name for file in path.parent.iterdir()] == ["a.book"]
    check_whole(path, named=path)


def test_no_page_of_a_large_document_is_left(path: Path) -> None:
    with closing(connect(path)) as opened:
        size = Reader(opened).size()
    before = everywhere(path.parent)
    # A few of them lie across two pages, and are nowhere in one piece.
    gone, kept = (
        [piece for piece in pieces(scan("A", seed).content) if piece in before]
        for seed in (1, 2)
    )
    assert min(len(gone), len(kept)) > 50
    wish = EraseData(of=f"#{size - 1}", ground="order", everything=True)
    erase(path, wish, world=steady_world(Clock(), "erasing"), by="u1")
    after = everywhere(path.parent)
    assert [piece for piece in gone if piece in after] == []
    assert all(piece in after for piece in kept)
    check_whole(path, named=path)


def test_old_copies_in_unused_space_go_too(path: Path) -> None:
    # A program without care for it once deleted a row: its bytes are in no row now.
    with closing(sqlite3.connect(path, isolation_level=None)) as careless:
        careless.execute("PRAGMA secure_delete=OFF")
        careless.execute("DELETE FROM disclosures WHERE slot = 'description'")
    assert b"Omschrijving van e7" in path.read_bytes()
    wish = EraseData(of="A", ground="request", slots=("supplier",))
    erase(path, wish, world=steady_world(Clock(), "erasing"), by="u1")
    assert b"Omschrijving van e7" not in path.read_bytes()


def test_what_every_writer_deletes_is_overwritten(path: Path) -> None:
    with Book(path, steady_world(Clock(), "more")) as book, book.writing("u1") as it:
        (on,) = it.reader._connection.execute("PRAGMA secure_delete").fetchone()  # noqa: SLF001  # what SQLite was told is seen nowhere else
    assert on == 1


def test_who_reads_meanwhile_is_waited_for(path: Path) -> None:
    wish = EraseData(of="A", ground="request", slots=("supplier",))
    with closing(connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT n FROM events LIMIT 1").fetchone()
        with pytest.raises(SurroundingsError) as found:
            erase(path, wish, world=impatient(lambda _: None), by="u1")
        assert found.value.kind == "locked"
        reader.execute("ROLLBACK")
    assert not marker_of(path).exists()
    with closing(connect(path)) as opened:
        assert "supplier" in Reader(opened).disclosures(4)
    erase(path, wish, world=steady_world(Clock(), "erasing"), by="u1")


def test_a_full_disk_is_told_and_the_next_command_tries_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scrubbing, "_overwrite", full)
    wish = EraseData(of="A", ground="request", slots=("supplier",))
    gone = SHORT.encode()
    with pytest.raises(NotScrubbedError):
        erase(path, wish, world=steady_world(Clock(), "erasing"), by="u1")
    assert marker_of(path).exists()
    monkeypatch.undo()
    connect(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["a.book"]
    assert gone not in everywhere(path.parent)


def test_what_may_still_hold_erased_data_is_not_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker_of(path).touch()
    monkeypatch.setattr(connection, "finish_erasing", lambda _path: None)
    with pytest.raises(SurroundingsError, match="is not finished"):
        backup(path, path.with_name("copy.book"))
    assert not path.with_name("copy.book").exists()


def test_a_marker_that_others_left_harms_nothing(path: Path) -> None:
    marker_of(path).touch()
    before = salts(path, 4)
    assert [file.name for file in path.parent.iterdir()] == ["a.book"]
    assert salts(path, 4) == before


def test_a_marker_beside_no_book_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    marker_of(path).touch()
    with pytest.raises(SurroundingsError, match="there is no file"):
        connect(path)
    assert not path.exists()


def test_a_journal_that_is_in_use_is_not_overwritten(path: Path) -> None:
    journal = journal_of(path)
    journal.write_bytes(scrubbing.JOURNAL_MAGIC + b"pages")
    with pytest.raises(OSError, match="still in use"):
        scrubbing._overwrite(journal)  # noqa: SLF001  # SQLite never lets it come to that
    assert journal.read_bytes() == scrubbing.JOURNAL_MAGIC + b"pages"
    journal.unlink()


def killed(path: Path, stage: str, *, seconds: float | None = None) -> str:
    """Erase in another process, and kill it at a stage, or after some time."""
    command = [sys.executable, "-m", "tests.lives.erasing", str(path), stage]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        if seconds is not None:
            time.sleep(seconds)
            process.kill()
        said, _ = process.communicate()
    return said.decode()


AFTER_COMMIT = ("committed", "made anew", "overwritten", "let go")


@pytest.mark.parametrize("stage", STAGES)
def test_a_kill_leaves_all_of_it_or_nothing(tmp_path: Path, stage: str) -> None:
    path = prepared(tmp_path / "a.book")
    assert traces(path) == NEEDLES
    assert killed(path, stage) == ""
    connect(path).close()
    assert traces(path) == ([] if stage in AFTER_COMMIT else NEEDLES)
    assert not marker_of(path).exists()
    check_whole(path, named=path)
    assert verify_book(path).findings == []
    with Book(path, steady_world(Clock(), "later")) as book:
        book.record(spent("later", "Later"), by="u1")
    assert [file.name for file in tmp_path.iterdir()] == ["a.book"]


def test_a_kill_at_any_moment_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    chance = Random("kills")
    for number in range(10):
        path = prepared(tmp_path / f"{number}.book")
        killed(path, "never", seconds=chance.uniform(0, 0.1))
        connect(path).close()
        assert traces(path) in ([], NEEDLES)
        assert verify_book(path).findings == []
