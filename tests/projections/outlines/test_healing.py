"""A damaged file, or one of another history, is made anew; nobody is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures.books import worked_example
from projections.outlines import Shelf
from tests.projections.outlines.damaging import DAMAGE, running
from tests.projections.outlines.keeping import (
    EXPENSES,
    MORE,
    by_file,
    by_log,
    check,
    contents,
    live,
)
from tests.projections.seeing import Desk


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_made_anew(
    desk: Desk, shelf: Shelf, *, kept: Path, kind: str
) -> None:
    whole = contents(kept)
    DAMAGE[kind](kept)
    check(desk, shelf)
    assert contents(kept) == whole


@given(place=st.integers(0, 2**16), change=st.integers(1, 255))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_who_edits_a_file_on_purpose_hides_lines_and_makes_up_none(
    desk: Desk, shelf: Shelf, *, kept: Path
) -> None:
    with desk.view() as view:
        true = by_log(view, EXPENSES)
        assert true[0].n == 7
        # Two changes that leave the sum as it was.
        running(
            "UPDATE outlines SET type = type + 1 WHERE n = 7",
            "UPDATE outlines SET type = type - 1 WHERE n = 3",
        )(kept)
        assert by_file(view, EXPENSES, shelf=shelf) == true[1:]
    kept.unlink()
    check(desk, shelf)


def test_nothing_that_is_sealed_is_kept(desk: Desk, kept: Path) -> None:
    data = kept.read_bytes()
    with desk.view() as view:
        every = [view.values(n) for n in range(view.size)]
    texts = [text for values in every for text in values.values() if text]
    assert len(texts) > 10
    assert [text for text in texts if text.encode() in data] == []
