"""A book as a verifier has it: the state that a whole log was replayed to, no file.

It is looked at as a book is. Sealed values are not kept by a replay, so what needs them
(an invoice that is registered twice) cannot be seen here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from msgspec import Struct, structs

from ledger.rules import Rules
from ledger.state.book import BookState, YearState
from ledger.values import Level
from projections.checks import Objection, year_objections
from projections.checks.seen import YearSeen, see
from projections.documents import Missing


class Replayed(Struct, frozen=True):
    """The state of a log, with the questions that a book answers."""

    state: BookState

    def year(self, number: int, rules: Rules | None = None) -> YearState:
        """Give a budget year that the log has."""
        year = self.state.years[number]
        return structs.replace(year, rules=rules) if rules else year

    def values(self, _n: int) -> dict[str, str | None]:
        """Give no sealed values."""
        return {}

    def imported(self, _n: int) -> bool:
        """Say no: where a fact came from is of no matter here."""
        return False

    def level_on(self, _day: dt.date) -> Level | None:
        """Give the level that the school has now: what it was is not kept."""
        return self.state.school.level if self.state.school else None


class Overview(Struct, frozen=True, kw_only=True):
    """What a verifier sees at once of a school, of the latest year of its log.

    `above_limit` is what is unused beyond the reserve that may be carried over, cents.
    `open_checks` counts the objections to all years that need no sealed value;
    `missing_documents` the expenses of the year that lack each kind.
    """

    year: int
    projected: bool
    refund_due: int
    above_limit: int
    open_checks: int
    missing_documents: dict[str, int]


KINDS: Final[tuple[Missing, ...]] = ("invoice", "payment", "programme-or-certificate")


def overview(state: BookState, *, today: dt.date) -> Overview | None:
    """Look over a log that was replayed to its end; None where it has no year."""
    years = [
        see(Replayed(state), year, on=None, today=today, rules=None)
        for year in sorted(state.years)
    ]
    if not years:
        return None
    latest = years[-1]
    figures = latest.figures
    lacking = Counter(kind for line in latest.expenses for kind in line.missing)
    return Overview(
        year=latest.year,
        projected=latest.state.closed is None,
        refund_due=figures.refund_due,
        above_limit=max(0, figures.unused - figures.reserve_limit),
        open_checks=sum(len(_objections(year)) for year in years),
        missing_documents={kind: lacking[kind] for kind in KINDS},
    )


def _objections(year: YearSeen) -> list[Objection]:
    """Give those that a verifier would act on: information is none."""
    return [each for each in year_objections(year) if each.severity != "info"]
