"""What differs between two points in time of the worked example."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands import CloseYear, RecordLink, RecordRecovery
from ledger.errors import UsageError
from projections.comparing import (
    Change,
    Difference,
    EventLine,
    Side,
    YearChange,
    compare,
)
from projections.explaining import NAMES
from projections.statement import Statement, statement
from tests.projections.seeing import TODAY, Desk, day

Point = tuple[str | None, str | None]
"""Known at, and on."""


def of(desk: Desk, *points: Point, year: int | None = None) -> Difference:
    before, after = points
    with desk.view(before[0]) as first, desk.view(after[0]) as second:
        sides = [
            Side("", view, day(on) if on else None)
            for view, (_, on) in ((first, before), (second, after))
        ]
        return compare(*sides, today=TODAY, year=year)


def numbers(events: list[EventLine]) -> list[int]:
    return [event.number for event in events]


CAME = EventLine(
    number=17,
    at="2026-02-01T10:00:01.000000Z",
    by="u1",
    stream="2025",
    type="link-recorded/1",
    on=day("2025-05-20"),
    ref="C.1",
    amount=4_620,
    text="link of #12: 46.20; a; r",
)
CHANGED = [
    Change(figure="justified", before=243_050, after=247_670),
    Change(figure="unjustified", before=9_620, after=5_000),
    Change(figure="unused", before=392_627, after=388_007),
    Change(figure="refund_due", before=134_789, after=130_169),
    Change(figure="refund_outstanding", before=134_789, after=130_169),
]


def test_what_was_recorded_between_two_moments(desk: Desk) -> None:
    link = RecordLink(expense="C", activity="a", relevance="r", ref="C.1")
    desk.record(link, day="2026-02-01")
    assert of(desk, ("2026-01-31", None), (None, None)) == Difference(
        came=[CAME],
        went=[],
        years=[YearChange(year=2025, figures=CHANGED, projected=True)],
    )


def test_what_took_effect_between_two_days(desk: Desk) -> None:
    made = of(desk, (None, "2025-06-30"), (None, "2025-10-08"))
    assert numbers(made.came) == [13, 14]
    assert made.went == []
    changed = {each.figure: each for each in made.years[0].figures}
    assert changed["received"] == Change(
        figure="received", before=309_406, after=515_677
    )
    assert "justified" not in changed


def test_a_year_that_one_side_has_not(desk: Desk) -> None:
    back = RecordRecovery(
        of="B", on=day("2026-01-05"), amount=9_500, ground="credit-note"
    )
    desk.record(back)
    made = of(desk, ("#16", None), (None, None))
    (changed,) = made.years
    assert (changed.year, len(changed.figures)) == (2026, len(NAMES))
    assert changed.figures[0] == Change(figure="allocated", before=None, after=0)
    assert of(desk, ("#16", None), (None, None), year=2025).years == []
    with pytest.raises(UsageError) as caught:
        of(desk, ("#16", None), (None, None), year=2031)
    assert caught.value.message == "the book has no year 2031"


def test_the_close_brings_what_is_dated_later(desk: Desk) -> None:
    late = RecordLink(
        expense="C", activity="a", relevance="r", ref="C.1", on=day("2026-01-20")
    )
    desk.record(late, CloseYear(year=2025, carry_over=100_000))
    made = of(desk, (None, "2025-12-30"), (None, "2025-12-31"))
    assert numbers(made.came) == [17, 18]
    changed = {each.figure: (each.before, each.after) for each in made.years[0].figures}
    assert changed["carried_over"] == (257_838, 100_000)
    assert changed["justified"] == (243_050, 247_670)


def amount(whole: Statement, name: str) -> int:
    first, _, rest = name.partition(".")
    found = getattr(whole, first)
    cents: int = getattr(found, rest) if rest else found
    return cents


points = st.tuples(
    st.integers(4, 16).map("#{}".format),
    st.none() | st.dates(day("2025-01-01"), TODAY).map(dt.date.isoformat),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=points, after=points)
def test_a_difference_is_that_of_two_statements_and_can_be_turned_round(
    desk: Desk, before: Point, after: Point
) -> None:
    made, back = of(desk, before, after), of(desk, after, before)
    assert (made.came, made.went) == (back.went, back.came)
    sides = []
    for known_at, on in (before, after):
        with desk.view(known_at) as view:
            whole = statement(view, 2025, on=day(on) if on else None, today=TODAY)
        sides.append({name: amount(whole, name) for name in NAMES})
    changed = {c.figure: (c.before, c.after) for y in made.years for c in y.figures}
    assert changed == {
        name: (sides[0][name], sides[1][name])
        for name in NAMES
        if sides[0][name] != sides[1][name]
    }
