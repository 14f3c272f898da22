"""Whether closed years rest makes no difference to what a verifier is told."""

from __future__ import annotations

import datetime as dt
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from fixtures.every_kind import every_kind
from fixtures.faults import faults
from ledger import codec
from ledger import commands as c
from ledger.book import contents
from ledger.book.exporting import export
from ledger.closing import rest_closed
from ledger.days import brussels_day
from ledger.events import ExpenseRecorded, Leaf, YearOpened
from ledger.state.book import BookState
from ledger.state.resting import RestingYear
from ledger.verify import replay
from ledger.verify.bundle import examine_bundle, verify_bundle
from ledger.verify.log import Line
from ledger.verify.report import Report
from ledger.verify.statements import all_figures
from tests.ledger.memory_book import MemoryBook, opened_book
from tests.ledger.verify import bundles as b
from tests.ledger.worked_example import expense

LINES = {name: fault for name, fault in faults().items() if name.startswith("line:")}


def rested(data: bytes, patch: pytest.MonkeyPatch) -> Report:
    with patch.context() as patched:
        patched.setattr(replay, "rest_closed", partial(rest_closed, size_min=0))
        return verify_bundle(BytesIO(data))


@pytest.mark.parametrize("size_min", [None, 0])
def test_closed_years_of_a_small_log_stay_awake(
    size_min: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    resting: list[int] = []

    def counting(state: BookState, number: int, *, today: dt.date) -> None:
        given = {} if size_min is None else {"size_min": size_min}
        rest_closed(state, number, today=today, **given)
        resting.append(len(state.years) - len(state.years.awake))

    monkeypatch.setattr(replay, "rest_closed", counting)
    assert examine_bundle(BytesIO(b.honest())).figures
    assert max(resting) == (0 if size_min is None else 1)


def test_an_honest_bundle_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = verify_bundle(BytesIO(b.honest()))
    assert told.figures
    assert rested(b.honest(), monkeypatch) == told


def test_a_bundle_is_exported_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "school.book"
    every_kind(book).close()
    export(book, tmp_path / "a.zip")
    monkeypatch.setattr(contents, "rest_closed", partial(rest_closed, size_min=0))
    export(book, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "a.zip").read_bytes()


def replayed(leaves: list[Leaf], size_min: int) -> BookState:
    """Give the state of a log that a verifier replayed."""
    taken = replay.Replay("line {}".format)
    with pytest.MonkeyPatch.context() as patch:
        rest = partial(rest_closed, size_min=size_min)
        patch.setattr(replay, "rest_closed", rest)
        for number, recorded in enumerate(leaves, 1):
            leaf = codec.decode(codec.encode(recorded))
            taken.take(Line(number, leaf.n, leaf, brussels_day(leaf.at)), {})
    return taken.state


def closed_book() -> MemoryBook:
    """Give a book with two expenses in 2025, which was closed, reopened and closed."""
    book = opened_book("2025-02-01")
    on = book.today
    book.record(c.RecordAllocation(year=2025, on=on, amount=100_000))
    for ref in ("A", "B"):
        book.record(expense(ref, "2025-01-31", amount=20_000, category="travel"))
    book.today = dt.date(2026, 1, 20)
    book.record(c.CloseYear(year=2025))
    book.record(c.ReopenYear(year=2025, reason="x"))
    book.record(c.CloseYear(year=2025))
    return book


@pytest.mark.parametrize("day", ["2025-02-01", "2025-12-31", "2026-01-20"])
def test_figures_at_rest_are_those_of_the_day_on_which_they_are_seen(day: str) -> None:
    leaves, today = closed_book().leaves, dt.date.fromisoformat(day)
    rested, told = replayed(leaves, 0), replayed(leaves, len(leaves) + 1)
    assert isinstance(rested.years.glance(2025), RestingYear)
    expected = all_figures(told, bytes(32), today=today)
    assert all_figures(rested, bytes(32), today=today) == expected


def test_a_log_that_gives_an_index_twice_has_the_figures_of_both() -> None:
    leaves = list(closed_book().leaves)
    kinds = [type(leaf.event) for leaf in leaves]
    first = kinds.index(ExpenseRecorded)
    second = kinds.index(ExpenseRecorded, first + 1)
    leaves[second] = replace(leaves[second], n=leaves[first].n)
    state = replayed(leaves, 0)
    assert 2025 in state.years.awake
    today = brussels_day(leaves[-1].at)
    assert all_figures(state, bytes(32), today=today)["2025"].spent == 40_000


def test_a_year_without_rules_stays_awake() -> None:
    leaves = list(closed_book().leaves)
    at = [type(leaf.event) for leaf in leaves].index(YearOpened)
    other = replace(leaves[at].event, rules="of-another-world")
    leaves[at] = replace(leaves[at], event=other)
    state = replayed(leaves, 0)
    assert state.years.awake[2025].closed


@pytest.mark.parametrize("name", LINES)
def test_a_damaged_log_is_told_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = LINES[name].make()
    assert rested(data, monkeypatch) == verify_bundle(BytesIO(data))
