"""The objections to a book, picked by code; and an expense to object to."""

from __future__ import annotations

import datetime as dt

import msgspec

from ledger.commands import RecordExpense
from projections.checks import Objection, check
from tests.projections.seeing import TODAY, Desk, day


def objections(
    desk: Desk,
    code: str | None = None,
    *,
    on: str | None = None,
    today: dt.date = TODAY,
) -> list[Objection]:
    with desk.view() as view:
        made = check(view, today=today, on=day(on) if on else None)
    return [objection for objection in made if code in (None, objection.code)]


def places(desk: Desk, code: str, *, on: str | None = None) -> list[str]:
    return [objection.place for objection in objections(desk, code, on=on)]


def spent(
    ref: str, *, amount: int = 7_500, beneficiary: str = "staff", **more: object
) -> RecordExpense:
    wish = RecordExpense(
        ref=ref,
        on=day("2025-03-20"),
        amount=amount,
        category="external-training",
        beneficiary=beneficiary,
    )
    return msgspec.structs.replace(wish, **more)
