"""What the types of event are called, in a list of what came."""

from __future__ import annotations

from typing import Final

from ledger.verify.words.text import Text

_DUTCH: Final = {
    "adjustment-recorded": "aanpassing",
    "allocation-recorded": "toekenning",
    "anchor-recorded": "anker",
    "book-opened": "boek geopend",
    "data-erased": "wissing",
    "decision-recorded": "beslissing",
    "document-attached": "document",
    "expense-recorded": "uitgave",
    "file-imported": "bestand ingelezen",
    "key-replaced": "sleutel vervangen",
    "key-rotated": "sleutel opgevolgd",
    "link-recorded": "koppeling",
    "link-withdrawn": "koppeling ingetrokken",
    "opening-recorded": "beginreserve",
    "payment-recorded": "betaling",
    "plan-approved": "plan goedgekeurd",
    "plan-recorded": "plan",
    "recovery-recorded": "terugvordering",
    "refund-paid": "terugbetaling",
    "reversal-recorded": "tegenboeking",
    "school-changed": "schoolgegevens",
    "school-ended": "school gestopt",
    "tranche-received": "schijf ontvangen",
    "user-added": "gebruiker",
    "user-left": "gebruiker weg",
    "year-closed": "jaar afgesloten",
    "year-opened": "jaar geopend",
    "year-reopened": "jaar heropend",
}


def kind(tag: str) -> Text:
    """Name a type of event, `expense-recorded/1`; as it is where there is no word."""
    bare = tag.partition("/")[0]
    plain = bare.replace("-", " ")
    return Text(plain, _DUTCH.get(bare, plain))
