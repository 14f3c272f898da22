"""Correct a fact whose row changed: undo what was recorded, and record it anew.

What is undone is undone from the day on which it took effect, so that no day shows both
the old fact and the new one; what was known before the correction stays to be seen.
"""

from __future__ import annotations

from typing import Any

from ledger import commands as c
from ledger import events as e
from ledger.book.recorded import recorded_wish
from ledger.book.rows import Part
from ledger.book.writer import Writer
from ledger.errors import RefusedError
from ledger.state.entries import AnyEntry, Expense, Link

REASON = "corrected in the file that it came from"


def correct(writer: Writer, n: int, *, part: Part) -> None:
    """Record the fact at index `n` anew as its row says it now, with what hangs on it.

    Raises `RefusedError` for a fact that can only be put right by hand.
    """
    event = writer.leaf(n).event
    stream = writer.leaf(n).stream
    if stream.isdigit():
        writer.load(int(stream))
    given = {name: getattr(part.wish, name) for name in part.given}
    if isinstance(event, e.PlanRecorded):
        writer.record(recorded_wish(writer, n, **{**given, "version": None}))
        return
    year = writer.state.year_of(n)
    if year and n in year.links:
        _correct_link(writer, year.links[n], given)
        return
    entry = year.entries.get(n) if year else None
    if isinstance(entry, Expense):
        Correction(writer, entry).carry_out(given)
    elif entry is not None and not _is_tied(entry):
        _again(writer, entry, **given)
    else:
        raise RefusedError(
            f"event #{n + 1} cannot be corrected from a file",
            expected="an expense, a link, or another fact with an amount of its own",
            found="a fact that others were recorded with",
            next_step="reverse it by hand: verantwoord record reversal",
        )


def _is_tied(entry: AnyEntry) -> bool:
    event = entry.event
    withheld = isinstance(event, e.TrancheReceived) and event.withheld
    return bool(withheld) or (
        isinstance(event, e.OpeningRecorded) and event.source == "close"
    )


def _undo(writer: Writer, entry: AnyEntry) -> None:
    day = entry.event.on
    wish = c.ReverseFact(of=f"#{entry.n + 1}", ground="error", on=day, reason=REASON)
    writer.record(wish)


def _again(writer: Writer, entry: AnyEntry, **changed: Any) -> int:  # noqa: ANN401  # fields
    wish = recorded_wish(writer, entry.n, **changed)
    _undo(writer, entry)
    return next(
        leaf.n
        for leaf in writer.record(wish).leaves
        if type(leaf.event) is type(entry.event)
    )


def _withdraw(writer: Writer, link: Link) -> None:
    wish = c.WithdrawLink(link=f"#{link.n + 1}", on=link.event.on, reason=REASON)
    writer.record(wish)


def _correct_link(writer: Writer, link: Link, given: dict[str, Any]) -> None:
    wish = recorded_wish(writer, link.n, **given)
    _withdraw(writer, link)
    writer.record(wish)


class Correction:
    """An expense that is recorded anew, with its links, payments and documents."""

    def __init__(self, writer: Writer, expense: Expense) -> None:
        """Note what hangs on the expense before anything is undone."""
        if any(decision.standing for decision in expense.decisions):
            raise RefusedError(
                f"a decision was taken on {expense.event.ref}: it cannot be corrected",
                expected="an expense without a decision",
                found="a decision that stands",
                next_step="reverse it by hand: verantwoord record reversal",
            )
        self.writer = writer
        self.expense = expense
        self.links = [link for link in expense.links if not link.withdrawn]
        self.payments = [payment for payment in expense.payments if payment.stands]

    def carry_out(self, given: dict[str, Any]) -> None:
        """Undo the expense, and record it with what `given` says."""
        wish = recorded_wish(self.writer, self.expense.n, **given)
        was = self.expense.left
        links = [(link, self._link_wish(link, was=was)) for link in self.links]
        for link, _ in links:
            _withdraw(self.writer, link)
        _undo(self.writer, self.expense)
        leaves = self.writer.record(wish).leaves
        n = next(leaf.n for leaf in leaves if isinstance(leaf.event, e.ExpenseRecorded))
        for _, link_wish in links:
            self.writer.record(_about(link_wish, n))
        now = wish.amount if isinstance(wish, c.RecordExpense) else was
        for payment in self.payments:
            amount = now if payment.left == was else payment.left
            _again(self.writer, payment, expense=f"#{n + 1}", amount=amount)
        self._attach_again(n)

    def _link_wish(self, link: Link, *, was: int) -> c.Wish:
        # A link of the whole expense stays one of the whole, whatever that is now.
        whole = {"amount": None} if link.event.amount == was else {}
        moved = {"on": None} if link.event.on == self.expense.event.on else {}
        return recorded_wish(self.writer, link.n, **whole, **moved)

    def _attach_again(self, n: int) -> None:
        old = self.expense.n
        year = self.writer.state.year_of(old)
        for document in list(year.documents) if year else ():
            if document.event.of != old:
                continue
            values = self.writer.values(document.n)
            content = self.writer.document(values.get("digest") or "")
            if content is not None:
                wish = c.AttachDocument(
                    of=f"#{n + 1}",
                    kind=document.event.kind,
                    name=values.get("name") or "document",
                    media_type=document.event.media_type,
                    content=content,
                )
                self.writer.record(wish)


def _about(wish: c.Wish, n: int) -> c.Wish:
    values = {field: getattr(wish, field) for field in wish.__struct_fields__}
    return type(wish)(**{**values, "expense": f"#{n + 1}"})
