"""Whatever is recorded, and whenever it is kept: the file says what the log says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.commands import Wish
from projections.filtering import Filter
from projections.outlines import Shelf
from projections.outlines.keeping import catch_up
from tests.ledger.book.small import scratch
from tests.projections.outlines.keeping import (
    FIRST,
    by_file,
    by_log,
    contents,
    filters,
    histories,
    live,
)
from tests.projections.seeing import Desk
from tests.projections.test_register import days

batches = st.integers(1, 9)


@given(parts=st.lists(st.tuples(histories, st.lists(batches, max_size=2)), max_size=4))
@settings(max_examples=30)
def test_a_file_that_was_caught_up_is_one_that_was_made_at_once(
    parts: list[tuple[list[Wish], list[int]]],
) -> None:
    with scratch() as name:
        desk = Desk(Path(name), FIRST)
        kept, made = Path(name, "kept.db"), Path(name, "made.db")
        for life, sizes in parts:
            live(desk, life)
            for size in sizes:
                with desk.view() as view:
                    catch_up(kept, view, batch=size)
        desk.book.close()
        with desk.view() as view:
            catch_up(kept, view, batch=3)
            catch_up(made, view)
        assert contents(kept) == contents(made)


@given(
    lives=st.lists(histories, min_size=1, max_size=3),
    known=st.integers(0, 30),
    on=st.none() | days,
    wanted=filters,
    batch=batches,
)
@settings(max_examples=50)
def test_what_is_found_is_the_same_with_a_file_and_without(
    lives: list[list[Wish]],
    known: int,
    *,
    on: dt.date | None,
    wanted: Filter,
    batch: int,
) -> None:
    with scratch() as name:
        desk = Desk(Path(name), FIRST)
        shelf = Shelf(Path(name, "shelf"), least=0, batch=batch)
        for life in lives:
            live(desk, life)
            with desk.view() as view:
                assert by_file(view, wanted, shelf=shelf) == by_log(view, wanted)
            with desk.view(f"#{max(1, view.size - known)}") as view:
                expected = by_log(view, wanted, on=on)
                assert by_file(view, wanted, shelf=shelf, on=on) == expected
        desk.book.close()
