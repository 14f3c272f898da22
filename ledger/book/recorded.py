"""A recorded fact as the command that would record it again, to compare and correct."""

from __future__ import annotations

from typing import Any

from ledger import commands as c
from ledger import events as e
from ledger.book.rows import Difference, Part
from ledger.book.writer import Writer
from ledger.commands import Wish
from ledger.errors import RefusedError
from ledger.events import Event
from ledger.messages import message
from ledger.sealed import commitments, sealed_fields
from ledger.state.entries import Expense

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
_LEFT_TO_THE_BOOK = ("amount", "of", "on", "ref", "source", "version", "year")
"""What a row may leave out or empty, and the book then knows."""


def recorded_values(writer: Writer, n: int) -> dict[str, Any]:
    """Give the fields of a recorded fact under the names that its command has.

    What was erased is not among them.
    """
    event = writer.leaf(n).event
    sealed = writer.values(n)
    secret = sealed_fields(type(event))
    known = _WISHES[type(event)].__struct_fields__
    values: dict[str, Any] = {}
    for name in known:
        if name in sealed:
            values[name] = sealed[name]
        elif name == "initiatives":
            values[name] = _initiatives(event, sealed)
        elif hasattr(event, name) and name not in secret:
            values[name] = _named(name, getattr(event, name))
    return values


def recorded_wish(writer: Writer, n: int, **changed: object) -> Wish:
    """Give the command that would record a fact again, with some fields changed.

    Raises `RefusedError` where something of it was erased: that is not entered again.
    """
    if erased := erased_slots(writer, n):
        raise RefusedError(
            message(
                "the {slots} of #{number} was erased: it is not recorded anew",
                slots=erased,
                number=n + 1,
            ),
            expected=message("a fact of which nothing was erased"),
            found=message("#{number}, without {slots}", number=n + 1, slots=erased),
            next_step=message(
                "reverse it by hand, and record it again without what was erased"
            ),
        )
    kind = _WISHES[type(writer.leaf(n).event)]
    return kind(**{**recorded_values(writer, n), **changed})


def erased_slots(writer: Writer, n: int) -> list[str]:
    """Name the sealed values of an event that are not there any more."""
    values = writer.values(n)
    slots = (slot for slot, _ in commitments(writer.leaf(n).event))
    return [slot for slot in slots if slot not in values]


def wish_of(writer: Writer, n: int) -> type[Wish] | None:
    """Give the kind of command that records a fact; None where a file has none."""
    return _WISHES.get(type(writer.leaf(n).event))


def told(part: Part) -> dict[str, Any]:
    """Give the fields that a row speaks of; what it leaves to the book is not told."""
    left_out = set(_LEFT_TO_THE_BOOK)
    if isinstance(part.wish, c.RecordLink):
        left_out.remove("amount")  # a link without one is of all that is left
    said = {name: getattr(part.wish, name) for name in part.given & _fields(part.wish)}
    return {
        name: value
        for name, value in said.items()
        if value is not None or name not in left_out
    }


def _fields(wish: Wish) -> set[str]:
    return set(wish.__struct_fields__)


def differences(writer: Writer, n: int, *, part: Part) -> list[Difference]:
    """Give the fields in which a row differs from what was recorded of it."""
    recorded = recorded_values(writer, n)
    found = []
    for name, value in sorted(told(part).items()):
        if name not in recorded:
            continue
        given = (
            _number(writer, value, was=recorded[name]) if name in _TARGETS else value
        )
        if name == "amount" and value is None:
            given = _whole(writer, n)
        if name == "amount" and given == _net(writer, n):
            continue  # the file tells what is left of it: a part was undone by hand
        if given != recorded[name]:
            found.append(Difference(name, recorded[name], given))
    return found


def _net(writer: Writer, n: int) -> int | None:
    stream = writer.leaf(n).stream
    if stream.isdigit():
        writer.load(int(stream))
    entry = writer.state.entry(n)
    return entry.left if entry and entry.reversals else None


def _whole(writer: Writer, n: int) -> int | None:
    """Give what a link without an amount comes to: all that is left of its expense."""
    leaf = writer.leaf(n)
    if not isinstance(leaf.event, e.LinkRecorded):
        return None
    writer.load(int(leaf.stream))
    expense = writer.state.entry(leaf.event.expense)
    left = expense.unlinked if isinstance(expense, Expense) else 0
    return left + leaf.event.amount


def _number(writer: Writer, target: str | None, *, was: str | None) -> str | None:
    if target is None or target.startswith("#"):
        return target
    n = writer.find_ref(target)
    if n is not None:
        return f"#{n + 1}"
    # The fact that had this ref was undone, and what hung on it still names it.
    event = writer.leaf(int(was[1:]) - 1).event if was else None
    return was if getattr(event, "ref", None) == target else target


def _named(name: str, value: Any) -> Any:  # noqa: ANN401  # any field
    if name in _TARGETS and isinstance(value, int):
        return f"#{value + 1}"
    return value


def _initiatives(
    event: Event, sealed: dict[str, str | None]
) -> tuple[c.PlannedInitiative, ...]:
    planned = event.initiatives if isinstance(event, e.PlanRecorded) else ()
    return tuple(
        c.PlannedInitiative(
            ref=initiative.ref,
            name=sealed.get(f"initiatives/{position}/name"),
            kind=initiative.kind,
            area=initiative.area,
            offer=initiative.offer,
            planned=initiative.planned,
        )
        for position, initiative in enumerate(planned)
    )
