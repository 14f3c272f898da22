"""Books with a file of their outlines, and what is found with it and without."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import strategies as st

from ledger.commands import RecordExpense, ReverseFact, Wish
from ledger.errors import RefusedError
from projections.filtering import Filter, chosen
from projections.finding import found
from projections.history import HistoryLine, history
from projections.outlines import Shelf
from projections.view import BookView
from tests.projections.seeing import Desk, day
from tests.projections.test_register import TODAY, amounts, days, facts, words
from tests.projections.test_sums import lives

FIRST = RecordExpense(
    on=day("2025-02-01"), amount=9, category="other", beneficiary="staff", ref="e0"
)
EXPENSES = Filter(types=frozenset({"expense-recorded/1"}))
ASKED = (
    EXPENSES,
    Filter(since=day("2025-03-01"), until=day("2025-05-31")),
    Filter(least=1),
)
"""What the worked example has some of."""

MORE = [
    ReverseFact(of=ref, ground="error", amount=1, on=day("2025-11-20"))
    for ref in ("A", "B", "C", "D", "E")
]
"""Five more facts of the worked example."""

histories: st.SearchStrategy[list[Wish]] = st.lists(facts, max_size=10) | lives
kinds = st.sets(
    st.sampled_from(
        [
            *("expense-recorded/1", "link-recorded/1", "link-withdrawn/1"),
            *("reversal-recorded/1", "decision-recorded/1", "year-closed/1"),
            *("tranche-received/1", "user-added/1"),
        ]
    )
).map(frozenset)
filters = st.builds(
    Filter,
    types=st.none() | kinds,
    since=st.none() | days,
    until=st.none() | days,
    text=words,
    least=st.none() | amounts,
    most=st.none() | amounts,
)


def live(desk: Desk, life: Iterable[Wish]) -> None:
    """Record what is not refused."""
    desk.clock.day(TODAY.isoformat())
    for wish in life:
        with suppress(RefusedError):
            desk.record(wish)


def by_log(
    view: BookView, wanted: Filter, *, on: dt.date | None = None
) -> list[HistoryLine]:
    """Decode and describe every event, and choose of the lines."""
    return list(chosen(view, history(view, on=on), wanted=wanted))


def by_file(
    view: BookView, wanted: Filter, *, shelf: Shelf, on: dt.date | None = None
) -> list[HistoryLine]:
    return list(found(view, wanted=wanted, on=on, shelf=shelf))


def check(desk: Desk, shelf: Shelf) -> None:
    """What is found is what the log has."""
    with desk.view() as view:
        for wanted in ASKED:
            expected = by_log(view, wanted)
            assert expected
            assert by_file(view, wanted, shelf=shelf) == expected


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a file says, by table."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608  # names out of the schema
            for (name,) in names.fetchall()
        }
