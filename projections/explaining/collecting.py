"""The parts of any figure of a year, from the same state and view that made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import structs

from ledger.counting import View
from ledger.events import Figures
from ledger.figures import due_day
from ledger.messages import message
from projections.explaining.formulas import (
    FORMULAS,
    allowed_parts,
    formula_parts,
    limit_parts,
    term_part,
)
from projections.explaining.parts import Part, decision_parts, fact_parts
from projections.explaining.spending import (
    ineligible_parts,
    justified_parts,
    unjustified_parts,
)

_FACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "allocated": (("allocations", "allocation"), ("adjustments", "allocation")),
    "received": (("receipts", "tranches"),),
    "opening_reserve": (("openings", "carry-over"),),
    "recovered": (("recoveries", "recovery"),),
    "spent": (("expenses", "expense"),),
    "refund_paid": (("refunds", "refund"),),
}
"""The figures that are sums of facts: which facts of a year, and the rule of each."""

_EXPENSES = {
    "ineligible": ineligible_parts,
    "justified": justified_parts,
    "unjustified": unjustified_parts,
}


def parts_of(view: View, name: str, *, made: Figures) -> list[Part]:
    """Give the parts of a figure, by date; they add up to it, in cents.

    `made` are the figures of the same year on the same day.
    """
    if name in FORMULAS:
        return list(formula_parts(name, made))
    if name in _FACTS:
        return _sorted(_facts(view, _FACTS[name]))
    if name in _EXPENSES:
        return _sorted(_EXPENSES[name](view))
    return list(_other(view, name, made=made))


def _facts(view: View, kinds: Iterable[tuple[str, str]]) -> Iterator[Part]:
    for kind, rule in kinds:
        yield from fact_parts(view, getattr(view.year, kind), rule=rule)


def _other(view: View, name: str, *, made: Figures) -> Iterable[Part]:
    year = view.year
    if name == "claimed":
        claims = (d for d in year.decisions if d.event.target != "expense")
        return _sorted(decision_parts(view, claims))
    if name == "reserve_limit":
        return limit_parts(year, made)
    if name == "reserve_allowed":
        return allowed_parts(year, made)
    if name == "carried_over":
        return _carried(view, made)
    if name == "tranche_1.expected":
        return _first_share(view, made)
    number = int(name.partition(".")[0].removeprefix("tranche_"))
    receipts: list[Any] = [r for r in year.receipts if r.event.tranche == number]
    return _sorted(fact_parts(view, receipts, rule="tranches"))


def _carried(view: View, made: Figures) -> Iterator[Part]:
    closed = view.closed
    if closed is None:
        yield term_part(made, "reserve_allowed", rule="carry-over")
        return
    allowed, decided = closed.event.figures.reserve_allowed, closed.event.carry_over
    close = Part(
        cents=allowed,
        text=message("allowed at the close of {year}", year=view.year.year),
        rule="reserve-limit",
        on=closed.event.on,
        events=[closed.n + 1],
    )
    yield close
    if less := allowed - decided:
        said = message("not carried over, as the close decided")
        yield structs.replace(close, cents=-less, text=said, rule="carry-over")


def _first_share(view: View, made: Figures) -> Iterator[Part]:
    year = view.year
    due, percent = due_day(year, 1), year.rules.set.tranches.first_percent
    early: list[Any] = [a for a in year.adjustments if a.event.on <= due]
    parts = _sorted(fact_parts(view, [*year.allocations, *early], rule="tranches"))
    yield from parts
    other = sum(part.cents for part in parts) - made.tranche_1.expected
    if other:
        text = message("the other {percent} %, rounded", percent=100 - percent)
        yield Part(cents=-other, text=text, rule="tranches-rounded")


def _sorted(parts: Iterable[Part]) -> list[Part]:
    # What was undone or capped stays with its fact, where it has no day of its own.
    groups: list[list[Part]] = []
    for part in parts:
        if part.on is None and groups:
            groups[-1].append(part)
        else:
            groups.append([part])
    groups.sort(key=lambda group: group[0].on.toordinal() if group[0].on else 0)
    return [part for group in groups for part in group]
