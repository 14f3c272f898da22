"""A book is read by what it holds: streams, moments, roots; and costs what it must."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import Clock, build, record_all, worked_example
from ledger import codec, tree
from ledger.book.creating import make_tables
from ledger.commands import CloseYear, ReopenYear
from ledger.days import format_moment
from ledger.errors import SurroundingsError
from ledger.store.connection import DamagedError, connect
from ledger.store.explaining import NewerEventError
from ledger.store.reading import Reader


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, closed, reopened, with a second year begun."""
    clock = Clock()
    folder = tmp_path_factory.mktemp("reading")
    with build(folder / "a.book", worked_example(), clock=clock) as book:
        clock.day("2026-02-01")
        wishes = [CloseYear(year=2025), ReopenYear(year=2025, reason="nagekomen")]
        for wish in wishes:
            record_all(book, [wish])
    return book.path


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(path)) as opened:
        yield opened


@pytest.fixture
def reader(connection: sqlite3.Connection) -> Reader:
    return Reader(connection)


def test_lines_leaves_and_streams_are_the_same_log(reader: Reader) -> None:
    size = reader.size()
    leaves = [codec.decode(line) for line in reader.lines()]
    assert [leaf.n for leaf in leaves] == list(range(size))
    assert list(reader.leaves(0, size)) == leaves
    assert [reader.leaf(n) for n in range(size)] == leaves
    streams = sorted({leaf.stream for leaf in leaves})
    assert streams == ["2025", "2026", "school"]
    for stream in streams:
        expected = [leaf for leaf in leaves if leaf.stream == stream]
        assert reader.stream(stream, size) == expected
        assert [leaf.version for leaf in expected] == list(range(1, len(expected) + 1))


def test_the_root_of_every_size_is_that_of_its_lines(reader: Reader) -> None:
    hashes = [tree.leaf_hash(line) for line in reader.lines()]
    for size, root in tree.roots_at(range(len(hashes) + 1), hashes).items():
        assert reader.root(size) == root


def test_the_size_at_a_moment_counts_what_was_recorded_by_then(reader: Reader) -> None:
    moments = [leaf.at for leaf in reader.leaves(0, reader.size())]
    for moment in sorted(set(moments)):
        assert reader.size_at(moment) == sum(at <= moment for at in moments)
    assert reader.size_at(format_moment(Clock("1999-01-01").moment)) == 0


def test_years_are_open_or_closed_as_of_a_size(reader: Reader) -> None:
    topics = [leaf.event.__struct_config__.tag for leaf in reader.leaves(0, 99)]
    closed = topics.index("year-closed/1")
    reopened = topics.index("year-reopened/1")
    assert reader.years(3) == {}
    assert reader.years(closed) == {2025: False}
    assert reader.years(closed + 1) == {2025: True}
    assert reader.years(reopened) == {2025: True, 2026: False}
    assert reader.years(reopened + 1) == {2025: False, 2026: False}


def test_finding_the_years_reads_a_small_index_and_not_the_log(
    connection: sqlite3.Connection, reader: Reader
) -> None:
    connection.execute("PRAGMA query_only=OFF")
    said: list[str] = []
    connection.set_trace_callback(said.append)
    reader.years(1_000)
    connection.set_trace_callback(None)
    (statement,) = said
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    assert [row[3] for row in plan] == ["SCAN events USING COVERING INDEX events_years"]


def test_a_root_reads_no_more_hashes_than_the_tree_is_high(
    connection: sqlite3.Connection, reader: Reader
) -> None:
    size = reader.size()
    said: list[str] = []
    connection.set_trace_callback(said.append)
    reader.root(size)
    assert len(said) <= size.bit_length()


def test_what_is_not_there_is_none_where_it_may_be(reader: Reader) -> None:
    assert reader.ref("nobody") is None
    assert reader.command("0" * 32) is None
    assert reader.document("0" * 64) is None
    assert reader.checkpoint(1) is None
    assert reader.stream_of(1_000) is None
    assert reader.disclosures(1_000) == {}
    assert reader.invoices(bytes(32)) == []


def test_what_is_not_there_is_damage_where_it_must_be(
    reader: Reader, path: Path
) -> None:
    for missing in (
        lambda: reader.line(1_000),
        lambda: reader.at(1_000),
        lambda: reader.hashes([1_000]),
    ):
        with pytest.raises(DamagedError) as raised:
            missing()
        assert raised.value.place == str(path)


def test_an_event_that_cannot_be_read_is_said_to_be(tmp_path: Path, path: Path) -> None:
    with pytest.raises(DamagedError, match="is damaged"):
        _read_with(tmp_path, path, line=b'{"at":1}')
    with pytest.raises(DamagedError, match="is damaged"):
        _read_with(tmp_path, path, line=b"\xff")


def test_an_event_of_a_newer_program_asks_for_that_program(
    tmp_path: Path, path: Path
) -> None:
    line = b'{"event":{"type":"audit-begun/1"},"n":0}'
    with pytest.raises(NewerEventError, match="audit-begun/1") as raised:
        _read_with(tmp_path, path, line=line)
    assert isinstance(raised.value, SurroundingsError)


def _read_with(folder: Path, path: Path, *, line: bytes) -> None:
    copy = folder / "copy.book"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER events_no_update")
        raw.execute("UPDATE events SET leaf = ? WHERE n = 0", (line,))
    with closing(connect(copy)) as connection:
        Reader(connection).stream("school", 10)


def test_a_book_without_events_is_read_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    path.touch()
    make_tables(path, secret=bytes(32))
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        assert reader.size() == 0
        assert list(reader.lines()) == []
        assert reader.years(0) == {}
        assert reader.root(0) == tree.EMPTY_ROOT
