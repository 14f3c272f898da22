"""What the school sees of its own anchors, by its own word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fixtures.anchored import anchored
from projections.anchors import OwnWindows, Segment, own_anchors
from projections.history import history
from projections.moment import parse_point
from projections.view import BookView

FIRST, SECOND = "2026-01-21T09:00:00.000000Z", "2026-01-24T09:00:00.000000Z"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("anchored") / "a.book"
    anchored(made).close()
    return made


def test_anchors_are_told_in_their_order(path: Path) -> None:
    with BookView(path) as view:
        told = own_anchors(view)
    assert [(a.number, a.kind, a.size, a.at, a.by) for a in told] == [
        (7, "cosigned", 6, FIRST, ["regulator.example/agodi"]),
        (8, "minutes", 6, None, []),
        (11, "cosigned", 10, SECOND, ["regulator.example/agodi"]),
    ]
    assert (told[1].on, told[1].octets) == (dt.date(2026, 1, 21), None)


def test_every_event_has_the_window_that_a_verifier_finds(path: Path) -> None:
    with BookView(path) as view:
        windows = OwnWindows(view)
        found = [windows.of(number) for number in range(1, 12)]
    assert found == [
        *[(None, FIRST)] * 6,
        (None, SECOND),
        *[(FIRST, SECOND)] * 3,
        (FIRST, None),
    ]


def test_windows_are_told_as_few_segments(path: Path) -> None:
    with BookView(path) as view:
        windows = OwnWindows(view)
        told = windows.segments(view.size)
        each = [windows.of(number) for number in range(1, view.size + 1)]
    assert told == [
        Segment(1, 6, None, FIRST),
        Segment(7, 7, None, SECOND),
        Segment(8, 10, FIRST, SECOND),
        Segment(11, 11, FIRST, None),
    ]
    spread = [[(s.not_before, s.not_after)] * (s.to - s.first + 1) for s in told]
    assert [bounds for some in spread for bounds in some] == each


def test_the_history_marks_what_is_late(path: Path) -> None:
    with BookView(path) as view:
        lines = list(history(view))
    assert [line.number for line in lines if line.late] == [10]
    assert (lines[9].not_before, lines[9].not_after) == (FIRST, SECOND)


def test_what_was_not_known_yet_bounds_nothing(path: Path) -> None:
    known_at = parse_point(None, "#6").known_at
    with BookView(path, known_at) as view:
        assert own_anchors(view) == []
        assert OwnWindows(view).segments(view.size) == []
        assert [line.not_after for line in history(view)] == [None] * 6
