"""One line for every kind of event: public fields and what is disclosed.

Codes of closed lists are told by their words (`projections.terms`). A sealed value that
was erased, or never given, is left out of the line.

    describe(event, {"reason": "typing error"}) == "reversal of #8: 1.00; error; …"
"""

from __future__ import annotations

from typing import Final

from ledger.events import Event
from projections.wording.grant import GRANT
from projections.wording.keeping import KEEPING
from projections.wording.lines import Values, Words, without_amount
from projections.wording.school import SCHOOL
from projections.wording.spending import SPENDING

__all__ = ["Values", "describe", "without_amount"]

_WORDS: Final[Words] = {**SCHOOL, **KEEPING, **GRANT, **SPENDING}


def describe(event: Event, values: Values) -> str:
    """Say in one line what happened."""
    # On one line whatever a text holds, so that no text can pose as a line of its own.
    flat = {slot: " ".join(text.split()) for slot, text in values.items() if text}
    return _WORDS[type(event)](event, flat)
