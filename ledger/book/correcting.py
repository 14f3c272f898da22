"""Correct a fact whose row changed: undo what was recorded, and record it anew.

What is undone is undone from the day on which it took effect, so that no day shows both
the old fact and the new one; what was known before the correction stays to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ledger import commands as c
from ledger import events as e
from ledger.book.recorded import recorded_wish
from ledger.book.writer import Writer
from ledger.errors import RefusedError
from ledger.events import Event
from ledger.messages import message
from ledger.state.entries import AnyEntry, Expense, Link, Reversal

REASON = "corrected in the file that it came from"
"""What the log says of a correction: recorded, and so the same in every language."""

BY_HAND = message("reverse it by hand: verantwoord record reversal")

Told = Mapping[int, dict[str, Any]]
"""What rows say now of facts, by their index: fields by name."""


def correct(writer: Writer, n: int, *, told: Told, command: str | None = None) -> int:
    """Record the fact at index `n` anew as it is told now, with what hangs on it.

    Gives the index of the new fact, recorded under the id `command`. Raises
    `RefusedError` for a fact that can only be put right by hand.
    """
    event, stream = writer.leaf(n).event, writer.leaf(n).stream
    if stream.isdigit():
        writer.load(int(stream))
    correction = Correction(writer, told, command=command)
    year = writer.state.year_of(n)
    entry = year.entries.get(n) if year else None
    if isinstance(event, e.PlanRecorded):
        wish = recorded_wish(writer, n, **{**told[n], "version": None})
        return writer.record(wish, command).leaves[0].n
    if year and n in year.links:
        return correction.link(year.links[n])
    if isinstance(entry, Expense):
        return correction.expense(entry)
    if entry is not None and not _is_tied(entry.event):
        return correction.again(entry, **told[n])
    raise RefusedError(
        message("event #{number} cannot be corrected from a file", number=n + 1),
        expected=message(
            "an expense, a link, or another fact with an amount of its own"
        ),
        found=message("a fact that others were recorded with"),
        next_step=BY_HAND,
    )


def forms(writer: Writer, n: int) -> Iterator[int]:
    """Yield the index of a fact, and of those that it was recorded anew for."""
    earlier: int | None = n
    while earlier is not None:
        yield earlier
        earlier = _corrected_by(writer, earlier)


def _corrected_by(writer: Writer, n: int) -> int | None:
    # A correction undoes the old fact right before it records the new one.
    before = n - 1
    if isinstance(writer.leaf(before).event, e.YearOpened):
        before -= 1
    undone = writer.leaf(before).event
    if not isinstance(undone, e.ReversalRecorded):
        return None
    return undone.of if writer.values(before).get("reason") == REASON else None


def _is_tied(event: Event) -> bool:
    withheld = isinstance(event, e.TrancheReceived) and event.withheld
    return bool(withheld) or (
        isinstance(event, e.OpeningRecorded) and event.source == "close"
    )


class Correction:
    """Records facts anew; the id `command` is for the first of them."""

    def __init__(self, writer: Writer, told: Told, *, command: str | None) -> None:
        """`told` has the fields of all that a row changed, not of one fact only."""
        self.writer = writer
        self.told = told
        self.command = command

    def again(self, entry: AnyEntry, **changed: object) -> int:
        """Undo a fact with an amount, and record it with some fields changed."""
        wish = recorded_wish(self.writer, entry.n, **changed)
        parts = list(entry.reversals)
        self._undo(entry)
        n = self._record(wish, type(entry.event))
        for part in parts:
            self._undo_again(part, of=f"#{n + 1}")
        self._attach_again(entry.n, n)
        return n

    def link(self, link: Link, **changed: object) -> int:
        """Withdraw a link, and record it as it is told, with some fields changed."""
        fields = {**changed, **self.told.get(link.n, {})}
        wish = recorded_wish(self.writer, link.n, **fields)
        if not link.withdrawn:
            self._withdraw(link)
        n = self._record(wish, e.LinkRecorded)
        self._attach_again(link.n, n)
        return n

    def expense(self, expense: Expense) -> int:
        """Record an expense anew, with all that hangs on it."""
        _refuse_decided(expense)
        whole = {expense.left, expense.amount}
        links = [link for link in expense.links if not link.withdrawn]
        payments = [payment for payment in expense.payments if payment.stands]
        recoveries = list(self._recoveries(expense))
        changed = self.told[expense.n]
        moved = [(link, self._moved(link, expense, whole=whole)) for link in links]
        for link in links:
            self._withdraw(link)
        n = self.again(expense, **changed)
        target = f"#{n + 1}"
        for link, fields in moved:
            self.link(link, expense=target, **fields)
        for payment in payments:
            amount = changed.get("amount") if payment.amount in whole else None
            fields = {"expense": target, "amount": amount or payment.amount}
            self.again(payment, **{**fields, **self.told.get(payment.n, {})})
        for recovery in recoveries:
            self.again(recovery, of=target)
        return n

    def _moved(
        self, link: Link, expense: Expense, *, whole: set[int]
    ) -> dict[str, Any]:
        # A link of the whole expense stays one of the whole, whatever that is now; one
        # that says what its expense says goes on saying it.
        changed = self.told[expense.n]
        fields: dict[str, Any] = {"amount": None} if link.event.amount in whole else {}
        for name in ("on", "initiative", "beneficiary", "people"):
            same = getattr(link.event, name) == getattr(expense.event, name)
            if same and name in changed:
                fields[name] = changed[name]
        return fields

    def _recoveries(self, expense: Expense) -> Iterator[AnyEntry]:
        state = self.writer.state
        for year in sorted(y for y in state.years_opened if y >= expense.event.on.year):
            self.writer.load(year)
            for recovery in state.years[year].recoveries:
                if recovery.event.of == expense.n and recovery.stands:
                    yield recovery

    def _undo(self, entry: AnyEntry) -> None:
        of, day = f"#{entry.n + 1}", entry.event.on
        self.writer.record(c.ReverseFact(of=of, ground="error", on=day, reason=REASON))

    def _undo_again(self, part: Reversal, *, of: str) -> None:
        wish = c.ReverseFact(
            of=of,
            ground=part.event.ground,
            on=part.on,
            amount=abs(part.amount),
            reason=self.writer.values(part.n).get("reason"),
        )
        self.writer.record(wish)

    def _withdraw(self, link: Link) -> None:
        of, day = f"#{link.n + 1}", link.event.on
        self.writer.record(c.WithdrawLink(link=of, on=day, reason=REASON))

    def _record(self, wish: c.Wish, kind: type[Event]) -> int:
        command, self.command = self.command, None
        leaves = self.writer.record(wish, command).leaves
        return next(leaf.n for leaf in leaves if isinstance(leaf.event, kind))

    def _attach_again(self, old: int, new: int) -> None:
        year = self.writer.state.year_of(old)
        for document in list(year.documents) if year else ():
            if document.event.of != old:
                continue
            values = self.writer.values(document.n)
            content = self.writer.document(values.get("digest") or "")
            if content is not None:
                wish = c.AttachDocument(
                    of=f"#{new + 1}",
                    kind=document.event.kind,
                    name=values.get("name") or "document",
                    media_type=document.event.media_type,
                    content=content,
                )
                self.writer.record(wish)


def _refuse_decided(expense: Expense) -> None:
    if expense.decisions:
        count = len(expense.decisions)
        raise RefusedError(
            message(
                "a decision was taken on {ref}: it cannot be corrected",
                ref=expense.event.ref,
            ),
            expected=message("an expense without a decision"),
            found=message("{number} of them, standing or withdrawn", number=count),
            next_step=BY_HAND,
        )
