"""A hand-out is for people: amounts in euros, days and labels as they write them."""

from __future__ import annotations

from typing import get_args

from cli.verifying.hand_outs import AMOUNTS
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.spending import SpendingEvent
from ledger.events.year import YearEvent
from tests.cli.terminal import Terminal

FAMILIES = (KeepingEvent, SchoolEvent, SpendingEvent, YearEvent)


def test_amounts_and_days_are_told_as_people_write_them(school: Terminal) -> None:
    found = school.does("show history --kind expense --json").json["history"]
    number = found[0]["number"]
    school.does(f"export one.tlog-proof --event #{number}")
    english = school.does("verify one.tlog-proof --no-memory --lang en").out
    dutch = school.does("verify one.tlog-proof --no-memory --lang nl").out
    french = school.does("verify one.tlog-proof --no-memory --lang fr").out
    cents, day = found[0]["amount"], found[0]["on"]
    assert f"  amount: {cents / 100:,.2f}\n  " in english
    assert f"  on: {day}\n" in english
    assert f"  datum: {'/'.join(reversed(day.split('-')))}\n" in dutch
    assert f"  date\u00a0: {'/'.join(reversed(day.split('-')))}\n" in french


def test_every_field_that_is_in_cents_is_an_amount() -> None:
    kinds = [kind for family in FAMILIES for kind in get_args(family)]
    fields = [item for kind in kinds for item in kind.__annotations__.items()]
    assert {name for name, text in fields if "Cents" in str(text)} == AMOUNTS
