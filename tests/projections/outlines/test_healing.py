"""A damaged file, or one of another history, is made anew; nobody is told."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fixtures.books import worked_example
from projections.filtering import Filter
from projections.outlines import Shelf
from projections.outlines.table import SUM
from tests.projections.outlines.damaging import DAMAGE
from tests.projections.outlines.keeping import (
    ASKED,
    MORE,
    by_file,
    by_log,
    check,
    contents,
    live,
)
from tests.projections.seeing import Desk
from tests.projections.test_register import days

Change = tuple[str, int, int | None]
"""A column, a row, and the value that is put there."""


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_made_anew(
    desk: Desk, shelf: Shelf, *, kept: Path, kind: str
) -> None:
    whole = contents(kept)
    DAMAGE[kind](kept)
    check(desk, shelf)
    assert contents(kept) == whole


@given(place=st.integers(0, 2**16), change=st.integers(1, 255))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_byte_that_changed_changes_nothing_that_is_found(
    desk: Desk, shelf: Shelf, *, kept: Path, place: int, change: int
) -> None:
    data = bytearray(kept.read_bytes())
    data[place % len(data)] ^= change
    kept.write_bytes(data)
    check(desk, shelf)


def test_another_history_of_that_name_takes_the_place_of_what_was_kept(
    desk: Desk, shelf: Shelf, *, kept: Path, tmp_path: Path
) -> None:
    before = contents(kept)
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", *worked_example()[:7])
    live(other, worked_example()[8:])
    check(other, shelf)
    assert contents(kept) != before
    check(desk, shelf)
    assert contents(kept) == before
    other.book.close()


def test_a_backup_that_is_put_back_takes_its_place_too(
    desk: Desk, shelf: Shelf, *, kept: Path
) -> None:
    backup, before = desk.path.read_bytes(), contents(kept)
    desk.record(*MORE)
    check(desk, shelf)
    assert contents(kept) != before
    desk.book.close()
    desk.path.write_bytes(backup)
    check(desk, shelf)
    assert contents(kept) == before


changes = st.tuples(
    st.sampled_from(["n", "type", "day", "amount", "undoes"]),
    st.integers(0, 16),
    st.none() | st.integers(-1, 20) | st.integers(739_000, 740_000),
)


@given(change=changes, on=st.none() | days)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_edits_a_file_on_purpose_can_hide_and_not_make_up(
    desk: Desk, shelf: Shelf, *, kept: Path, change: Change, on: dt.date | None
) -> None:
    whole = kept.read_bytes()
    with suppress(sqlite3.IntegrityError):
        edit(kept, change)
    with desk.view() as view:
        for wanted in ASKED:
            true = {line.n: line for line in by_log(view, wanted, on=on)}
            for line in by_file(view, wanted, shelf=shelf, on=on):
                undone = true[line.n].reversed_by
                assert set(line.reversed_by) <= set(undone)
                assert replace(line, reversed_by=undone) == true[line.n]
    kept.write_bytes(whole)


def edit(path: Path, change: Change) -> None:
    """Change a value, and the sum to what it then is."""
    column, n, value = change
    with closing(sqlite3.connect(path)) as connection:
        statement = f"UPDATE outlines SET {column} = ? WHERE n = ?"  # noqa: S608  # one of five names
        connection.execute(statement, (value, n))
        connection.execute(f"UPDATE heads SET sum = (SELECT {SUM} FROM outlines)")  # noqa: S608  # a constant
        connection.commit()


def test_what_somebody_hid_is_there_again_once_the_file_is_thrown_away(
    desk: Desk, shelf: Shelf, *, kept: Path
) -> None:
    edit(kept, ("amount", 7, 0))
    with desk.view() as view:
        wanted = Filter(least=1)
        true = by_log(view, wanted)
        assert by_file(view, wanted, shelf=shelf) == [x for x in true if x.n != 7]
    kept.unlink()
    check(desk, shelf)


def test_nothing_that_is_sealed_is_kept(desk: Desk, kept: Path) -> None:
    data = kept.read_bytes()
    with desk.view() as view:
        every = [view.values(n) for n in range(view.size)]
    texts = [text for values in every for text in values.values() if text]
    assert len(texts) > 10
    assert [text for text in texts if text.encode() in data] == []
