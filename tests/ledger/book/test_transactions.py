"""All of a transaction is recorded, or nothing of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fixtures.books import Clock, build
from ledger import commands as c
from ledger.book import Writer
from ledger.errors import LedgerError, RefusedError, UsageError
from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.ledger.book.small import HALF, MORE, SPENT, everything


def test_a_refused_command_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    with build(tmp_path / "a.book", [SPENT]) as book:
        before = book.path.read_bytes()
        with pytest.raises(RefusedError):
            book.record(HALF, by="u1")
        assert book.path.read_bytes() == before


def test_after_a_refusal_the_next_command_starts_from_what_is_recorded(
    tmp_path: Path,
) -> None:
    with build(tmp_path / "a.book", [SPENT]) as book:
        with pytest.raises(RefusedError):
            book.record(HALF, by="u1")
        whole = msgspec.structs.replace(HALF, relevance="voor het team")
        recorded = book.record(whole, by="u1")
    assert [leaf.n for leaf in recorded.leaves] == [5, 6]
    assert [leaf.version for leaf in recorded.leaves] == [3, 4]


def test_one_refusal_refuses_the_whole_transaction(tmp_path: Path) -> None:
    def work(writer: Writer) -> None:
        writer.record(SPENT)
        writer.record(HALF)

    with build(tmp_path / "a.book") as book:
        before = everything(book.path)
        with pytest.raises(RefusedError):
            book.carry_out(work, by="u1")
        assert everything(book.path) == before


def test_a_refusal_that_is_caught_inside_is_raised_at_the_end(tmp_path: Path) -> None:
    said: list[str] = []

    def work(writer: Writer) -> None:
        for wish in (HALF, SPENT, HALF):
            try:
                writer.record(wish)
            except RefusedError as error:
                said.append(error.message)

    with build(tmp_path / "a.book") as book:
        before = everything(book.path)
        with pytest.raises(RefusedError) as raised:
            book.carry_out(work, by="u1")
        assert everything(book.path) == before
    assert len(said) == 2
    assert raised.value.message == said[0]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_whatever_ends_a_transaction_early_leaves_nothing_of_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def work(writer: Writer) -> None:
        writer.record(SPENT)
        raise error

    with build(tmp_path / "a.book") as book:
        before = everything(book.path)
        with pytest.raises(error):
            book.carry_out(work, by="u1")
        assert everything(book.path) == before
        book.record(SPENT, by="u1")


def test_what_is_not_to_be_kept_is_tried_and_not_written(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        before = book.path.read_bytes()
        tried = book.carry_out(lambda w: w.record(SPENT), by="u1", keep=False)
        assert [leaf.n for leaf in tried.leaves] == [3, 4]
        assert book.path.read_bytes() == before
        kept = book.record(SPENT, by="u1")
    assert [leaf.n for leaf in kept.leaves] == [3, 4]


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (msgspec.structs.replace(SPENT, amount=-5), RefusedError),
        (msgspec.structs.replace(SPENT, ref="niet zo"), RefusedError),
        (msgspec.structs.replace(SPENT, supplier="\udcff"), UsageError),
    ],
)
def test_what_could_not_be_read_back_is_not_written(
    tmp_path: Path, wish: c.Wish, error: type[LedgerError]
) -> None:
    with build(tmp_path / "a.book") as book:
        before = everything(book.path)
        with pytest.raises(error):
            book.record(wish, by="u1")
        assert everything(book.path) == before


def test_moments_never_decrease_when_the_clock_jumps_back(tmp_path: Path) -> None:
    clock = Clock("2026-01-20")
    with build(tmp_path / "a.book", clock=clock) as book:
        for day in ("2026-01-21", "2025-06-01", "2026-01-22", "1999-12-31"):
            clock.day(day)
            book.record(MORE, by="u1")
    with closing(connect(book.path)) as connection:
        moments = [leaf.at for leaf in Reader(connection).leaves(0, 99)]
    assert moments == sorted(moments)
    assert moments[-1] == moments[-2] == "2026-01-22T10:00:01.000000Z"


def test_a_note_is_kept_and_replaced_by_a_newer_one(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        book.keep_note(3, b"bare")
        book.keep_note(1, b"first")
        book.keep_note(3, b"cosigned")
    with closing(connect(book.path)) as connection:
        reader = Reader(connection)
        assert reader.checkpoint_sizes() == [1, 3]
        assert reader.checkpoint(3) == b"cosigned"


def test_a_document_that_is_attached_twice_is_kept_once(tmp_path: Path) -> None:
    document = c.AttachDocument(
        of="A",
        kind="invoice",
        name="factuur.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7",
    )
    again = msgspec.structs.replace(document, kind="other")
    with build(tmp_path / "a.book", [SPENT, document]) as book:
        book.record(again, by="u1")
    assert len(everything(book.path)["documents"]) == 1


def test_a_closed_book_leaves_nothing_open(tmp_path: Path) -> None:
    with build(tmp_path / "a.book", [SPENT]):
        pass
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("this system does not tell which files are open")
    opened = [str(fd.resolve()) for fd in descriptors.iterdir()]
    assert not [name for name in opened if name.endswith(".book")]
