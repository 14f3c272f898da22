"""For each code of the catalogue a small book that is objected to by it, once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import msgspec

from fixtures.books import OPENED, Clock, build, record_all
from ledger.commands import (
    ApprovePlan,
    CloseYear,
    PayRefund,
    PlannedInitiative,
    ReceiveTranche,
    RecordAllocation,
    RecordLink,
    RecordOpening,
    RecordPlan,
    Wish,
)
from ledger.values import Tranche
from projections.checks import Objection, check
from projections.view import BookView
from tests.projections.objecting import spent
from tests.projections.seeing import TODAY, day

ACTIVITY, RELEVANCE = "Taalrijk lesgeven", "Voor de derde graad"
BEFORE, MARCH = day("2024-09-02"), day("2025-03-01")
JUNE, SEPTEMBER = day("2025-06-01"), day("2025-09-20")


class Example(NamedTuple):
    """What is recorded on `begun`, and what on 20 January 2026."""

    wishes: list[Wish]
    begun: str = "2026-01-20"
    later: tuple[Wish, ...] = ()
    level: str = "primary"


def objections_to(example: Example, folder: Path) -> list[Objection]:
    """Record an example, and look at it on 20 January 2026."""
    path, clock = folder / "school.book", Clock(example.begun)
    opened = msgspec.structs.replace(OPENED, level=example.level)
    with build(path, example.wishes, clock=clock, opened=opened) as book:
        clock.day(TODAY.isoformat())
        record_all(book, example.later)
    with BookView(path) as view:
        return check(view, today=TODAY)


def allocated(amount: int = 1_000_000) -> RecordAllocation:
    return RecordAllocation(year=2025, on=day("2025-01-15"), amount=amount)


def came(tranche: Tranche, amount: int, *, on: str) -> ReceiveTranche:
    return ReceiveTranche(year=2025, tranche=tranche, on=day(on), amount=amount)


def plan(on: dt.date = BEFORE) -> RecordPlan:
    initiatives = (PlannedInitiative(ref="P1", planned=100_000),)
    return RecordPlan(school_year="2024-2025", on=on, initiatives=initiatives)


APPROVED = ApprovePlan(
    school_year="2024-2025",
    on=day("2024-10-01"),
    by="local-committee",
    school_council="not-heard",
)
GRANT: list[Wish] = [
    allocated(),
    came(1, 600_000, on="2025-02-26"),
    came(2, 400_000, on="2025-06-26"),
]


def linked(ref: str, **more: object) -> Wish:
    made = spent(ref, activity=ACTIVITY, relevance=RELEVANCE)
    return msgspec.structs.replace(made, **more)


def link(on: dt.date) -> RecordLink:
    return RecordLink(expense="A", activity=ACTIVITY, relevance=RELEVANCE, on=on)


EXAMPLES: dict[str, Example] = {
    "unjustified-expense": Example([spent("A")]),
    "ineligible-expense": Example([spent("A", category="leisure")]),
    "travel-without-document": Example([linked("A", category="travel")]),
    "imposed-borne-by-staff": Example([spent("A", imposed=True, borne_by_staff=2_500)]),
    "category-not-for-level": Example(
        [linked("A", category="primary-bachelor-track")], level="secondary"
    ),
    "expense-without-initiative": Example([plan(), linked("A")]),
    "initiative-not-in-plan": Example([plan(), linked("A", initiative="P9")]),
    "expense-before-link": Example([spent("A"), link(JUNE)]),
    "expense-long-after-link": Example([spent("A", on=SEPTEMBER), link(MARCH)]),
    "missing-invoice": Example([spent("A")]),
    "missing-payment": Example([spent("A")]),
    "missing-programme": Example([spent("A")]),
    "invoice-twice": Example(
        [
            spent("A", supplier="Nascholing vzw", invoice="2025/17"),
            spent(
                "B",
                supplier="Nascholing vzw",
                invoice="2025/17",
                duplicate_reason="het saldo van dezelfde factuur",
            ),
        ]
    ),
    "expense-twice": Example(
        [
            spent("A", supplier="Nascholing vzw", invoice="2025/17"),
            spent("B", supplier="Nascholing vzw", invoice="2025/18"),
        ]
    ),
    "plan-missing": Example([spent("A")]),
    "plan-not-approved": Example([plan(), spent("A")]),
    "plan-changed": Example([plan(), APPROVED, plan(MARCH), spent("A")]),
    "council-not-heard": Example([plan(), APPROVED, spent("A")]),
    "missing-approval": Example([plan(), APPROVED, spent("A")]),
    "allocation-missing": Example([came(1, 600_000, on="2025-02-26")]),
    "allocation-differs": Example(
        [
            RecordAllocation(
                year=2025, on=MARCH, amount=515_000, posts=4_137, rate=12_465
            )
        ]
    ),
    "tranche-late": Example([allocated(), came(2, 400_000, on="2025-07-03")]),
    "tranche-short": Example([allocated(), came(1, 600_000, on="2025-02-26")]),
    "tranche-differs": Example([allocated(), came(1, 700_000, on="2025-02-26")]),
    "missing-allocation-letter": Example([allocated()]),
    "missing-bank-statement": Example([allocated(), came(1, 600_000, on="2025-02-26")]),
    "own-contribution": Example([*GRANT, spent("A", amount=1_012_500)]),
    "reserve-not-used-first": Example(
        [
            RecordOpening(year=2025, on=day("2025-01-10"), amount=120_000),
            allocated(),
            spent("A"),
        ]
    ),
    "refund-outstanding": Example([*GRANT, CloseYear(year=2025)]),
    "missing-refund-proof": Example(
        [*GRANT, CloseYear(year=2025), PayRefund(year=2025, on=TODAY, amount=500_000)]
    ),
    "late-entries": Example([allocated()], begun="2025-01-20", later=(spent("A"),)),
    "round-amounts": Example(
        [spent(f"A{each}", amount=10_000 * each) for each in range(1, 6)]
    ),
    "spent-before-close": Example(
        [spent(f"A{each}", on=day(f"2025-12-{14 + each}")) for each in range(1, 4)]
    ),
    "preferred-areas": Example([linked("A", area="dutch"), linked("B")]),
    "no-checkpoint": Example([]),
}
"""By code, in the order of the catalogue; other codes may object to them too."""
