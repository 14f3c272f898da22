"""What is said of an event once it is recorded, by its type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.events import SCHOOL
from ledger.messages import term

RECORDED: Final[Mapping[str, str]] = {
    "adjustment-recorded": term("recorded", "adjustment recorded"),
    "allocation-recorded": term("recorded", "allocation recorded"),
    "anchor-recorded": term("recorded", "anchor recorded"),
    "book-opened": term("recorded", "book opened"),
    "data-erased": term("recorded", "data erased"),
    "decision-recorded": term("recorded", "decision recorded"),
    "document-attached": term("recorded", "document attached"),
    "expense-recorded": term("recorded", "expense recorded"),
    "file-imported": term("recorded", "file imported"),
    "key-replaced": term("recorded", "key replaced"),
    "key-rotated": term("recorded", "key rotated"),
    "link-recorded": term("recorded", "link recorded"),
    "link-withdrawn": term("recorded", "link withdrawn"),
    "opening-recorded": term("recorded", "opening recorded"),
    "payment-recorded": term("recorded", "payment recorded"),
    "plan-approved": term("recorded", "plan approved"),
    "plan-recorded": term("recorded", "plan recorded"),
    "recovery-recorded": term("recorded", "recovery recorded"),
    "refund-paid": term("recorded", "refund paid"),
    "reversal-recorded": term("recorded", "reversal recorded"),
    "school-changed": term("recorded", "school changed"),
    "school-ended": term("recorded", "school ended"),
    "tranche-received": term("recorded", "tranche received"),
    "user-added": term("recorded", "user added"),
    "user-left": term("recorded", "user left"),
    "year-closed": term("recorded", "year closed"),
    "year-opened": term("recorded", "year opened"),
    "year-reopened": term("recorded", "year reopened"),
}
"""By the type without its version; a type of a later version is its own word."""

_SCHOOL: Final = term("stream", "school")


def event_word(type_name: str) -> str:
    """Say what happened: `expense recorded` of `expense-recorded/1`."""
    bare = type_name.partition("/")[0]
    return RECORDED.get(bare, bare.replace("-", " "))


def stream_word(stream: str) -> str:
    """Say where it happened: in a year, or to the school."""
    return _SCHOOL if stream == SCHOOL else stream
