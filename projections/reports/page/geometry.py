"""What the pictures of a year measure: bars of its figures, in thousandths of a whole.

A picture is a row of shapes, always the same ones in the same order, so that a page can
move each to where it lies on another day.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ledger.events import Figures, TrancheFigures
from ledger.messages import message
from ledger.money import Amount

WHOLE = 1_000


class Shape(Struct, frozen=True):
    """A bar from `start` on, `width` long; `kind` says how it is filled."""

    kind: str
    start: int
    width: int


class Picture(Struct, frozen=True):
    """A picture, with all that it says in one sentence."""

    name: str
    said: str
    shapes: list[Shape]


def pictures(made: Figures, *, kept_from: str) -> list[Picture]:
    """Draw the figures of a day; the reserve is built from the figure `kept_from`."""
    return [_received(made), _spent(made), _reserve(made, kept_from=kept_from)]


def _received(made: Figures) -> Picture:
    first, second = made.tranche_1, made.tranche_2
    widths = [_room(first), _room(second)]
    scale = _Scale(sum(widths))
    return Picture(
        "received",
        message(
            "received {received} of {allocated}: {one} of {first} in the first "
            "tranche, {two} of {second} in the second",
            received=Amount(made.received),
            allocated=Amount(made.allocated),
            one=Amount(first.received),
            first=Amount(first.expected),
            two=Amount(second.received),
            second=Amount(second.expected),
        ),
        [
            scale.bar("room", widths[0]),
            scale.bar("room", widths[1], start=widths[0]),
            scale.bar("first", first.received),
            scale.bar("second", second.received, start=widths[0]),
        ],
    )


def _room(tranche: TrancheFigures) -> int:
    return max(0, tranche.expected, tranche.received)


def _spent(made: Figures) -> Picture:
    scale = _Scale(max(made.funds, made.spent))
    said = message(
        "spent {spent} of {funds}: {justified} justified, {unjustified} still to be "
        "justified, {ineligible} ineligible",
        spent=Amount(made.spent),
        funds=Amount(made.funds),
        justified=Amount(made.justified),
        unjustified=Amount(made.unjustified),
        ineligible=Amount(made.ineligible),
    )
    kinds = ("justified", "unjustified", "ineligible")
    shapes = [scale.bar("room", made.funds)]
    start = 0
    for kind in kinds:
        shapes.append(scale.bar(kind, getattr(made, kind), start=start))
        start += getattr(made, kind)
    return Picture("spent", said, [*shapes, scale.mark(made.funds)])


def _reserve(made: Figures, *, kept_from: str) -> Picture:
    left: int = getattr(made, kept_from)
    scale = _Scale(max(left, made.carried_over, made.reserve_limit))
    return Picture(
        "reserve",
        message(
            "{left} is left, and {kept} of it is carried over; the limit of the "
            "reserve is {limit}",
            left=Amount(left),
            kept=Amount(made.carried_over),
            limit=Amount(made.reserve_limit),
        ),
        [
            scale.bar("room", made.reserve_limit),
            scale.bar("kept", made.carried_over),
            scale.bar("over", left - made.carried_over, start=made.carried_over),
            scale.mark(made.reserve_limit),
        ],
    )


class _Scale:
    """Turns cents into thousandths of a whole."""

    def __init__(self, whole: int) -> None:
        self._whole = whole

    def bar(self, kind: str, cents: int, *, start: int = 0) -> Shape:
        first, last = self._place(start), self._place(start + max(0, cents))
        return Shape(kind, first, last - first)

    def mark(self, cents: int) -> Shape:
        return Shape("mark", self._place(cents), 0)

    def _place(self, cents: int) -> int:
        if self._whole <= 0:
            return 0
        return max(0, min(WHOLE, cents * WHOLE // self._whole))


def numbers(drawn: list[Picture]) -> Iterator[int]:
    """Give where all shapes lie, one after the other: start and width of each."""
    for picture in drawn:
        for shape in picture.shapes:
            yield shape.start
            yield shape.width
