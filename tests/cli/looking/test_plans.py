"""The columns of a plan come to the totals below them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cli.terminal import Terminal


def lefts(lines: list[str]) -> list[Decimal]:
    """Give the last column of rows, of those that have all four amounts."""
    cells = [line.split()[-1].replace(",", "") for line in lines]
    return [Decimal(cell) for cell in cells]


@pytest.mark.parametrize("by", ["initiative", "area"])
def test_what_is_left_adds_up(school: Terminal, by: str) -> None:
    out = school(f"show plan --by {by} --book zon.book").out
    plans = [each.split("left\n")[1] for each in out.split("\n\n") if "left\n" in each]
    assert plans
    for plan in plans:
        *rows, total = lefts(plan.split("\n"))
        assert sum(rows) == total


@pytest.mark.parametrize("by", ["category", "imposed"])
def test_what_is_not_planned_for_leaves_nothing(school: Terminal, by: str) -> None:
    out = school(f"show plan --by {by} --book zon.book").out
    totals = [line for line in out.split("\n") if line.startswith("total")]
    assert totals
    assert all(
        len(line.split()) == len(["total", "planned", "spent", "linked"])
        for line in totals
    )
