"""The figures that can be explained, by every name that people have for them."""

from __future__ import annotations

import difflib

from msgspec import Struct

from ledger.errors import UsageError


class Name(Struct, frozen=True):
    """What a figure is called in Dutch, its rule, and what it is, in one line."""

    dutch: str
    rule: str
    meaning: str


NAMES: dict[str, Name] = {
    "allocated": Name("toegekend", "allocation", "Σ allocation and adjustments"),
    "tranche_1.expected": Name(
        "schijf 1",
        "tranches",
        "60 %, rounded half up to the cent, of the allocation with the adjustments "
        "dated up to tranche 1's due day",
    ),
    "tranche_1.received": Name(
        "ontvangen van schijf 1", "tranches", "Σ receipts of tranche 1"
    ),
    "tranche_2.expected": Name("schijf 2", "tranches", "the rest of allocated"),
    "tranche_2.received": Name(
        "ontvangen van schijf 2", "tranches", "Σ receipts of tranche 2"
    ),
    "received": Name(
        "ontvangen", "tranches", "Σ tranche receipts (gross) less their reversals"
    ),
    "opening_reserve": Name(
        "overgedragen reserve", "carry-over", "carried over into this year"
    ),
    "recovered": Name("terugontvangen", "recovery", "Σ recoveries of this year"),
    "funds": Name(
        "beschikbare middelen", "funds", "opening_reserve + received + recovered"
    ),
    "spent": Name("uitgegeven", "expense", "Σ expenses less their reversals"),
    "ineligible": Name(
        "niet subsidiabel",
        "category",
        "the part of spent in an ineligible category, for someone who may not "
        "benefit, or disallowed",
    ),
    "justified": Name(
        "verantwoord", "link", "the part of spent that is eligible and linked"
    ),
    "unjustified": Name(
        "nog te verantwoorden", "link", "spent − ineligible − justified"
    ),
    "unused": Name("niet gebruikt", "refund", "max(0, funds − justified)"),
    "unspent": Name("niet uitgegeven", "funds", "max(0, funds − spent)"),
    "own_contribution": Name("eigen bijdrage", "own-means", "max(0, spent − funds)"),
    "reserve_limit": Name(
        "grens van de reserve",
        "reserve-limit",
        "50 % of allocated, rounded down to the cent",
    ),
    "reserve_allowed": Name(
        "toegelaten reserve", "reserve-limit", "min(unspent, reserve_limit)"
    ),
    "carried_over": Name(
        "overdracht",
        "carry-over",
        "what was carried out of the year; before the close reserve_allowed",
    ),
    "claimed": Name("gevorderd", "decision", "Σ decisions on anything but an expense"),
    "refund_due": Name("terug te betalen", "refund", "unused − carried_over + claimed"),
    "refund_paid": Name(
        "terugbetaald", "refund", "Σ refunds paid less their reversals"
    ),
    "refund_outstanding": Name(
        "nog terug te betalen", "refund", "refund_due − refund_paid"
    ),
    "available": Name("saldo", "funds", "funds − spent"),
}
"""Every amount of `Figures`, in the words of docs/figures.md."""

_OTHERS = {"tranche_1": "tranche_1.expected", "tranche_2": "tranche_2.expected"}


def figure_named(text: str) -> str:
    """Find a figure by its name in English or Dutch: `refund-due`, `terug te betalen`.

    Raises `UsageError`, with the nearest names, where there is none.
    """
    known = {_bare(name): name for name in (*NAMES, *_OTHERS)}
    known |= {_bare(name.dutch): figure for figure, name in NAMES.items()}
    found = known.get(_bare(text))
    if found is None:
        raise _unknown(text, list(known))
    return _OTHERS.get(found, found)


def _bare(text: str) -> str:
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _unknown(text: str, known: list[str]) -> UsageError:
    near = difflib.get_close_matches(_bare(text), known, n=3, cutoff=0.5)
    return UsageError(
        f"there is no figure {text!r}",
        expected="a figure of docs/figures.md, in English or in Dutch",
        found=text,
        next_step=f"did you mean {' or '.join(near)}?"
        if near
        else f"name one of {', '.join(NAMES)}",
    )
