"""Many leaves at a time are checked as they are one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.findings import Finding
from ledger.verify import log
from ledger.verify.following import Counted, follow
from ledger.verify.keys import LogKeys
from ledger.verify.scan import read_leaves
from tests.ledger.verify import bundles as b

LINES = b.lines_of(b.unpacked(b.honest()), b.EVENTS)
Change = tuple[str, int, int]
changes = st.lists(
    st.tuples(
        st.sampled_from(["none", "swap", "drop", "twice", "digit", "cut"]),
        st.integers(0, len(LINES) - 2),
        st.integers(0, 400),
    ),
    max_size=3,
)


def changed(made: list[Change]) -> list[bytes]:
    lines = list(LINES)
    for how, place, where in made:
        at = place % (len(lines) - 1)
        if how == "swap":
            lines[at : at + 2] = reversed(lines[at : at + 2])
        elif how == "drop":
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "digit":
            lines[at] = lines[at][:where] + b"7" + lines[at][where + 1 :]
        elif how == "cut":
            lines[at] = lines[at][:where]
    return lines


def said(lines: list[bytes], width: int) -> tuple[list[Finding], object, object]:
    keys = LogKeys("line {}".format)
    check = log.LogCheck("line {}".format, range(len(lines) + 2), keys=keys)
    batches = [lines[at : at + width] for at in range(0, len(lines), width)]
    told = [line for batch in check.read(batches) for line in batch]
    return [*check.found.findings, *keys.findings], told, (check.roots, check.root())


@given(changes, st.integers(1, len(LINES)))
def test_a_batch_is_checked_as_line_by_line(made: list[Change], width: int) -> None:
    lines = changed(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "follow", lambda *_: None)
        expected = said(lines, 1)
    assert said(lines, width) == expected


def test_what_does_not_follow_leaves_the_count_as_it_was() -> None:
    leaves = read_leaves(LINES)
    assert leaves
    counted = Counted()
    assert follow(counted, leaves[1:]) is None
    assert counted == Counted()
    assert follow(counted, leaves[:5])
    before = Counted(5, counted.at, counted.id, set(counted.ids), {**counted.versions})
    for wrong in (leaves[:1], leaves[6:], [*leaves[5:], leaves[5]]):
        assert follow(counted, wrong) is None
        assert counted == before


def test_the_days_are_those_of_brussels() -> None:
    leaves = read_leaves(LINES)
    days = follow(Counted(), leaves or [])
    assert days
    assert len(days) == len(LINES)
    assert {day.year for day in days} >= {2025}
