"""What was spent, and the three parts that it falls into, expense by expense.

Of an expense with a part that is bounded (no more is justified than stands of it) the
parts are the whole links or decisions, and what the bound took off.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.counting import View, eligible
from ledger.messages import message
from ledger.state.entries import Expense
from projections.explaining.parts import (
    Part,
    decision_parts,
    fact_part,
    fact_parts,
    undone_parts,
)


def ineligible_parts(view: View) -> Iterator[Part]:
    """Yield expenses that the grant is not for, and what was disallowed of others."""
    for expense in view.year.expenses:
        if eligible(view.year, expense):
            yield from _disallowed(view, expense)
        else:
            rule = _broken(view, expense)
            yield from fact_parts(view, [expense], rule=rule)


def _broken(view: View, expense: Expense) -> str:
    categories = view.year.rules.set.categories.eligible
    return "beneficiary" if expense.event.category in categories else "category"


def _disallowed(view: View, expense: Expense) -> Iterator[Part]:
    parts = list(decision_parts(view, expense.decisions))
    yield from parts
    over = sum(part.cents for part in parts) - view.expense(expense).ineligible
    if over:
        text = message("{ref}, disallowed above what stands", ref=expense.event.ref)
        yield _bound(view, expense, cents=-over, text=text)


def justified_parts(view: View) -> Iterator[Part]:
    """Yield the links that count, and what of them exceeds their expense."""
    for expense in view.year.expenses:
        made = view.expense(expense)
        if not made.linked:
            continue
        for link in expense.links:
            if cents := view.linked(link):
                yield Part(
                    cents=cents,
                    text=message(
                        "{link}, for {expense}",
                        link=link.event.ref,
                        expense=expense.event.ref,
                    ),
                    rule="link",
                    on=link.event.on,
                    events=[link.n + 1, expense.n + 1],
                )
        if over := made.linked - made.justified:
            yield _bound(view, expense, cents=-over, text=_too_much(view, expense))


def _too_much(view: View, expense: Expense) -> str:
    ref = expense.event.ref
    if eligible(view.year, expense):
        return message("{ref}, linked above what stands", ref=ref)
    return message("{ref}, linked, but not eligible", ref=ref)


def unjustified_parts(view: View) -> Iterator[Part]:
    """Yield the expenses that are still to be linked, each with what is left of it."""
    for expense in view.year.expenses:
        if left := view.expense(expense).unjustified:
            whole = fact_part(expense, rule="link")
            counted = [link.n + 1 for link in expense.links if view.linked(link)]
            yield Part(
                cents=left,
                text=whole.text,
                rule="link",
                on=whole.on,
                events=[*whole.events, *counted],
            )


def _bound(view: View, expense: Expense, *, cents: int, text: str) -> Part:
    """What a bound takes off, with the events that made it bind."""
    rule = "bound" if eligible(view.year, expense) else _broken(view, expense)
    decided = [d.n + 1 for d in expense.decisions if view.decided(d)]
    undone = [part.events[0] for part in undone_parts(view, expense)]
    return Part(
        cents=cents,
        text=text,
        rule=rule,
        events=[expense.n + 1, *undone, *decided],
    )
