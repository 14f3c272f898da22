"""The figures that are made of other figures; what a cap takes off is a part too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ledger.events import Figures
from ledger.figures import expired
from ledger.messages import message
from ledger.rules import RuleSet
from ledger.state.book import YearState
from projections.explaining.parts import Part
from projections.labels import LABELS
from projections.reserve import kept_rule

Sign = Literal[1, -1]


class Formula(Struct, frozen=True):
    """Figures that are added and taken off; `floored` ones are never below zero."""

    terms: tuple[tuple[Sign, str, str], ...]
    floored: bool = False


FORMULAS: dict[str, Formula] = {
    "tranche_2.expected": Formula(
        ((1, "allocated", "tranches"), (-1, "tranche_1.expected", "tranches"))
    ),
    "funds": Formula(
        (
            (1, "opening_reserve", "funds"),
            (1, "received", "funds"),
            (1, "recovered", "recovery"),
        )
    ),
    # As the account of the refund has it: so that what was spent in vain is found.
    "unused": Formula(
        (
            (1, "available", "funds"),
            (1, "ineligible", "category"),
            (1, "unjustified", "link"),
        ),
        floored=True,
    ),
    "unspent": Formula(((1, "funds", "funds"), (-1, "spent", "expense")), floored=True),
    "own_contribution": Formula(
        ((1, "spent", "expense"), (-1, "funds", "own-means")), floored=True
    ),
    "available": Formula(((1, "funds", "funds"), (-1, "spent", "expense"))),
    "refund_due": Formula(
        (
            (1, "unused", "refund"),
            (-1, "carried_over", "carry-over"),
            (1, "claimed", "decision"),
        )
    ),
    "refund_outstanding": Formula(
        ((1, "refund_due", "refund"), (-1, "refund_paid", "refund"))
    ),
}


def formula_parts(name: str, made: Figures) -> Iterator[Part]:
    """Yield the terms of a formula, and what keeps it from falling below zero."""
    formula = FORMULAS[name]
    parts = [
        term_part(made, term, sign=s, rule=rule) for s, term, rule in formula.terms
    ]
    yield from parts
    if formula.floored:
        yield from _floor(parts)


def term_part(made: Figures, name: str, *, sign: Sign = 1, rule: str) -> Part:
    """Give another figure as a part."""
    cents = sign * value(made, name)
    return Part(cents=cents, text=LABELS[name], rule=rule, figure=name)


def value(made: Figures, name: str) -> int:
    """Give a figure by its name, in cents: `refund_due`, `tranche_1.expected`."""
    first, _, rest = name.partition(".")
    found = getattr(made, first)
    cents: int = getattr(found, rest) if rest else found
    return cents


def limit_parts(year: YearState, made: Figures) -> Iterator[Part]:
    """Yield what the limit of the reserve is a share of, and what that leaves out."""
    parts = [term_part(made, "allocated", rule="reserve-limit")]
    other = 100 - year.rules.set.reserve.percent
    over = max(0, made.allocated) - made.reserve_limit
    if over:
        text = message("the other {percent} %, the cent rounded up", percent=other)
        parts.append(Part(cents=-over, text=text, rule="reserve-limit"))
    yield from parts
    if made.allocated < 0:
        yield from _floor(parts[:1])


def allowed_parts(year: YearState, made: Figures) -> Iterator[Part]:
    """Yield what is left of the year, and what may not be carried over of it."""
    rules = year.rules.set
    parts = [term_part(made, rules.reserve.from_, rule=kept_rule(rules))]
    if lapsed := expired(rules, made.opening_reserve, gone=gone(rules, made)):
        text = message("opening reserve that has expired")
        parts.append(Part(cents=-lapsed, text=text, rule="reserve-expires"))
        parts.extend(_floor(parts))
    yield from parts
    over = sum(part.cents for part in parts) - made.reserve_limit
    yield Part(
        cents=-max(0, over),
        text=message("above the reserve limit"),
        rule="reserve-limit",
        figure="reserve_limit",
    )


def gone(rules: RuleSet, made: Figures) -> int:
    """Give what the reserve sees as no longer there, in cents."""
    return made.spent if rules.reserve.from_ == "unspent" else made.justified


def _floor(parts: list[Part]) -> Iterator[Part]:
    total = sum(part.cents for part in parts)
    if total < 0:
        text = message("below zero, which counts as zero")
        yield Part(cents=-total, text=text, rule="floor")
