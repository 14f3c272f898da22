"""What figures, and the pieces that a verifier asks for, are called in a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.messages import term

FIGURES: Final[Mapping[str, str]] = {
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
    "unjustified": term("figure", "still to be justified"),
    "unused": term("figure", "not used for its purpose"),
    "unspent": term("figure", "not spent"),
    "own_contribution": term("figure", "own contribution"),
    "reserve_limit": term("figure", "limit of the reserve"),
    "reserve_allowed": term("figure", "reserve allowed"),
    "carried_over": term("figure", "carried over"),
    "claimed": term("figure", "claimed back"),
    "refund_due": term("figure", "to refund"),
    "refund_paid": term("figure", "refunded"),
    "refund_outstanding": term("figure", "still to refund"),
    "available": term("figure", "available"),
}
"""Every figure that is explained, by its name."""

THREATENS: Final = term("figure", "refund that threatens")
"""What `refund_due` is called before the year is closed."""

PIECES: Final[Mapping[str, str]] = {
    "plan": term("piece", "plan for professional development"),
    "approval": term("piece", "approval of the plan"),
    "allocation-letter": term("piece", "allocation letter"),
    "bank-statement": term("piece", "credit of a tranche on a bank statement"),
    "invoice": term("piece", "invoice"),
    "payment": term("piece", "proof of payment"),
    "programme-or-certificate": term("piece", "programme or certificate"),
    "link": term("piece", "justification link of an expense"),
    "refund": term("piece", "proof of a refund"),
}
"""What a verifier asks for, by the codes of `projections.dossier`."""


def figure_label(name: str) -> str:
    """Give what a figure is called."""
    return FIGURES[name]


def piece_label(code: str) -> str:
    """Give what a piece of the dossier is called."""
    return PIECES[code]
