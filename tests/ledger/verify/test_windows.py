"""Windows: the narrowest bounds that the proofs give, for every event at once."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.days import format_moment
from ledger.verify.log import Line
from ledger.verify.windows import Windows

SIZE = 12
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def moment(hours: int) -> str:
    return format_moment(START + dt.timedelta(hours=hours))


anchors = st.lists(
    st.tuples(
        st.integers(1, SIZE), st.none() | st.integers(0, SIZE - 1), st.integers(0, 99)
    ),
    max_size=8,
)


def windows_of(given: list[tuple[int, int | None, int]]) -> Windows:
    windows = Windows("#{}".format)
    for n in range(SIZE):
        windows.take(Line(n + 1, n, None, None))
    for size, anchor, hours in given:
        windows.add(size, moment(hours), n=anchor)
    return windows


@given(anchors)
def test_each_event_has_the_bounds_that_one_finds_by_hand(
    given: list[tuple[int, int | None, int]],
) -> None:
    found = windows_of(given).segments()
    if not given:
        assert found == []
        return
    assert [number for w in found for number in range(w.first, w.to + 1)] == list(
        range(1, SIZE + 1)
    )
    for window in found:
        for m in range(window.first - 1, window.to):
            before = [h for _, n, h in given if n is not None and n < m]
            after = [h for size, _, h in given if size > m]
            assert window.not_before == (moment(max(before)) if before else None)
            assert window.not_after == (moment(min(after)) if after else None)


@given(anchors)
def test_neighbours_differ(given: list[tuple[int, int | None, int]]) -> None:
    found = windows_of(given).segments()
    bounds = [(w.not_before, w.not_after) for w in found]
    assert all(one != other for one, other in pairwise(bounds))


def test_a_moment_that_is_none_gives_no_window() -> None:
    windows = windows_of([])
    windows.add(3, "2026-02-30T00:00:00.000000Z", n=3)
    windows.add(3, "yesterday")
    assert windows.segments() == []
