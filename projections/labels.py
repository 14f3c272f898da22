"""What a figure is called, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.messages import Message, message, term
from projections.language import language

LABELS: Final[Mapping[str, Message]] = {
    "allocated": term("figure", "allocated"),
    "tranche_1.expected": term("figure", "tranche 1, expected"),
    "tranche_1.received": term("figure", "tranche 1, received"),
    "tranche_2.expected": term("figure", "tranche 2, expected"),
    "tranche_2.received": term("figure", "tranche 2, received"),
    "received": term("figure", "received"),
    "opening_reserve": term("figure", "opening reserve"),
    "recovered": term("figure", "recovered"),
    "funds": term("figure", "funds"),
    "spent": term("figure", "spent"),
    "ineligible": term("figure", "ineligible"),
    "justified": term("figure", "justified"),
    "unjustified": term("figure", "unjustified"),
    "unused": term("figure", "unused"),
    "unspent": term("figure", "unspent"),
    "own_contribution": term("figure", "own contribution"),
    "reserve_limit": term("figure", "reserve limit"),
    "reserve_allowed": term("figure", "reserve allowed"),
    "carried_over": term("figure", "carried over"),
    "claimed": term("figure", "claimed"),
    "refund_due": term("figure", "refund due"),
    "refund_paid": term("figure", "refund paid"),
    "refund_outstanding": term("figure", "refund outstanding"),
    "available": term("figure", "available"),
}
"""Every amount of `Figures`: a message, for whoever tells it later."""


def projected_label(name: str) -> Message:
    """Name a figure that the close has yet to decide."""
    return message("{figure} (projected)", figure=LABELS[name])


def figure_label(name: str, code: str) -> str:
    """Name a figure in the language of a code: `figure_label("refund_due", "nl")`."""
    return language(code).tell(LABELS[name])
