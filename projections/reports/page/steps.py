"""A year on each of its days: what every place of the page says, and where bars lie.

A *slot* is a place whose text changes from day to day: the amount of a figure, or words
such as the status of a tranche. The page shows a day by putting the texts of its step
into their slots; it computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ledger.messages import Message, message
from ledger.money import Amount
from projections.explaining import LABELS, NAMES
from projections.explaining.formulas import value
from projections.labels import projected_label
from projections.reports.gathering import YearReport
from projections.reports.page.geometry import Picture, pictures
from projections.reports.page.scribe import Scribe
from projections.reports.steps import Step

PROJECTED_REFUND: Final = projected_label("refund_due")
"""What the refund is called before the year is closed."""

OPEN: Final = message("open: carry-over and refund are projections until the close")
CLOSED: Final = message("closed")


class Told(Struct, frozen=True):
    """A step in the words of a language: the texts of its slots, and its pictures."""

    slots: dict[str, str]
    pictures: list[Picture]


def tell_step(year: YearReport, step: Step, *, scribe: Scribe) -> Told:
    """Tell what a year says on the days of a step."""
    drawn = pictures(step.figures, kept_from=_kept_from(year))
    said = {f"picture.{picture.name}": picture.said for picture in drawn}
    words = dict(_words(scribe, step)) | said
    amounts = {name: scribe.amount(value(step.figures, name)) for name in NAMES}
    return Told(
        amounts | {name: scribe.tell(text) for name, text in words.items()}, drawn
    )


def _words(scribe: Scribe, step: Step) -> Iterator[tuple[str, str]]:
    yield "standing", CLOSED if step.closed else OPEN
    yield "refund", LABELS["refund_due"] if step.closed else PROJECTED_REFUND
    yield "opening", _opening(step)
    yield "carried", "" if step.closed else message("projected")
    for number in (1, 2):
        tranche = step.figures.tranche_1 if number == 1 else step.figures.tranche_2
        yield f"tranche_{number}.status", scribe.word("tranche", tranche.status)


def _opening(step: Step) -> Message | str:
    if step.opening_projected is None:
        return ""
    return message(
        "the year before is open, and would bring {amount} as things stand",
        amount=Amount(step.opening_projected),
    )


def _kept_from(year: YearReport) -> str:
    """Name the figure that the reserve is built from, under the rules of the year."""
    keys = {line.key for line in year.reserve.lines}
    return "unused" if "unused" in keys else "unspent"
