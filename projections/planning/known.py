"""The plans that are known on a day: their versions, approvals and initiatives."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from ledger.days import school_year_of
from ledger.events import Initiative
from ledger.state.entries import Plan
from ledger.values import Approver, SchoolCouncil
from projections.documents import DocumentLine, document_line
from projections.view import BookView


class ApprovalLine(Struct, frozen=True, kw_only=True):
    """Who approved a version, and when; `number` is that of the event."""

    number: int
    on: dt.date
    by: Approver
    school_council: SchoolCouncil | None


class VersionLine(Struct, frozen=True, kw_only=True):
    """A version of a plan; `planned` is the sum of what its initiatives name, cents.

    The documents are those of the version and of its approval.
    """

    number: int
    version: int
    on: dt.date
    initiatives: int
    planned: int
    approval: ApprovalLine | None
    documents: list[DocumentLine]


class Planned(Struct, frozen=True):
    """An initiative as a version has it; `name` is sealed, None where it is erased."""

    initiative: Initiative
    name: str | None
    is_newest: bool


class KnownPlans:
    """The plans of a book, as they were on a day."""

    def __init__(self, view: BookView, on: dt.date | None) -> None:
        """See the plans of `view` on `on`, or all where `on` is None."""
        self.view, self.on = view, on
        self.versions: dict[str, list[Plan]] = {}
        self.initiatives: dict[str, dict[str, Planned]] = {}
        for school_year, versions in view.state.plans.items():
            known = [plan for plan in versions if self.counts(plan.event.on)]
            if known:
                self.versions[school_year] = known
                self.initiatives[school_year] = self._initiatives(known)

    def counts(self, day: dt.date) -> bool:
        """Say whether a fact of the school that takes effect on `day` counts."""
        return self.on is None or day <= self.on

    def school_year(self, day: dt.date, ref: str | None) -> str:
        """Name the school year that an expense of a day and an initiative is of."""
        own = school_year_of(day)
        first = int(own.partition("-")[0])
        near = (own, f"{first - 1}-{first}", f"{first + 1}-{first + 2}")
        return next((y for y in near if ref in self.initiatives.get(y, {})), own)

    def lines(self, school_year: str) -> list[VersionLine]:
        """Describe the versions of a plan, newest last."""
        return [self._line(plan) for plan in self.versions.get(school_year, [])]

    def _initiatives(self, versions: list[Plan]) -> dict[str, Planned]:
        found: dict[str, Planned] = {}
        for plan in reversed(versions):
            values = self.view.values(plan.n)
            for place, initiative in enumerate(plan.event.initiatives):
                name = values.get(f"initiatives/{place}/name")
                planned = Planned(initiative, name, plan is versions[-1])
                found.setdefault(initiative.ref, planned)
        return found

    def _line(self, plan: Plan) -> VersionLine:
        event, approval = plan.event, self._approval(plan)
        facts = {plan.n, *([approval.number - 1] if approval else [])}
        return VersionLine(
            number=plan.n + 1,
            version=event.version,
            on=event.on,
            initiatives=len(event.initiatives),
            planned=sum(initiative.planned or 0 for initiative in event.initiatives),
            approval=approval,
            documents=[
                document_line(self.view, document.n, event=document.event)
                for document in self.view.state.documents
                if document.event.of in facts
            ],
        )

    def _approval(self, plan: Plan) -> ApprovalLine | None:
        named = (plan.event.school_year, plan.event.version)
        for n, approval in self.view.state.approvals.items():
            event, undone = approval.event, approval.reversed
            is_undone = undone is not None and self.counts(undone.on)
            is_same = (event.school_year, event.version) == named
            if is_same and self.counts(event.on) and not is_undone:
                return ApprovalLine(
                    number=n + 1,
                    on=event.on,
                    by=event.by,
                    school_council=event.school_council,
                )
        return None
