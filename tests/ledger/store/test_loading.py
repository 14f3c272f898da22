"""A state that caught up is the state that is loaded anew."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.books import Clock, build, record_all, steady_world
from ledger import commands as c
from ledger.book import Book, Writer
from ledger.state.book import BookState, YearState
from ledger.store.connection import connect
from ledger.store.loading import load_school, load_year
from ledger.store.reading import Reader
from tests.ledger.book.lively import live
from tests.ledger.book.small import scratch

DAY = Clock().moment.date()


def plain(state: BookState) -> dict[str, Any]:
    """All that a state holds, without the ways up in it and the names."""
    fields = {name: getattr(state, name) for name in state.__struct_fields__}
    del fields["names"]
    return {**fields, "years": {n: plain_year(y) for n, y in state.years.items()}}


def plain_year(year: YearState) -> dict[str, Any]:
    names = set(year.__struct_fields__) - {"book"}
    return {name: getattr(year, name) for name in sorted(names)}


def whole(writer: Writer) -> dict[str, Any]:
    for year in sorted(writer.state.years_opened):
        writer.load(year)
    return in_order(plain(writer.state))


def anew(path: Path) -> dict[str, Any]:
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        state = load_school(reader, reader.size())
        for year in sorted(state.years_opened):
            load_year(reader, state, year=year)
        return in_order(plain(state))


def in_order(fields: dict[str, Any]) -> dict[str, Any]:
    """Which year was read first makes no difference."""
    for name in ("years", "versions"):
        fields[name] = dict(sorted(fields[name].items()))
    return fields


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_catching_up_gives_what_loading_anew_gives(seed: int) -> None:
    chance = Random(seed)
    with scratch() as folder:
        path = Path(folder) / "a.book"
        with (
            build(path) as first,
            Book(path, steady_world(Clock(), "second")) as second,
        ):
            for _ in range(4):
                live([first, second], chance, count=15)
                for book in (first, second):
                    state = book.carry_out(whole, by="u1", keep=False)
                    assert state == anew(path)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.lists(st.sampled_from([2023, 2024, 2025])))
def test_years_may_be_loaded_in_any_order(seed: int, order: list[int]) -> None:
    with scratch() as folder:
        with build(Path(folder) / "a.book") as book:
            live([book], Random(seed), count=40)
        with closing(connect(book.path)) as connection:
            reader = Reader(connection)
            state = load_school(reader, reader.size())
            before = plain(load_school(reader, reader.size()))
            wanted = [year for year in order if year in state.years_opened]
            for year in wanted:
                load_year(reader, state, year=year)
        after = plain(state)
        assert set(after.pop("years")) == set(wanted)
        years = before.pop("years")
        versions = before.pop("versions")
        assert years == {}
        assert after.pop("versions").items() >= versions.items()
        assert after == before


def test_a_year_is_loaded_after_another_was_opened_in_the_same_transaction(
    tmp_path: Path,
) -> None:
    with build(tmp_path / "a.book") as book:
        record_all(book, [c.RecordAllocation(year=2025, on=DAY, amount=100)])
    wishes = [
        c.RecordAllocation(year=2026, on=DAY, amount=100),
        c.RecordAdjustment(year=2025, on=DAY, amount=1),
        c.RecordAdjustment(year=2026, on=DAY, amount=2),
    ]
    with Book(book.path, steady_world(Clock(), "later")) as again:
        record_all(again, wishes)
        state = again.carry_out(whole, by="u1", keep=False)
    assert state == anew(book.path)
    assert state["years_opened"] == {2025, 2026}
