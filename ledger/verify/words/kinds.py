"""What the types of event are called, in a list of what came."""

from __future__ import annotations

from typing import Final

from ledger.messages import term

_KINDS: Final = {
    "adjustment-recorded": term("event", "adjustment recorded"),
    "allocation-recorded": term("event", "allocation recorded"),
    "anchor-recorded": term("event", "anchor recorded"),
    "book-opened": term("event", "book opened"),
    "data-erased": term("event", "data erased"),
    "decision-recorded": term("event", "decision recorded"),
    "document-attached": term("event", "document attached"),
    "expense-recorded": term("event", "expense recorded"),
    "file-imported": term("event", "file imported"),
    "key-replaced": term("event", "key replaced"),
    "key-rotated": term("event", "key rotated"),
    "link-recorded": term("event", "link recorded"),
    "link-withdrawn": term("event", "link withdrawn"),
    "opening-recorded": term("event", "opening recorded"),
    "payment-recorded": term("event", "payment recorded"),
    "plan-approved": term("event", "plan approved"),
    "plan-recorded": term("event", "plan recorded"),
    "recovery-recorded": term("event", "recovery recorded"),
    "refund-paid": term("event", "refund paid"),
    "reversal-recorded": term("event", "reversal recorded"),
    "school-changed": term("event", "school changed"),
    "school-ended": term("event", "school ended"),
    "tranche-received": term("event", "tranche received"),
    "unreadable": term("event", "unreadable"),
    "user-added": term("event", "user added"),
    "user-left": term("event", "user left"),
    "year-closed": term("event", "year closed"),
    "year-opened": term("event", "year opened"),
    "year-reopened": term("event", "year reopened"),
}


def kind(tag: str) -> str:
    """Name a type of event, `expense-recorded/1`; as it is where there is no word."""
    bare = tag.partition("/")[0]
    return _KINDS.get(bare, bare.replace("-", " "))
