"""One line of English for every kind of event: public fields and what is disclosed.

A sealed value that was erased, or never given, is left out of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledger import events as e
from ledger.money import format_cents

Values = Mapping[str, str | None]
"""The sealed values of an event that are still there, by slot."""


def describe(event: e.Event, values: Values) -> str:
    """Say in one line what happened."""
    return _WORDS[type(event)](event, values)


def _line(start: str, *rest: str | None) -> str:
    # On one line whatever a text holds, so that no text can pose as a line of its own.
    return " ".join("; ".join([start, *(part for part in rest if part)]).split())


def _book_opened(event: e.BookOpened, _: Values) -> str:
    signed = "signed by a key" if event.key else "without a key"
    return f"book of school {event.school} ({event.level}) opened, {signed}"


def _school_changed(event: e.SchoolChanged, values: Values) -> str:
    begins = f"from {event.valid_from}" if event.valid_from else None
    return _line(f"school {event.number} ({event.level})", values.get("name"), begins)


def _school_ended(event: e.SchoolEnded, _: Values) -> str:
    into = f", into {event.into}" if event.into else ""
    return f"school ended on {event.on}{into}"


def _user_added(event: e.UserAdded, values: Values) -> str:
    return _line(f"{event.user} may record, as {event.role}", values.get("name"))


def _user_left(event: e.UserLeft, _: Values) -> str:
    return f"{event.user} records no longer"


def _plan_recorded(event: e.PlanRecorded, values: Values) -> str:
    planned = format_cents(sum(i.planned or 0 for i in event.initiatives))
    count = len(event.initiatives)
    return _line(
        f"plan {event.school_year}, version {event.version}",
        f"{count} initiative{'' if count == 1 else 's'}, {planned} planned",
        values.get("study_day_theme"),
    )


def _plan_approved(event: e.PlanApproved, _: Values) -> str:
    council = event.school_council and f"school council: {event.school_council}"
    plan = f"plan {event.school_year}, version {event.version}"
    return _line(f"{plan}, approved by {event.by}", council)


def _file_imported(event: e.FileImported, values: Values) -> str:
    came = f"{event.rows} rows of a {event.format} file: {event.events} events"
    return _line(came, values.get("name"))


def _key_rotated(event: e.KeyRotated, _: Values) -> str:
    return f"the log is signed by another key from here on: {_key_id(event.key)}"


def _key_replaced(event: e.KeyReplaced, _: Values) -> str:
    return f"the key of the log was replaced, by {_key_id(event.key)}"


def _key_id(vkey: str) -> str:
    return vkey.split("+")[1]


def _anchor(event: e.AnchorRecorded, _: Values) -> str:
    on = f"on {event.on}" if event.on else None
    return _line(f"head of {event.size} events anchored: {event.kind}", on)


def _erased(event: e.DataErased, values: Values) -> str:
    what = ", ".join([*event.slots, *["the document"] * event.document])
    erased = f"erased of #{event.of + 1}: {what}"
    return _line(erased, event.ground, values.get("reason"))


def _year_opened(event: e.YearOpened, _: Values) -> str:
    return f"year {event.year} opened under {event.rules}"


def _opening(event: e.OpeningRecorded, _: Values) -> str:
    source = event.source and f"from {event.source}"
    amount = format_cents(event.amount)
    return _line(f"opening reserve of {event.year}: {amount}", source)


def _allocation(event: e.AllocationRecorded, _: Values) -> str:
    basis = None
    if event.posts and event.rate:
        what = event.count_of or "posts"
        posts, rate = format_cents(event.posts), format_cents(event.rate)
        basis = f"{posts} {what} at {rate}"
    return _line(f"allocation of {event.year}: {format_cents(event.amount)}", basis)


def _adjustment(event: e.AdjustmentRecorded, values: Values) -> str:
    amount = format_cents(event.amount)
    return _line(f"adjustment of {event.year}: {amount}", values.get("reason"))


def _tranche(event: e.TrancheReceived, values: Values) -> str:
    kept = event.withheld and (
        f"{format_cents(event.withheld)} withheld for {event.withheld_for}"
    )
    came = f"tranche {event.tranche} of {event.year}: {format_cents(event.amount)}"
    return _line(came, kept or None, values.get("bank_reference"))


def _year_closed(event: e.YearClosed, values: Values) -> str:
    amount = format_cents(event.carry_over)
    return _line(
        f"year {event.year} closed, {amount} carried over", values.get("reason")
    )


def _year_reopened(event: e.YearReopened, values: Values) -> str:
    return _line(f"year {event.year} reopened", values.get("reason"))


def _refund(event: e.RefundPaid, values: Values) -> str:
    paid = f"refund of {event.year}: {format_cents(event.amount)}"
    return _line(paid, event.method, values.get("bank_reference"))


def _expense(event: e.ExpenseRecorded, values: Values) -> str:
    invoice = values.get("invoice")
    return _line(
        f"expense: {format_cents(event.amount)}",
        f"{event.category} for {event.beneficiary}",
        values.get("supplier"),
        invoice and f"invoice {invoice}",
        values.get("description"),
    )


def _payment(event: e.PaymentRecorded, values: Values) -> str:
    payer = event.by and f"by {event.by}"
    paid = f"payment of #{event.expense + 1}: {format_cents(event.amount)}"
    return _line(paid, payer, values.get("bank_reference"))


def _link(event: e.LinkRecorded, values: Values) -> str:
    linked = f"link of #{event.expense + 1}: {format_cents(event.amount)}"
    return _line(linked, values.get("activity"), values.get("relevance"))


def _unlink(event: e.LinkWithdrawn, values: Values) -> str:
    return _line(f"link #{event.link + 1} withdrawn", values.get("reason"))


def _reversal(event: e.ReversalRecorded, values: Values) -> str:
    amount = "" if event.amount is None else f": {format_cents(event.amount)}"
    undone = f"reversal of #{event.of + 1}{amount}"
    return _line(undone, event.ground, values.get("reason"))


def _recovery(event: e.RecoveryRecorded, values: Values) -> str:
    back = f"recovery of #{event.of + 1}: {format_cents(event.amount)}"
    return _line(back, event.ground, values.get("bank_reference"))


def _decision(event: e.DecisionRecorded, values: Values) -> str:
    amount = "" if event.amount is None else f": {format_cents(event.amount)}"
    earlier = event.withdraws
    return _line(
        f"decision on {event.target} #{event.of + 1}{amount}",
        event.ground,
        None if earlier is None else f"withdraws #{earlier + 1}",
        values.get("authority"),
        values.get("reference"),
    )


def _document(event: e.DocumentAttached, values: Values) -> str:
    attached = f"{event.kind} attached to #{event.of + 1}: {event.size} bytes"
    return _line(attached, values.get("name"))


_WORDS: dict[type, Callable[[Any, Values], str]] = {
    e.BookOpened: _book_opened,
    e.SchoolChanged: _school_changed,
    e.SchoolEnded: _school_ended,
    e.UserAdded: _user_added,
    e.UserLeft: _user_left,
    e.PlanRecorded: _plan_recorded,
    e.PlanApproved: _plan_approved,
    e.FileImported: _file_imported,
    e.KeyRotated: _key_rotated,
    e.KeyReplaced: _key_replaced,
    e.AnchorRecorded: _anchor,
    e.DataErased: _erased,
    e.YearOpened: _year_opened,
    e.OpeningRecorded: _opening,
    e.AllocationRecorded: _allocation,
    e.AdjustmentRecorded: _adjustment,
    e.TrancheReceived: _tranche,
    e.YearClosed: _year_closed,
    e.YearReopened: _year_reopened,
    e.RefundPaid: _refund,
    e.ExpenseRecorded: _expense,
    e.PaymentRecorded: _payment,
    e.LinkRecorded: _link,
    e.LinkWithdrawn: _unlink,
    e.ReversalRecorded: _reversal,
    e.RecoveryRecorded: _recovery,
    e.DecisionRecorded: _decision,
    e.DocumentAttached: _document,
}
