"""The figures that can be explained, by every name that people have for them."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from ledger.errors import UsageError
from ledger.messages import Message, message
from projections.labels import LABELS
from projections.language import LOCALES, language
from projections.suggesting import bare, suggestion

LIKENESS = 0.5
"""How alike a name must be to one that is not known, to be suggested."""


class Name(Struct, frozen=True):
    """What a figure is called, its rule, and what it is, in one line.

    `meaning` has as values what the rules may set otherwise.
    """

    label: Message
    rule: str
    meaning: Message

    @property
    def dutch(self) -> str:
        """The label in Dutch."""
        return language("nl").tell(self.label)

    @property
    def french(self) -> str:
        """The label in French."""
        return language("fr").tell(self.label)


NAMES: dict[str, Name] = {
    "allocated": Name(
        LABELS["allocated"], "allocation", message("Σ allocation and adjustments")
    ),
    "tranche_1.expected": Name(
        LABELS["tranche_1.expected"],
        "tranches",
        message(
            "{first_percent} %, rounded half up to the cent, of the allocation with "
            "the adjustments dated up to tranche 1's due day",
            first_percent=60,
        ),
    ),
    "tranche_1.received": Name(
        LABELS["tranche_1.received"], "tranches", message("Σ receipts of tranche 1")
    ),
    "tranche_2.expected": Name(
        LABELS["tranche_2.expected"],
        "tranches",
        message("the rest of {allocated}", **LABELS),
    ),
    "tranche_2.received": Name(
        LABELS["tranche_2.received"], "tranches", message("Σ receipts of tranche 2")
    ),
    "received": Name(
        LABELS["received"],
        "tranches",
        message("Σ tranche receipts (gross) less their reversals"),
    ),
    "opening_reserve": Name(
        LABELS["opening_reserve"], "carry-over", message("carried over into this year")
    ),
    "recovered": Name(
        LABELS["recovered"], "recovery", message("Σ recoveries of this year")
    ),
    "funds": Name(
        LABELS["funds"],
        "funds",
        message("{opening_reserve} + {received} + {recovered}", **LABELS),
    ),
    "spent": Name(
        LABELS["spent"], "expense", message("Σ expenses less their reversals")
    ),
    "ineligible": Name(
        LABELS["ineligible"],
        "category",
        message(
            "the part of {spent} in an ineligible category, for someone who may not "
            "benefit, or disallowed",
            **LABELS,
        ),
    ),
    "justified": Name(
        LABELS["justified"],
        "link",
        message("the part of {spent} that is eligible and linked", **LABELS),
    ),
    "unjustified": Name(
        LABELS["unjustified"],
        "link",
        message("{spent} − {ineligible} − {justified}", **LABELS),
    ),
    "unused": Name(
        LABELS["unused"],
        "refund",
        message(
            "max(0, {funds} − {justified}), so "
            "max(0, {available} + {ineligible} + {unjustified})",
            **LABELS,
        ),
    ),
    "unspent": Name(
        LABELS["unspent"], "funds", message("max(0, {funds} − {spent})", **LABELS)
    ),
    "own_contribution": Name(
        LABELS["own_contribution"],
        "own-means",
        message("max(0, {spent} − {funds})", **LABELS),
    ),
    "reserve_limit": Name(
        LABELS["reserve_limit"],
        "reserve-limit",
        message(
            "{reserve_percent} % of {allocated}, rounded down to the cent",
            **LABELS,
            reserve_percent=50,
        ),
    ),
    "reserve_allowed": Name(
        LABELS["reserve_allowed"],
        "reserve-limit",
        message("min({kept}, {reserve_limit})", **LABELS, kept=LABELS["unspent"]),
    ),
    "carried_over": Name(
        LABELS["carried_over"],
        "carry-over",
        message(
            "what was carried out of the year; before the close {reserve_allowed}",
            **LABELS,
        ),
    ),
    "claimed": Name(
        LABELS["claimed"], "decision", message("Σ decisions on anything but an expense")
    ),
    "refund_due": Name(
        LABELS["refund_due"],
        "refund",
        message("{unused} − {carried_over} + {claimed}", **LABELS),
    ),
    "refund_paid": Name(
        LABELS["refund_paid"], "refund", message("Σ refunds paid less their reversals")
    ),
    "refund_outstanding": Name(
        LABELS["refund_outstanding"],
        "refund",
        message("{refund_due} − {refund_paid}", **LABELS),
    ),
    "available": Name(
        LABELS["available"], "funds", message("{funds} − {spent}", **LABELS)
    ),
}
"""Every amount of `Figures`, in the words of docs/figures.md."""

_OTHERS = {
    f"{word}_{number}": f"tranche_{number}.expected"
    for word in ("tranche", "schijf")
    for number in (1, 2)
}


def figure_named(text: str) -> str:
    """Find a figure by its name in any language: `refund-due`, `terug te betalen`.

    Case and accents do not matter. Raises `UsageError`, with the nearest names, where
    there is none.
    """
    known = _known()
    found = known.get(_bare(text))
    if found is None:
        raise _unknown(text, list(known))
    return found


@cache
def _known() -> dict[str, str]:
    """Give the figures by each of their names, as `_bare` writes them."""
    known = {_bare(name): name for name in NAMES} | _OTHERS
    for code in LOCALES:
        spoken = language(code)
        known |= {_bare(spoken.tell(label)): name for name, label in LABELS.items()}
    return known


def _bare(text: str) -> str:
    return bare(text).replace(" ", "_")


def _quoted() -> list[Message]:
    """Give every figure by its label, as it is typed."""
    return [message('"{label}"', label=label) for label in LABELS.values()]


def _unknown(text: str, known: list[str]) -> UsageError:
    typed = [name.replace("_", "-") for name in known]
    near = suggestion(_bare(text).replace("_", "-"), typed, likeness=LIKENESS)
    return UsageError(
        message("there is no figure {text!r}", text=text),
        expected=message(
            "a figure of docs/figures.md, by its name in English, Dutch or French"
        ),
        found=text,
        next_step=near or message("name one of {figures}", figures=_quoted()),
    )
