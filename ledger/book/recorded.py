"""A recorded fact as the command that would record it again, to compare and correct."""

from __future__ import annotations

from typing import Any

from ledger import commands as c
from ledger import events as e
from ledger.book.rows import Difference, Part
from ledger.book.writer import Writer
from ledger.commands import Wish
from ledger.events import Event

_WISHES: dict[type, type[Wish]] = {
    e.OpeningRecorded: c.RecordOpening,
    e.AllocationRecorded: c.RecordAllocation,
    e.AdjustmentRecorded: c.RecordAdjustment,
    e.TrancheReceived: c.ReceiveTranche,
    e.ExpenseRecorded: c.RecordExpense,
    e.PaymentRecorded: c.RecordPayment,
    e.LinkRecorded: c.RecordLink,
    e.RecoveryRecorded: c.RecordRecovery,
    e.RefundPaid: c.PayRefund,
    e.DecisionRecorded: c.RecordDecision,
    e.PlanRecorded: c.RecordPlan,
    e.PlanApproved: c.ApprovePlan,
}
_TARGETS = ("of", "expense", "withdraws")


def recorded_values(writer: Writer, n: int) -> dict[str, Any]:
    """Give the fields of a recorded fact under the names that its command has."""
    event = writer.leaf(n).event
    sealed = writer.values(n)
    known = _WISHES[type(event)].__struct_fields__
    values: dict[str, Any] = {}
    for name in known:
        if name in sealed:
            values[name] = sealed[name]
        elif name == "initiatives":
            values[name] = _initiatives(event, sealed)
        elif hasattr(event, name):
            values[name] = _named(name, getattr(event, name))
    return values


def recorded_wish(writer: Writer, n: int, **changed: object) -> Wish:
    """Give the command that would record a fact again, with some fields changed."""
    kind = _WISHES[type(writer.leaf(n).event)]
    return kind(**{**recorded_values(writer, n), **changed})


def differences(writer: Writer, n: int, *, part: Part) -> list[Difference]:
    """Give the fields in which a row differs from what was recorded of it."""
    recorded = recorded_values(writer, n)
    found = []
    for name in sorted(part.given & recorded.keys()):
        given = getattr(part.wish, name)
        if name in _TARGETS and given is not None:
            given = _number(writer, given)
        elif name == "version" and given is None:
            continue
        if given != recorded[name]:
            found.append(Difference(name, recorded[name], given))
    return found


def _number(writer: Writer, target: str) -> str:
    n = None if target.startswith("#") else writer.find_ref(target)
    return target if n is None else f"#{n + 1}"


def _named(name: str, value: Any) -> Any:  # noqa: ANN401  # any field
    if name in _TARGETS and isinstance(value, int):
        return f"#{value + 1}"
    return value


def _initiatives(
    event: Event, sealed: dict[str, str | None]
) -> tuple[c.PlannedInitiative, ...]:
    assert isinstance(event, e.PlanRecorded)  # only a plan has initiatives
    return tuple(
        c.PlannedInitiative(
            ref=initiative.ref,
            name=sealed.get(f"initiatives/{position}/name"),
            kind=initiative.kind,
            area=initiative.area,
            offer=initiative.offer,
            planned=initiative.planned,
        )
        for position, initiative in enumerate(event.initiatives)
    )
