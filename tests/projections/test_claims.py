"""Invoices of several schools, laid beside each other without any file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from projections.claims import (
    Claim,
    Side,
    count_schools,
    latest,
    same_invoices,
)

CLAIM = Claim(
    supplier="de bus nv",
    invoice="f 77",
    event=5,
    ref="A",
    amount=100,
    part=None,
    shared_with=(),
    total=None,
)


def side(log: str, school: str, *claims: Claim, events: int = 9) -> Side:
    return Side(
        file=f"{log}.zip",
        origin=log,
        school=school,
        events=events,
        claims=list(claims),
        hidden=0,
    )


def places(*sides: Side) -> list[list[str]]:
    return [[place.file for place in each.places] for each in same_invoices(sides)]


def test_three_schools_are_told_together() -> None:
    sides = [side(log, number, CLAIM) for log, number in zip("abc", "123", strict=True)]
    assert places(*sides) == [["a.zip", "b.zip", "c.zip"]]
    assert same_invoices(sides)[0].amount == 300


def test_of_one_log_the_longest_file_counts() -> None:
    old, new = side("a", "1", CLAIM), structs.replace(side("a", "1"), events=10)
    assert latest([old, new]) == [new]
    assert places(old, new, side("b", "2", CLAIM)) == []


def test_a_number_that_changed_is_of_one_school() -> None:
    # Log `a` had number 1 and has 2 now; `b` is a second book of number 2.
    old, new = side("a", "1", CLAIM, events=3), side("a", "2", CLAIM, events=4)
    second = side("b", "2", CLAIM)
    assert count_schools([old, new, second]) == 1
    assert places(new, second) == []


def test_parts_of_one_school_are_told_where_another_claims_the_invoice() -> None:
    parts = [structs.replace(CLAIM, part=part, event=part) for part in (1, 2)]
    assert places(side("a", "1", *parts), side("b", "2", CLAIM)) == [
        ["a.zip", "a.zip", "b.zip"]
    ]
    assert places(side("a", "1", *parts)) == []


@given(st.permutations([("a", "1"), ("b", "2"), ("c", "1"), ("d", "3"), ("e", "2")]))
def test_the_order_of_the_files_finds_no_less(order: list[tuple[str, str]]) -> None:
    sides = [side(log, number, CLAIM) for log, number in order]
    assert count_schools(sides) == 3
    (found,) = same_invoices(sides)
    assert {place.file for place in found.places} == {f"{x}.zip" for x in "abcde"}
